"""Speech inside quoted words: a report that begins in the marks, and a quotation in a quotation."""

from __future__ import annotations

import re

from assistant.reading.quotes.attributions import Attribution
from assistant.reading.quotes.complements import complement
from assistant.reading.quotes.cues import read_cue
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.paragraphs import inside
from assistant.reading.quotes.stream import QUOTE, WORD, Stream
from assistant.reading.quotes.subjects import left_subject
from assistant.reading.quotes.verbs import verbs_of

_REPORTING = frozenset("ctoqw")
_WORD = re.compile(r"\w+")


def read_inner(stream: Stream, at: int, names: NameIndex) -> list[Attribution]:
    """The attributions within the quotation at item `at`."""
    region = stream.quoted[at]
    first = _WORD.match(stream.text, region.words.start)
    if not region.inner and (first is None or not verbs_of(first[0].lower())):
        return []
    within = inside(stream.text, region)
    opening = _opening_report(stream, at, within, names)
    if opening is not None:
        return [opening]
    found: list[Attribution] = []
    for index, word in enumerate(within.low):
        if any(_REPORTING.intersection(verb.frames) for verb in verbs_of(word)):
            attribution = read_cue(within, index, names, found)
            if attribution is not None and "direct" in attribution.rule and _third_person(within, attribution):
                attribution.rule = "nested"
                found.append(attribution)
    return found


def _third_person(within: Stream, attribution: Attribution) -> bool:
    """Whether somebody else speaks: "I said" inside quoted words is the speaker over again."""
    subject = attribution.subject
    return subject is not None and within.low[subject.last] not in ("i", "we", "you", "it")


def _opening_report(stream: Stream, at: int, within: Stream, names: NameIndex) -> Attribution | None:
    """The President "emphasized that …": the marks open with the verb, the speaker stands before them."""
    if stream.kind(at - 1) != WORD or not len(within) or within.kinds[0] == QUOTE:
        return None
    verb = next((v for v in verbs_of(within.low[0]) if v.tense in ("past", "third") and not v.particle), None)
    if verb is None:
        return None
    subject = left_subject(stream, at, names)
    found = complement(within, 1, verb.frames, names, strict=True)
    if subject is None or found is None:
        return None
    return Attribution(
        within, "nested-report", within.span(0, 0), subject, [(found.first, found.last)], 0, len(within) - 1
    )
