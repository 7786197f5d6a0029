"""Attributions without a verb: "according to X", a signature after a dash, a name and a colon."""

from __future__ import annotations

from assistant.reading.quotes.attributions import Attribution
from assistant.reading.quotes.clauses import LONGEST, clause_end, has_finite
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, POINT, QUOTE, WORD, Stream
from assistant.reading.quotes.subjects import Subject, chosen
from assistant.reading.quotes.words import CALENDAR, CONJUNCTIONS, NOMINATIVE

_HEADLINE_SOURCES = frozenset(
    "poll report study survey official officials sources source police expert experts analyst".split()
)


def read_according(stream: Stream, at: int, names: NameIndex) -> Attribution | None:
    """The attribution whose cue is "according to" at items `at` and `at + 1`."""
    subject, after = _source(stream, at + 2, names)
    if subject is None:
        return None
    cue = stream.span(at, at + 1)
    start = max(stream.sentence_first(at), at - LONGEST)
    if at - start <= 1 and stream.word(after) == ",":
        first = after + 1
        if first >= len(stream) or stream.kinds[first] == BREAK:
            return None
        last = clause_end(stream, first)
        return Attribution(stream, "according-to", cue, subject, [(first, last)], at, last)
    last = at - 1
    while last >= start and stream.kinds[last] == POINT and stream.low[last] not in ")]":
        last -= 1
    if last < start and start >= 2 and stream.kinds[start - 2] == QUOTE:
        return Attribution(stream, "according-to", cue, subject, [(start - 2, start - 2)], start - 2, after - 1)
    if last - start < 2 and stream.kind(last) != QUOTE:
        return None
    if stream.kind(last) == QUOTE and stream.closing(last) in ",?!":
        start = last
    return Attribution(stream, "according-to", cue, subject, [(start, last)], start, max(at + 1, after - 1))


def _source(stream: Stream, first: int, names: NameIndex) -> tuple[Subject | None, int]:
    """The noun phrase after "according to", and the item after it."""
    end = first
    while end < len(stream) and end - first < 25 and stream.kinds[end] == WORD:
        word = stream.low[end]
        if end > first and (word in CONJUNCTIONS or word in NOMINATIVE or word == "who"):
            break
        end += 1
    if end == first:
        return None, first
    mention = names.head_within(stream.span(first, end - 1))
    if stream.capital(first) and mention is not None:
        return Subject(first, end - 1, mention.span, "name", first, mention), end
    last = end - 1
    while last > first and stream.low[last] in CALENDAR:
        last -= 1
    subject = chosen(stream, first, last, names) or Subject(first, last, stream.span(first, last), "description", first)
    return subject, end


def quote_before_dash(stream: Stream, at: int) -> int | None:
    """The quotation that a dash at item `at` signs, a sentence end between them or not."""
    back = at - 2 if stream.kind(at - 1) == BREAK else at - 1
    return back if back >= 0 and stream.kinds[back] == QUOTE else None


def read_signature(stream: Stream, at: int, names: NameIndex) -> Attribution | None:
    """A quotation signed with a dash: "…" — Carla Sanchez, 35, Texas. `at` is the dash after it."""
    quote = quote_before_dash(stream, at)
    if quote is None:
        return None
    last = at + 1
    while last < len(stream) and last - at < 6 and stream.kinds[last] == WORD:
        last += 1
    if last == at + 1 or not stream.capital(at + 1):
        return None
    end = last
    while end < len(stream) and stream.kinds[end] not in (BREAK, QUOTE):
        end += 1
    if end - at > 24 or any(has_finite(stream, first, first) for first in range(at + 1, end)):
        return None
    mention = names.head_within(stream.span(at + 1, last - 1))
    span = mention.span if mention else stream.span(at + 1, last - 1)
    subject = Subject(at + 1, last - 1, span, "name" if mention else "description", at + 1, mention)
    return Attribution(stream, "signature", stream.span(at, at), subject, [(quote, quote)], quote, end - 1)


def read_colon(stream: Stream, names: NameIndex, headline: bool) -> Attribution | None:
    """A paragraph that begins with a name and a colon: a transcript's turn, or a headline."""
    colon = next((at for at in range(1, min(8, len(stream))) if stream.low[at] == ":"), None)
    if colon is None or colon + 1 >= len(stream):
        return None
    mention = names.starting(stream.starts[0])
    if (
        mention is not None
        and mention.span.end == stream.ends[colon - 1]
        and mention.type in ("person", "organisation")
    ):
        subject = Subject(0, colon - 1, mention.span, "name", 0, mention)
    elif headline and colon == 1 and stream.low[0] in _HEADLINE_SOURCES:
        subject = Subject(0, 0, stream.span(0, 0), "description", 0)
    else:
        return None
    last = clause_end(stream, colon + 1) if headline else len(stream) - 1
    if last - colon < 3 and stream.kinds[colon + 1] != QUOTE:
        return None
    return Attribution(stream, "colon", stream.span(colon, colon), subject, [(colon + 1, last)], 0, last)
