"""Small values as the text and bytes a row holds, and back."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from sys import byteorder
from typing import Any

from assistant.types import Anchor, Grain, Interval, Span, Speaker


def day_number(day: date | None) -> int | None:
    """A day as a proleptic ordinal."""
    return None if day is None else day.toordinal()


def day_of(number: int | None) -> date | None:
    """The day of a proleptic ordinal."""
    return None if number is None else date.fromordinal(number)


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Spans as little-endian pairs of 32-bit numbers."""
    numbers = array("I", (n for span in spans for n in (span.start, span.end)))
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpack_span(packed: bytes, ordinal: int) -> Span | None:
    """The span at `ordinal`, None when there is none."""
    if not 0 <= ordinal < len(packed) // 8:
        return None
    piece = packed[ordinal * 8 : ordinal * 8 + 8]
    return Span(int.from_bytes(piece[:4], "little"), int.from_bytes(piece[4:], "little"))


def unpack_spans(packed: bytes) -> tuple[Span, ...]:
    """The spans that were packed."""
    numbers = array("I", packed)
    if byteorder == "big":
        numbers.byteswap()
    return tuple(map(Span, numbers[::2], numbers[1::2]))


def containing(starts: Sequence[int], offset: int) -> int:
    """The ordinal of the last span that starts at or before `offset`, -1 before the first."""
    return bisect_right(starts, offset) - 1


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(value: Any) -> str:
    """Compact JSON, the same for the same value."""
    return _ENCODER.encode(value)


def dump_interval(interval: Interval | None) -> str | None:
    """An interval as JSON."""
    if interval is None:
        return None
    return dump([interval.lo.toordinal(), interval.hi.toordinal(), interval.grain, interval.anchor])


def load_interval(said: str | None) -> Interval | None:
    """The interval `dump_interval` wrote."""
    if said is None:
        return None
    return interval_of(*json.loads(said))


def interval_of(lo: int, hi: int, grain: Grain, anchor: Anchor) -> Interval:
    """An interval of its first and last day as ordinals."""
    return Interval(date.fromordinal(lo), date.fromordinal(hi), grain, anchor)


def dump_speaker(speaker: Speaker | None) -> str | None:
    """A speaker as JSON."""
    if speaker is None:
        return None
    return dump([speaker.name, *((speaker.span.start, speaker.span.end) if speaker.span else ())])


def load_speaker(said: str | None) -> Speaker | None:
    """The speaker `dump_speaker` wrote."""
    if said is None:
        return None
    name, *span = json.loads(said)
    return Speaker(name, Span(*span) if span else None)


def dump_spans(spans: Sequence[Span]) -> str:
    """Spans as JSON."""
    return f"[{','.join(f'[{span.start},{span.end}]' for span in spans)}]"


def load_spans(said: str) -> tuple[Span, ...]:
    """The spans `dump_spans` wrote."""
    return tuple(Span(start, end) for start, end in json.loads(said))
