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
from assistant.types import Span

QuestionKind = Literal[
    "who-is", "office", "said", "between", "change", "when", "where", "who", "how-many", "which", "yes-no", "other"
]

_LONGEST_OFFICE = 7
"""Words, names apart, that an office may have."""

COMPOUND_WORDS = 24
"""Words from which on a question of several clauses is taken for several questions in one."""

_SPEECH = (
    r"say|said|says|tell|told|claim|claimed|announce|announced|state|stated|add|added|argue|argued|deny|denied"
    r"|rule out|ruled out|promise|promised|think|believe|emphasi[sz]ed?|answer|answered|reply|replied|want|describe"
)
_SAID = re.compile(
    rf"^\W*what\s+(?:(?:exactly|precisely|actually|else)\s+)?(?:did|does|do|has|have|had|was|were)\s+(?P<who>.{{2,80}}?)\s+(?:{_SPEECH})\b(?P<about>.{{0,300}})",
    re.IGNORECASE,
)
_WORDS_OF = re.compile(
    r"^\W*what\s+(?:were|are|was|is)\s+(?:the\s+)?(?:exact\s+)?(?:words|statements?|remarks?|comments?)\s+(?:of|by)\s+"
    r"(?P<who>.{2,80}?)\s+(?P<about>(?:on|about|regarding)\b.{0,300})",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:president|secretary|minister|ambassador|governor|director|chief|commander|adviser|advisor|commissioner|chairman"
    r"|chairwoman|spokes(?:man|woman|person)|head|envoy|senator|mayor)(?:[ -]general)?(?:$|\s+(?:of|for|to|in|at)\b)",
    re.IGNORECASE,
)
_BESIDE_THE_MATTER = re.compile(
    r",?\s*(?:in (?:his|her|their) own words|word for word|according to [^,;]{1,80})\W*$", re.IGNORECASE
)
_WHO_IS = re.compile(r"^\W*who(?:\s+(?:is|was|are|were)|['’]s)\s+(?P<rest>.{2,200}?)\W*$", re.IGNORECASE)
_LEADS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (
        "change",
        re.compile(
            r"^\W*how (?:did|has|have|had|does|do)\b.{1,200}\b(?:change|changed|develop|developed|evolve|evolved|shift)"
            r"(?:ed)?\b|\bin (?:\w{1,12} )?\d{4}\b.{1,120}\band\b.{1,60}\bin (?:\w{1,12} )?\d{4}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "between",
        re.compile(
            r"^\W*what (?:else )?(?:has |had )?(?:happened|took place|went on)\b|\b(?:timeline|chronology)\b"
            r"|^\W*(?:what|which)(?: (?:main|important|other))? events\b|\bevents (?:of|in|from|between)\b"
            r"|^\W*(?:what|which) .{1,120}\b(?:happened|took place|occurred|were held)\b",
            re.IGNORECASE,
        ),
    ),
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
    (
        "yes-no",
        re.compile(
            r"^\W*(?:did|do|does|is|are|was|were|will|would|has|have|had|can|could|should|may|might)\b", re.IGNORECASE
        ),
    ),
)
_ASKED_THING = re.compile(
    r"\b(?:what|which) (day|date|year|month|week|time|city|cities|town|country|countries|place)\b", re.IGNORECASE
)
_CALENDAR = "January February March April May June July August September October November December"
_NAME = (
    rf"(?!(?:{'|'.join(_CALENDAR.split())})\b)\b[A-Z][\w.&|-]{{0,40}}"
    r"(?:\s{1,4}(?:of|and|[A-Z&|-][\w.&|-]{0,40})){0,8}"
)
_TEXT = r"(?:articles?|reports?|piece|review|story|stories|coverage|column|editorial|publication|newspaper|website)"
_PUBLICATION = re.compile(
    rf"(?P<before>{_NAME})['’\"]*\s+{_TEXT}\b"
    rf"|\b(?:{_TEXT}|another|one|reported)\s+(?:by|from|in)\s+"
    rf"(?:an?\s+{_TEXT}\s+(?:by|from|in)\s+)?['‘\"]?(?P<after>(?:The|the)\s+{_NAME}|{_NAME})"
)
_COMPARED = re.compile(r"\barticles?\b|\b(?:both|two|these) (?:reports|accounts)\b", re.IGNORECASE)
_LINKING = re.compile(r"^\W*(?:(?:and|but|so|then|also|now|ok|okay|well)\b[ ,]*){1,3}", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|him|they|them)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_THING_PRONOUN = re.compile(r"\b(?:it|this|that|these|those)\b(?=\W*$)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|it|that|this|there|then|his|their|its)\b", re.IGNORECASE)
_CAPITALISED = re.compile(
    r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’-]{1,40}(?:\s{1,4}(?:of\s{1,4}the\s{1,4}|of\s{1,4}|the\s{1,4})?[A-Z][\w'’-]{1,40}){0,8}"
)
_TRAILING = re.compile(
    r"(?:\b(?:in|on|during|as of|at|by|since|until|from|between|before|after|the)\s{1,4}){0,3}$", re.IGNORECASE
)
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

    @property
    def of_state(self) -> bool:
        """Whether it asks what held in a time it names: "who led it from 1990 to 1994"."""
        asks = self.kind in {"office", "who", "which", "where", "other"}
        return asks and self.lo is not None and self.hi is not None and not self.compound


def understand(text: str, previous: Question | None = None, today: date | None = None) -> Question:
    """Take a question apart; where it points back at the `previous` one, that lends its names and words."""
    text = _LINKING.sub("", text) or text
    if previous is not None:
        text = _resolved(text, previous)
    dates = read_dates(text, split_sentences(text), today)
    date_stems = frozenset(key for found in dates for key in stems(found.span.of(text)))
    names = tuple(name for name in names_in(text) if not date_stems.issuperset(stems(name)))
    asked = {match[1].lower() for match in _ASKED_THING.finditer(text)}
    words = tuple(word for word in content_words(text) if word.lower() not in asked)
    if previous is not None and not names and _PRONOUN.search(text):
        names = previous.names
        words = tuple(dict.fromkeys([*words, *previous.words]))
    lo = min((found.interval.lo for found in dates), default=None)
    hi = max((found.interval.hi for found in dates), default=None)
    kind, subject, about = _kind(text, names)
    attributed = publications_in(text)
    compound = _is_compound(text, kind, attributed)
    return Question(text, kind, words, names, subject, about, lo, hi, date_stems, attributed, compound)


def _is_compound(text: str, kind: QuestionKind, attributed: tuple[str, ...]) -> bool:
    """Whether it asks several things in one, as long questions of clauses do and those that compare reports."""
    length = len(text.split())
    if kind == "yes-no" and (attributed or length >= COMPOUND_WORDS or _COMPARED.search(text)):
        return True
    return length >= COMPOUND_WORDS and len(read_hints(text, ()).parts) > 1


def _resolved(text: str, previous: Question) -> str:
    """The question with "he" as the one person and "it" as the matter that the previous question was about."""
    person = previous.subject if previous.kind in {"who-is", "said"} else previous.names[0] if previous.names else ""
    if _SEVERAL.search(text) and len(people := _people_in(previous)) > 1:
        person = " and ".join(people)
    if person and not names_in(text):
        text = _PERSON_PRONOUN.sub(lambda _: person, text, count=1)
    about = re.sub(r"^(?:about|on|of|that)\s+", "", previous.about)
    return _THING_PRONOUN.sub(lambda _: about, text, count=1) if about else text


def _people_in(question: Question) -> tuple[str, ...]:
    """The names in a question that are no places."""
    mentions = read_names(question.text, split_sentences(question.text)).mentions
    places = {mention.span.of(question.text) for mention in mentions if mention.type == "place"}
    return tuple(name for name in question.names if name not in places)


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


def _undated(text: str) -> str:
    """An office or a name without the time asked about: "defense secretary in May 2017"."""
    dates = read_dates(text, (Span(0, len(text)),), None)
    return _TRAILING.sub("", text[: dates[0].span.start]) if dates and dates[0].span.start else text


def _kind(text: str, names: tuple[str, ...]) -> tuple[QuestionKind, str, str]:
    if match := _SAID.match(text) or _WORDS_OF.match(text):
        return "said", match["who"].strip(), _BESIDE_THE_MATTER.sub("", match["about"]).strip(" ?.")
    if match := _WHO_IS.match(text):
        rest = _LEADING_ARTICLE.sub("", _undated(match["rest"]))
        if rest in names and not _OFFICE.search(rest):
            return "who-is", rest, ""
        if rest.islower() or sum(word.islower() for word in rest.split()) <= _LONGEST_OFFICE:
            return "office", rest, ""
    for kind, pattern in _LEADS:
        if pattern.search(text):
            return kind, "", ""
    return "other", "", ""
