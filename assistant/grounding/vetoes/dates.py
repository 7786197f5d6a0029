"""A date must be carried by a date of the supporting sentences, and belong to the same thing there.

A coarser date is carried by a finer one inside it ("in February 2017" by "on 16 February 2017"), never the other way
round. Relative dates of claim and excerpt alike are read from the excerpt's publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.order import ahead_of, behind, gap, inside, last_ahead_of, span_of
from assistant.grounding.support import Source, Support, carries
from assistant.grounding.words import Word, words_of
from assistant.types import DateExpression, Reason, Span

_COORDINATORS = frozenset({"and", "or", "but"})
_MARKS = frozenset(",;")
_TIED, _FRONTED = 2, 4  # content words on each side of a date, and after one that opens its sentence
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_CLOCK = re.compile(r"\b(\d{1,2}(?:[:.]\d\d)?) ?([ap])\.?m\b")
_UNIT_WORDS = "day night morning afternoon evening weekend week month year decade".split()
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
_REPORTING = frozenset("reported report reports published wrote writes article according as".split())


def date_faults(support: Support) -> Iterator[Reason]:
    """A reason for each calendar expression of the claim that no source carries where the claim rests on it."""
    readings = [support.claim.dated(source.excerpt.date) for source in support.sources]
    yield from _impossible(readings[0])
    yield from _unread(support)
    dated = any(sentence.dates for sentence in support.sentences if support.bears(sentence))
    told: dict[Span, list[str | None]] = {}
    for at, (source, claim) in enumerate(zip(support.sources, readings, strict=True)):
        for found in claim.dates:
            verdicts = told.setdefault(found.span, [])
            if not (dated and at in support.silent):
                verdicts.append(_told(found, source, claim, support))
    for span, verdicts in sorted(told.items()):
        if None not in verdicts:
            words = span.of(support.claim.text)
            elsewhere = "elsewhere" in verdicts
            detail = "belongs to something else in the cited sentence" if elsewhere else "is not in the cited sentence"
            yield Reason(reasons.DATE, f"“{words}” {detail}")


def _told(found: DateExpression, source: Source, claim: Text, support: Support) -> str | None:
    """None where the source carries the date, else "missing" or "elsewhere"."""
    verdict = "missing"
    for sentence in support.sentences:
        if sentence.whole is not source.text:
            continue
        applying = _applying(sentence)
        for other in applying:
            if not _carried(found, other, applying) or not _same_clock(found, claim, sentence):
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
    for found in _CLOCK.finditer(claim.text.lower()):
        if not any(found.groups() in _CLOCK.findall(sentence.text.lower()) for sentence in support.sentences):
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")
    for found in _RELATIVE.finditer(claim.text):
        words = _line(words_of(found.group()))
        if not (_is_read(found, claim) or any(words in _line(sentence.words) for sentence in support.sentences)):
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")
    for found in _MAY.finditer(claim.text):
        written = (word.text for sentence in support.sentences for word in sentence.words)
        if not (_is_read(found, claim) or found.group() in written):
            yield Reason(reasons.DATE, f"“{found.group()}” is not in the cited sentence")


def _is_read(found: re.Match[str], claim: Text) -> bool:
    """Whether a date of the claim was read where this was found."""
    return any(date.span.overlaps(Span(*found.span())) for date in claim.dates)


def _line(words: Iterable[Word]) -> str:
    """Words in lower case, each between two spaces."""
    return f" {' '.join(word.lower for word in words)} "


def _impossible(claim: Text) -> Iterator[Reason]:
    """A reason for each weekday that the date beside it was not."""
    for found in claim.dates:
        words = found.span.of(claim.text)
        ends = {day: _WEEKDAYS[day.weekday()] for day in (found.interval.lo, found.interval.hi)}
        if re.search(r"\d", words) and any(name in words.title() and name not in ends.values() for name in _WEEKDAYS):
            was = " and ".join(f"{day} was a {name}" for day, name in ends.items())
            yield Reason(reasons.DATE, f"“{words}”: {was}")


def _same_clock(found: DateExpression, claim: Text, sentence: Sentence) -> bool:
    """Whether a time of day within the claim's date stands in the excerpt's sentence too."""
    times = _CLOCK.findall(found.span.of(claim.text).lower())
    return set(times).issubset(_CLOCK.findall(sentence.text.lower()))


def _carried(found: DateExpression, other: DateExpression, applying: Sequence[DateExpression]) -> bool:
    """Whether one of the dates that apply carries the claim's; of a range both ends must be among them."""
    if not found.interval.covers(other.interval):
        return False
    begins = {date.interval.lo for date in applying}
    ends = {date.interval.hi for date in applying}
    return not found.rule.endswith("range") or (found.interval.lo in begins and found.interval.hi in ends)


def _applying(sentence: Sentence) -> Sequence[DateExpression]:
    """The dates of a sentence; where it has none, those of the nearest dated sentence before it."""
    return next((near.dates for near in (sentence, *sentence.earlier(_BACK)) if near.dates), ())


def _word_for_word(found: DateExpression, claim: Text, source: Source, support: Support) -> bool:
    """Whether a date that could not be read in the excerpt stands there in the same words ("League 2018:")."""
    words = _line(words_of(found.span.of(claim.text)))
    return any(
        sentence.whole is source.text and words in _line(word for word in sentence.words if not sentence.in_date(word))
        for sentence in support.sentences
    )


def _of_publication(found: DateExpression, source: Source, claim: Text) -> bool:
    """Whether the date is that of the report itself, and the claim says it is: "reported on …", "as of …".

    What tells so is the nearest word ahead of the date, or behind one that opens the claim.
    """
    published = source.excerpt.date
    if published is None or not found.interval.meets(published, published):
        return False
    words = [
        word
        for sentence in claim.sentences
        if sentence.span.overlaps(found.span)
        for word in sentence.words
        if word.key or word.lower in _REPORTING
    ]
    near = last_ahead_of(found.span.start, words, 1) or behind(found.span.end, words)[:1]
    return any(word.lower in _REPORTING for word in near)


def _bound_elsewhere(found: DateExpression, claim: Text, other: DateExpression, sentence: Sentence) -> bool:
    """Whether what the claim ties to its date is tied to another date in the excerpt's sentence."""
    rivals = [
        date
        for date in sentence.dates
        if date is not other and not found.interval.covers(date.interval) and not _beside(date, other, sentence)
    ]
    if not rivals:
        return False
    if not any(_telling(_tied(found, claim), other, rivals, sentence)):
        return True
    verb = _verb(found, claim)
    if verb is None or _tie(verb, other, rivals, sentence) is not False:
        return False
    own = [word for word in sentence.content if word.past and not word.capital and not sentence.in_date(word)]
    return any(not _set_apart(word, other, sentence) for word in own)  # a date without a verb of its own shares one


def _telling(
    words: Sequence[Word], date: DateExpression, rivals: Sequence[DateExpression], sentence: Sentence
) -> list[bool]:
    """To which date the excerpt ties the words that tell best; true where none of them does.

    A noun between the dates tells better than a verb, or a subject ahead of all, which they may share.
    """
    amid = inside(Span(sentence.dates[0].span.end, sentence.dates[-1].span.start), sentence.content)
    between = [word for word in words if not word.past and any(carries(place, word) for place in amid)]
    for some in (between, words):
        ties = [tie for word in some if (tie := _tie(word, date, rivals, sentence)) is not None]
        if ties:
            return ties
    return [True]


def _beside(date: DateExpression, other: DateExpression, sentence: Sentence) -> bool:
    """Whether nothing but function words stands between two dates: "in 2019 or 2020"; ", and in 2020 Oslo" goes on."""
    between = gap(date.span, other.span)
    text = sentence.whole.text
    if _NEW_CLAUSE.match(between.of(text)) and _RUNS_ON.match(text, max(date.span, other.span).end):
        return False
    return all(sentence.in_date(word) for word in inside(between, sentence.content))


def _tied(found: DateExpression, claim: Text) -> list[Word]:
    """The content words the claim puts next to its date: two before, two after, in the same clause."""
    sentence = claim.sentence_at(found.span.start)
    if sentence is None:
        return []
    outside = [word for word in sentence.content if not sentence.in_date(word)]
    ahead = [*reversed(ahead_of(found.span.start, outside))]
    after = behind(found.span.end, outside)
    if not ahead:
        return [word for word in after[:_FRONTED] if _joined(gap(span_of(after[0]), span_of(word)), sentence)]
    joined = [
        word
        for side in (ahead, after)
        for word in islice((word for word in side if _joined(gap(found.span, span_of(word)), sentence)), _TIED)
    ]
    return joined or ahead[:_TIED]


def _verb(found: DateExpression, claim: Text) -> Word | None:
    """The verb of a sentence with one date and one past form after its first word; else None."""
    sentence = claim.sentence_at(found.span.start)
    if sentence is None or sentence.dates[1:]:
        return None
    content = [word for word in sentence.content if not sentence.in_date(word)]
    match [word for word in content[1:] if word.past and not word.capital]:
        case [verb]:
            return verb
        case _:
            return None


def _joined(between: Span, sentence: Sentence) -> bool:
    """Whether nothing between two places sets them apart: no mark, no "and", no other date."""
    text = between.of(sentence.whole.text)
    if any(between.overlaps(date.span) for date in sentence.dates):
        return False
    return _MARKS.isdisjoint(text) and _COORDINATORS.isdisjoint(text.lower().split())


def _tie(word: Word, date: DateExpression, rivals: Sequence[DateExpression], sentence: Sentence) -> bool | None:
    """True where the excerpt ties the word to `date`, False where to a rival, None where to neither or to both."""
    carrying = [place for place in sentence.content if carries(place, word)]
    same = [place for place in carrying if place.key == word.key]
    verdicts = {_nearer(place, date, rivals, sentence) for place in same or carrying}
    match [*verdicts]:
        case [verdict]:
            return verdict
        case _:
            return None


def _nearer(place: Word, date: DateExpression, rivals: Sequence[DateExpression], sentence: Sentence) -> bool | None:
    """Whether a date is nearer to a word than its rivals are; None where neither is plainly so."""
    nearest = min(rivals, key=lambda rival: _distance(place, rival, sentence))
    apart, rival_apart = (_set_apart(place, each, sentence) for each in (date, nearest))
    if apart or rival_apart:
        return None if apart is rival_apart else rival_apart
    own, other = (_distance(place, each, sentence) for each in (date, nearest))
    return None if own == other else own < other


def _set_apart(place: Word, date: DateExpression, sentence: Sentence) -> bool:
    """Whether a word and a date of the excerpt stand in clauses of their own."""
    return not _joined(gap(span_of(place), date.span), sentence)


def _distance(place: Word, date: DateExpression, sentence: Sentence) -> int:
    """Words between a word and a date, other dates' aside."""
    return sum(not sentence.in_date(word) for word in inside(gap(span_of(place), date.span), sentence.words))
