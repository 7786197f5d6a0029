"""Which sentences are worth reading for dates: one scan for the words and figures every expression contains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reading.dates import words
from assistant.types import Span

_UNITS = "day week weekend month quarter year decade period"
_TODAY = "today yesterday tomorrow tonight morning afternoon evening night"
_SPOKEN_YEARS = "seventeen eighteen nineteen twenty thousand"
# In small letters these are other words or too short to be sure of.
_OTHER_WORDS = frozenset(
    "may march jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat "
    "sun".split()
)
_FIGURES = (
    r"[12]\d{3}(?!\d)",
    r"\d\d?[-/.]\d\d?[-/.]\d",
    r"['‘’]\d\d",
    r"\d0s\b",
    r"[Qq][1-4]\b",
    r"9/11\b",
)
_COUNTED = r"(?:day|week|month|year|quarter|decade)s(?:\s{1,3}or\s{1,3}so)?\s{1,3}(?:ago|earlier|later|before|after)\b"


def _pattern() -> re.Pattern[str]:
    known = {*words.MONTHS, *words.WEEKDAYS, *words.DECADES, *words.SEASONS}
    known.update(*(text.split() for text in (_UNITS, _TODAY, _SPOKEN_YEARS)))
    written = {form for word in known for form in (word, word.capitalize(), word.upper())}
    written -= _OTHER_WORDS
    written.update(("Christmas", "Halloween"))
    heads = sorted({word[0] for word in written})
    tails = (
        f"{head}(?:{'|'.join(sorted((word[1:] for word in written if word[0] == head), key=len, reverse=True))})\\b"
        for head in heads
    )
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join([*tails, *_FIGURES, _COUNTED])})")


_TRIGGER = _pattern()


def dated(text: str, sentences: Sequence[Span]) -> Iterator[int]:
    """The numbers of the sentences that may hold a date."""
    number, count = 0, len(sentences)
    last = -1
    for trigger in _TRIGGER.finditer(text):
        at = trigger.start()
        while number < count and sentences[number].end <= at:
            number += 1
        if number == count:
            return
        if number != last and sentences[number].start <= at:
            yield number
            last = number
