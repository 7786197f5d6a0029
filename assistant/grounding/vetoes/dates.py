"""A date must be carried by a date of the supporting sentences, and belong to the same thing there.

A coarser date is carried by a finer one inside it ("in February 2017" by "on 16 February 2017"), never the other way
round. Relative dates of claim and excerpt alike are read from the excerpt's publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.support import Source, Support, carries
from assistant.grounding.words import Word, words_of
from assistant.types import DateExpression, Interval, Reason

_COORDINATORS = frozenset({"and", "or", "but"})
_MARKS = frozenset(",;")
_FRONTED = 4  # content words after a date that opens its sentence
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_CLOCK = re.compile(r"\b(\d{1,2}(?:[:.]\d\d)?) ?([ap])\.?m\b")
_UNIT_WORDS = "day night morning afternoon evening weekend week month year decade".split()
_UNITS = frozenset(form for word in _UNIT_WORDS for form in (word, f"{word}s"))
_UNIT = rf"(?:{'|'.join(_UNIT_WORDS)})"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|\d{1,3})"
_RELATIVE = re.compile(
    rf"\b(?:the (?:next|following|previous|preceding|same) {_UNIT}|(?:that|this) same {_UNIT}|that {_UNIT}"
    rf"|{_COUNT} {_UNIT}s? (?:earlier|later|before|after|previously))\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"(?<=[a-z,] )May\b")
_NEW_CLAUSE = re.compile(r"[,;] (?:and|but|while) ")
_RUNS_ON = re.compile(r",? [^\W\d_]")
_BACK = 3  # sentences over which a date goes on to hold
_NEAR = 3  # words between a date and what it plainly belongs to
_REPORTING = frozenset("reported report reports published wrote writes article according as".split())


def date_faults(support: Support) -> Iterator[Reason]:
    """A reason for each calendar expression of the claim that no source carries where the claim rests on it."""
    readings = [(source, support.claim.dated(source.excerpt.date)) for source in support.sources]
    yield from _impossible(readings[0][1])
    yield from _unread(support)
    dated = any(sentence.dates for sentence in support.sentences if support.bears(sentence))
    spans = {found.span for _, claim in readings for found in claim.dates}
    for span in sorted(spans):
        told = [
            _told(found, source, claim, support)
            for at, (source, claim) in enumerate(readings)
            for found in claim.dates
            if found.span == span and not (at in support.silent and dated)
        ]
        if None not in told:
            words = span.of(support.claim.text)
            belongs = any(verdict == "elsewhere" for verdict in told)
            detail = "belongs to something else in the cited sentence" if belongs else "is not in the cited sentence"
            yield Reason(reasons.DATE, f"“{words}” {detail}")


def _told(found: DateExpression, source: Source, claim: Text, support: Support) -> str | None:
    """None where the source carries the date, else "missing" or "elsewhere"."""
    verdict = "missing"
    for sentence in support.sentences:
        if sentence.whole is not source.text:
            continue
        for other in _applying(sentence):
            if not _carried(found, other, sentence) or not _same_clock(found, claim, sentence):
                continue
            if other not in sentence.dates or not _bound_elsewhere(found, claim, other, sentence):
                return None
            verdict = "elsewhere"
    if _of_publication(found, source, claim) or _word_for_word(found, claim, source, support):
        return None
    return verdict


def _unread(support: Support) -> Iterator[Reason]:
    """A reason for each time of day, date that only its surroundings resolve, and "May" that the sources have not."""
    claim = support.claim
    times = {time for sentence in support.sentences for time in _CLOCK.findall(sentence.text.lower())}
    for found in _CLOCK.finditer(claim.text.lower()):
        if found.groups() not in times:
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")
    told = not claim.lowers.isdisjoint(_UNITS)
    for found in _RELATIVE.finditer(claim.text) if told else ():
        words = " ".join(word.lower for word in words_of(found.group()))
        read = any(date.span.start < found.end() and found.start() < date.span.end for date in claim.dates)
        if not read and not any(f" {words} " in f" {sentence.line} " for sentence in support.sentences):
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")
    for found in _MAY.finditer(claim.text) if "may" in claim.lowers else ():
        read = any(date.span.start <= found.start() < date.span.end for date in claim.dates)
        if not read and not any(word.text == "May" for sentence in support.sentences for word in sentence.words):
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")


def _impossible(claim: Text) -> Iterator[Reason]:
    """A reason for each weekday that the date beside it was not."""
    for found in claim.dates:
        words = found.span.of(claim.text)
        named = {word.lower() for word in re.findall(r"[A-Za-z]+", words)} & set(_WEEKDAYS)
        day = found.interval.lo
        if named and day == found.interval.hi and re.search(r"\d", words) and _WEEKDAYS[day.weekday()] not in named:
            yield Reason(reasons.DATE, f"“{words}”: {day} was a {_WEEKDAYS[day.weekday()].capitalize()}")


def _same_clock(found: DateExpression, claim: Text, sentence: Sentence) -> bool:
    """Whether a time of day within the claim's date stands in the excerpt's sentence too."""
    times = _CLOCK.findall(found.span.of(claim.text).lower())
    have = {(hour, half) for hour, half in _CLOCK.findall(sentence.text.lower())}
    return all(time in have for time in times)


def _carried(found: DateExpression, other: DateExpression, sentence: Sentence) -> bool:
    """Whether a date of the sentence carries the claim's; of a range both ends must be there."""
    if not found.rule.endswith("range"):
        return _within(other.interval, found.interval)
    begins = any(date.interval.lo == found.interval.lo for date in sentence.dates)
    return other.interval == found.interval or (begins and other.interval.hi == found.interval.hi)


def _within(finer: Interval, coarser: Interval) -> bool:
    return coarser.lo <= finer.lo and finer.hi <= coarser.hi


def _applying(sentence: Sentence) -> Sequence[DateExpression]:
    """The dates of a sentence; where it has none, those of the nearest dated sentence before it."""
    if sentence.dates:
        return sentence.dates
    return next((earlier.dates for earlier in sentence.earlier(_BACK) if earlier.dates), ())


def _word_for_word(found: DateExpression, claim: Text, source: Source, support: Support) -> bool:
    """Whether a date that could not be read in the excerpt stands there in the same words ("League 2018:")."""
    words = " ".join(word.lower for word in words_of(found.span.of(claim.text)))
    for sentence in support.sentences:
        unread = [word.lower for word in sentence.words if not sentence.in_date(word)]
        if sentence.whole is source.text and f" {words} " in f" {' '.join(unread)} ":
            return True
    return False


def _of_publication(found: DateExpression, source: Source, claim: Text) -> bool:
    """Whether the date is that of the report itself, and the claim says it is ("reported on …", "as of …")."""
    published = source.excerpt.date
    if published is None or not (found.interval.lo <= published <= found.interval.hi):
        return False
    sentence = claim.sentence_at(found.span.start)
    before = [word.lower for word in sentence.words if word.end <= found.span.start][-4:] if sentence else []
    after = [word.lower for word in sentence.words if word.start >= found.span.end][:4] if sentence else []
    return not _REPORTING.isdisjoint([*before, *after])


def _bound_elsewhere(found: DateExpression, claim: Text, other: DateExpression, sentence: Sentence) -> bool:
    """Whether what the claim ties to its date is tied to another date in the excerpt's sentence."""
    rivals = [
        date
        for date in sentence.dates
        if date is not other and not _within(date.interval, found.interval) and not _beside(date, other, sentence)
    ]
    if not rivals:
        return False
    tied = [verdict for word in _tied(found, claim) if (verdict := _tie(word, other, rivals, sentence)) is not None]
    if tied and not any(tied):
        return True
    verb = _verb(found, claim)
    if verb is None or _tie(verb, other, rivals, sentence) is not False:
        return False
    own = [word for word in sentence.content if word.past and not word.capital and not sentence.in_date(word)]
    return any(not _set_apart(word, other, sentence) for word in own)  # a date without a verb of its own shares one


def _beside(date: DateExpression, other: DateExpression, sentence: Sentence) -> bool:
    """Whether nothing but function words stands between two dates: "in 2019 or 2020"; ", and in 2020 Oslo" goes on."""
    lo, hi = sorted((date.span, other.span))
    text = sentence.whole.text
    if _NEW_CLAUSE.match(text, lo.end, hi.start) and _RUNS_ON.match(text, hi.end):
        return False
    return not any(word.key and lo.end <= word.start < hi.start for word in sentence.words)


def _tied(found: DateExpression, claim: Text) -> list[Word]:
    """The content words the claim puts next to its date: two before, two after, in the same clause."""
    sentence = claim.sentence_at(found.span.start)
    if sentence is None:
        return []
    outside = [word for word in sentence.content if not sentence.in_date(word)]
    before = [word for word in outside if word.end <= found.span.start]
    after = [word for word in outside if word.start >= found.span.end]
    if not before:
        return after[:_FRONTED]
    left = [word for word in before if _joined(claim, sentence, word.end, found.span.start)][-2:]
    right = [word for word in after if _joined(claim, sentence, found.span.end, word.start)][:2]
    return left + right or before[-2:]


def _verb(found: DateExpression, claim: Text) -> Word | None:
    """The verb of a sentence with one date and one past form after its first word; else None."""
    sentence = claim.sentence_at(found.span.start)
    if sentence is None or len(sentence.dates) > 1:
        return None
    content = [word for word in sentence.content if not sentence.in_date(word)]
    verbs = [word for word in content[1:] if word.past and not word.capital]
    return verbs[0] if len(verbs) == 1 else None


def _joined(claim: Text, sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing between two places sets them apart: no mark, no "and", no other date."""
    between = claim.text[start:end]
    if not _MARKS.isdisjoint(between) or any(start <= date.span.start < end for date in sentence.dates):
        return False
    return not _COORDINATORS.intersection(between.lower().split())


def _tie(word: Word, date: DateExpression, rivals: Sequence[DateExpression], sentence: Sentence) -> bool | None:
    """True where the excerpt ties the word to `date`, False where to a rival, None where to neither or to both."""
    verdicts = [
        _nearer(place, date, rivals, sentence) for place in sentence.words if place.key and carries(place, word)
    ]
    if True in verdicts:
        return True
    return False if verdicts and None not in verdicts else None


def _nearer(place: Word, date: DateExpression, rivals: Sequence[DateExpression], sentence: Sentence) -> bool | None:
    own = _distance(place, date, sentence)
    rival, nearest = min(((_distance(place, other, sentence), other) for other in rivals), key=lambda pair: pair[0])
    apart, rival_apart = (_set_apart(place, each, sentence) for each in (date, nearest))
    if apart != rival_apart:
        return rival_apart
    between = min(date.span.start, nearest.span.start) < place.start < max(date.span.start, nearest.span.start)
    if own < rival and (between or own <= _NEAR):
        return True
    return False if rival < own and (between or rival <= _NEAR) else None


def _set_apart(place: Word, date: DateExpression, sentence: Sentence) -> bool:
    """Whether a word and a date of the excerpt stand in clauses of their own."""
    lo, hi = sorted(((place.start, place.end), (date.span.start, date.span.end)))
    return not _joined(sentence.whole, sentence, lo[1], hi[0])


def _distance(place: Word, date: DateExpression, sentence: Sentence) -> int:
    """Words between a word and a date."""
    lo, hi = sorted((place.start, date.span.start))
    return sum(1 for word in sentence.words if lo < word.start < hi and not sentence.in_date(word))
