"""Capitalised words that the rules give no type: the names that may be organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.second_reader.spans import Taken
from assistant.types import Reading, Span

_WORD = re.compile(r"[^\W_][\w&’'-]*")
_INNER = frozenset("of for and the de des du la".split())
_OFFICES = frozenset(
    "president minister secretary ambassador general director chairman chairwoman chair spokesman spokeswoman governor "
    "senator representative commissioner premier chancellor king queen prince princess pope mr mrs ms dr sir chief "
    "commander colonel admiral captain lieutenant major judge justice mayor professor adviser envoy head "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter god internet".split()
)
"""Offices and calendar words: capitalised, and no organisation when they end a name."""
_MOST_WORDS = 8


def unread_names(text: str, reading: Reading) -> Iterator[Span]:
    """Names without a type, in order of position: mentions of no kind, and capitalised words that are no mention."""
    read = Taken(
        [
            *(mention.span for mention in reading.mentions if mention.type != "other"),
            *(role.span for role in reading.roles),
            *(found.span for found in reading.dates),
        ]
    )
    other = Taken(mention.span for mention in reading.mentions if mention.type == "other")
    found = [mention.span for mention in reading.mentions if mention.type == "other"]
    for sentence in reading.sentences:
        for span in _runs(text, sentence):
            alone_at_start = span.start - sentence.start < 3 and " " not in span.of(text)
            if not (alone_at_start or read.meets(span) or other.meets(span)):
                found.append(span)
    yield from (span for span in sorted(found) if _may_be_body(span.of(text)))


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
            end = reach = match.end()
        elif joins and match.group() in _INNER:
            reach = match.end()
        elif start >= 0:
            yield Span(start, end)
            start = reach = -1
    if start >= 0:
        yield Span(start, end)


def _may_be_body(name: str) -> bool:
    words = name.split()
    return len(name) > 1 and len(words) <= _MOST_WORDS and words[-1].lower().strip("’'") not in _OFFICES
