"""What a question asks: its kind, the names in it, the words that carry its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.reading.dates import read_dates
from assistant.reading.names import read_names
from assistant.reading.sentences import split_sentences
from assistant.reading.stems import stems
from assistant.retrieval import STOP_WORDS, content_words
from assistant.retrieval.hints import read_hints

QuestionKind = Literal["who-is", "office", "said", "between", "when", "where", "who", "how-many", "which", "other"]

COMPOUND_WORDS = 24
"""Words from which on a question of several clauses is taken for several questions in one."""

_SPEECH = (
    r"say|said|says|tell|told|claim|claimed|announce|announced|state|stated|add|added|argue|argued|deny|denied"
    r"|rule out|ruled out|promise|promised|think|believe|emphasi[sz]ed?|answer|answered|reply|replied|want|describe"
)
_SAID = re.compile(
    rf"^\W*what\s+(?:did|does|do|has|have|had|was|were)\s+(?P<who>.{{2,80}}?)\s+(?:{_SPEECH})\b(?P<about>.{{0,300}})",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"^\W*who(?:\s+(?:is|was|are|were)|['’]s)\s+(?P<rest>.{2,200}?)\W*$", re.IGNORECASE)
_LEADS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    ("between", re.compile(r"\b(?:happen\w*|timeline|events?|chronology)\b|\bwhat took place\b", re.IGNORECASE)),
    (
        "when",
        re.compile(
            r"^\W*(?:when|since when|until when|(?:on |in )?(?:what|which) (?:day|date|year|month))\b", re.IGNORECASE
        ),
    ),
    ("where", re.compile(r"^\W*(?:where|in (?:what|which) (?:city|town|country|place))\b", re.IGNORECASE)),
    ("how-many", re.compile(r"^\W*how (?:many|much|long|often|old|far|large|big)\b", re.IGNORECASE)),
    ("which", re.compile(r"\b(?:which|what) [a-z]+\b", re.IGNORECASE)),
    ("who", re.compile(r"^\W*(?:who|whom|whose|with whom)\b", re.IGNORECASE)),
)
_CALENDAR = "January February March April May June July August September October November December"
_NAME = rf"(?!(?:{'|'.join(_CALENDAR.split())})\b)[A-Z][\w.&|-]*(?:\s+(?:of|and|[A-Z&|-][\w.&|-]*))*"
_TEXT = r"(?:articles?|reports?|piece|review|story|stories|coverage|column|editorial|publication|newspaper|website)"
_PUBLICATION = re.compile(
    rf"(?P<before>{_NAME})['’\"]*\s+{_TEXT}\b"
    rf"|\b(?:{_TEXT}|another|one|reported)\s+(?:by|from|in)\s+"
    rf"(?:an?\s+{_TEXT}\s+(?:by|from|in)\s+)?['‘\"]?(?P<after>(?:The|the)\s+{_NAME}|{_NAME})"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|it|that|this|there|then|his|their|its)\b", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’-]+(?:\s+(?:of\s+the\s+|of\s+|the\s+)?[A-Z][\w'’-]+)*")
_LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. `subject` is what a "who is" or "what did X say" is about; `lo`..`hi` days it names."""

    text: str
    kind: QuestionKind
    words: tuple[str, ...]
    names: tuple[str, ...]
    subject: str = ""
    about: str = ""
    lo: date | None = None
    hi: date | None = None
    date_stems: frozenset[str] = frozenset()
    attributed: tuple[str, ...] = ()
    compound: bool = False


def understand(text: str, previous: str | None = None, today: date | None = None) -> Question:
    """Take a question apart; `previous` lends its names and words where this one only points back at them."""
    names = names_in(text)
    words = content_words(text)
    if previous and not names and _PRONOUN.search(text):
        names = names_in(previous)
        words = tuple(dict.fromkeys([*words, *content_words(previous)]))
    dates = read_dates(text, split_sentences(text), today)
    lo = min((found.interval.lo for found in dates), default=None)
    hi = max((found.interval.hi for found in dates), default=None)
    kind, subject, about = _kind(text, names)
    date_stems = frozenset(key for found in dates for key in stems(found.span.of(text)))
    compound = len(text.split()) >= COMPOUND_WORDS and len(read_hints(text, ()).parts) > 1
    return Question(text, kind, words, names, subject, about, lo, hi, date_stems, publications_in(text), compound)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a question, found by the reader or else by their capital letters."""
    found = [mention.span.of(text) for mention in read_names(text, split_sentences(text)).mentions]
    covered = " ".join(found)
    runs = [match[0] for match in _CAPITALISED.finditer(text)]
    found += [run for run in runs if run not in covered and run.lower() not in STOP_WORDS]
    return tuple(dict.fromkeys(found))


def publications_in(text: str) -> tuple[str, ...]:
    """Names that the question gives as those of publications: "a Reuters report", "an article by The Age"."""
    found = [match["before"] or match["after"] for match in _PUBLICATION.finditer(text)]
    return tuple(dict.fromkeys(found))


def _kind(text: str, names: tuple[str, ...]) -> tuple[QuestionKind, str, str]:
    if match := _SAID.match(text):
        return "said", match["who"].strip(), match["about"].strip(" ?.")
    if match := _WHO_IS.match(text):
        rest = _LEADING_ARTICLE.sub("", match["rest"])
        if rest in names:
            return "who-is", rest, ""
        if rest.islower() or len(rest.split()) <= 8:
            return "office", rest, ""
    for kind, pattern in _LEADS:
        if pattern.search(text):
            return kind, "", ""
    return "other", "", ""
