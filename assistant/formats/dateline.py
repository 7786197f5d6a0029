"""The publication date that a document's own first lines state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.formats.dates import WRITTEN, written_days

_HEAD = 1500  # characters
_LINES = 12
_OPENING_LINES = 6  # among which a news report begins
_LONGEST = 100  # characters of a line that does nothing but date
_LABEL = re.compile(
    r"(?:date|(?:first |originally )?(?:published|posted|issued|released|dated)(?: online)?(?: on| at)?|release date|"
    r"(?:date of )?publication(?: date)?|date published|publié(?: le)?|veröffentlicht(?: am)?|publicado(?: el)?)"
    r"\s?[:|\-–]?\s?(?:on )?$",
    re.IGNORECASE,
)
_WEEKDAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s"
_PLACE = r"(?:[A-ZÀ-Þ][\w'’.-]{0,25}(?:\s(?:de|la|del|am|den|da|do))?,?\s){1,5}"
_OCCASION = re.compile(  # "Porto Summit, 5 March 2021" is the day of the summit
    r"\b(?:summit|conference|meeting|session|talks|treaty|agreement|accord|forum|council|assembly|election|congress|"
    r"visit|review|act|war|attack|protocol|convention|resolution|referendum|coup|crisis)\b",
    re.IGNORECASE,
)
_BEFORE_ALONE = re.compile(rf"(?:{_PLACE})??(?:{_WEEKDAY})?(?:(?:the|le|am|den|el)\s)?")
_AFTER_ALONE = re.compile(
    r"[\s,|·–-]{0,3}(?:at\s)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?)?\.?", re.IGNORECASE
)
_BEFORE_REPORT = re.compile(rf"{_PLACE}(?:{_WEEKDAY})?\(?")
_AFTER_REPORT = re.compile(r"\)?,?\s?(?:[(/][^()/\n]{2,40}[)/]\s?)?(?:[–—]|-{1,2}\s)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day the first lines name. `plain` is false where the line does not say that it is the day of publication."""

    day: date
    plain: bool


def datelines(text: str) -> Iterator[Dateline]:
    """The days by which the first lines date the document.

    Plain are "Published: 5 March 2021" and the opening of a report, "PORTO, March 5, 2021 (AP) –". A line that is
    nothing but a date, with a place before it at most, is not. Dates without a year, and others in the text, do not
    date a document.
    """
    lines = [" ".join(line.split()) for line in text[:_HEAD].splitlines() if line.strip()][:_LINES]
    for number, line in enumerate(lines):
        if WRITTEN.search(line[: 2 * _LONGEST]) is None:
            continue
        found, day = next(written_days(line[: 2 * _LONGEST]), (None, None))
        if found is None or day is None:
            continue
        before, after = line[: found.start()], line[found.end() :]
        if len(line) <= _LONGEST and _LABEL.fullmatch(before):
            yield Dateline(day, plain=True)
        elif _is_alone(line, before, after):
            yield Dateline(day, plain=False)
        elif number < _OPENING_LINES and _BEFORE_REPORT.fullmatch(before) and _AFTER_REPORT.match(after):
            yield Dateline(day, plain=True)


def _is_alone(line: str, before: str, after: str) -> bool:
    shaped = _BEFORE_ALONE.fullmatch(before) and _AFTER_ALONE.fullmatch(after)
    return len(line) <= _LONGEST and shaped is not None and not _OCCASION.search(before)
