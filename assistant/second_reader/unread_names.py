"""Capitalised words that the rules give no type: the names that may be organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.table import lexicon
from assistant.second_reader.spans import Taken
from assistant.types import Reading, Span

_WORD = re.compile(r"[^\W_][\w&’'-]*")
_INNER = frozenset("of for and the de des du la".split())
_NO_BODY = k.TITLE | k.HONORIFIC | k.CALENDAR | k.DEMONYM | k.OTHER_END | k.FUNCTION | k.GIVEN
"""What the last word of a body's name is not: an office, a day, a people, an event."""
_MOST_WORDS = 8
_LONGEST = 100  # characters


def unread_names(text: str, reading: Reading) -> Iterator[Span]:
    """Names without a type, in order of position: mentions of no kind, and capitalised words that are no mention."""
    untyped = [mention.span for mention in reading.mentions if mention.type == "other"]
    read = Taken(
        [
            *(mention.span for mention in reading.mentions),
            *(role.span for role in reading.roles),
            *(found.span for found in reading.dates),
        ]
    )
    ordinary = frozenset(word for word in _WORD.findall(text) if word[0].islower())
    found = [span for sentence in reading.sentences for span in _runs(text, sentence) if not read.meets(span)]
    named = (span for span in found if " " in span.of(text) or not _is_ordinary(text, span, ordinary))
    yield from (span for span in sorted([*untyped, *named]) if _may_be_body(span.of(text)))


def _is_ordinary(text: str, span: Span, ordinary: frozenset[str]) -> bool:
    """Whether a single word has its capital from where it stands, or is written small elsewhere."""
    before = text[max(0, span.start - 3) : span.start].rstrip(" ")
    return span.of(text).lower() in ordinary or not before or not (before[-1].isalnum() or before[-1] in ",(")


def _runs(text: str, sentence: Span) -> Iterator[Span]:
    """Runs of capitalised words one space apart, small words between them."""
    start = end = -1
    reach = -1  # how far the run may go on: small words count only if a capital follows
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        joins = start >= 0 and match.start() == reach + 1 and text[reach] == " "
        if match.group()[0].isupper():
            if start >= 0 and not joins:
                yield Span(start, end)
            start = start if joins else match.start()
            end = match.start() + len(match.group().removesuffix("'s").removesuffix("’s"))
            reach = match.end() if end == match.end() else -1
        elif joins and match.group() in _INNER:
            reach = match.end()
        elif start >= 0:
            yield Span(start, end)
            start = reach = -1
    if start >= 0:
        yield Span(start, end)


def _may_be_body(name: str) -> bool:
    words = name.split()
    sized = 1 < len(name) <= _LONGEST and len(words) <= _MOST_WORDS
    return sized and not lexicon().kinds.get(words[-1], 0) & _NO_BODY
