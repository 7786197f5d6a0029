"""One particular of a true sentence changed, so that the excerpt no longer carries it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from assistant.grounding.lexicon.operators import HEDGES
from assistant.grounding.quotations import quoted_spans
from assistant.reading.lexicon.countries import LONG_NAMES, SEAT_OF, STATE_OF
from assistant.types import Mention, Span
from evals.mutations.sources import Case

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WRITTEN = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty".split()
_SCALES = ["thousand", "million", "billion", "trillion"]
_FILLERS = "house garden window letter engine music bridge winter doctor market".split()

Change = Callable[[Case, random.Random], Iterator[str]]


def _put(case: Case, span: Span, words: str) -> str:
    """The sentence with other words at `span` (offsets in the excerpt)."""
    text, start = case.sentence.text, case.sentence.span.start
    return " ".join(f"{text[: span.start - start]}{words}{text[span.end - start :]}".split())


def number(case: Case, chance: random.Random) -> Iterator[str]:
    """Another value, or another scale."""
    for quantity in case.sentence.numbers:
        word = quantity.word
        if quantity.value is None or quantity.kind == "ordinal":
            continue
        if scale := re.search(r"\b(thousand|million|billion|trillion)\b", word):
            other = chance.choice([name for name in _SCALES if name != scale[1]])
            yield _put(case, quantity.span, word.replace(scale[1], other))
        if digits := re.search(r"\d+", word):
            other = str(int(digits[0]) + chance.choice([1, 2, 7, 10, 100]))
            yield _put(case, quantity.span, f"{word[: digits.start()]}{other}{word[digits.end() :]}")
        elif word.lower() in _WRITTEN:
            yield _put(case, quantity.span, chance.choice([name for name in _WRITTEN if name != word.lower()]))


def calendar(case: Case, chance: random.Random) -> Iterator[str]:
    """Another day, weekday, month or year, or the other date of the same passage."""
    for found in case.sentence.dates:
        words = found.span.of(case.text.text)
        for names in (_MONTHS, _DAYS):
            for name in names:
                if re.search(rf"\b{name}\b", words):
                    other = chance.choice([word for word in names if word != name])
                    yield _put(case, found.span, words.replace(name, other))
        if year := re.search(r"\b(?:19|20)\d\d\b", words):
            other = str(int(year[0]) + chance.choice([-3, -2, -1, 1, 2]))
            yield _put(case, found.span, words.replace(year[0], other))
        if day := re.search(r"\b(?:[12]?\d|3[01])\b(?!\d)", words):
            yield _put(case, found.span, words.replace(day[0], str(int(day[0]) % 28 + 1), 1))
        rivals = [
            date for date in case.text.dates if date.rule == found.rule and not _meets(date.interval, found.interval)
        ]
        if rivals:
            yield _put(case, found.span, chance.choice(rivals).span.of(case.text.text))


def _meets(one: object, other: object) -> bool:
    lo, hi = getattr(one, "lo"), getattr(one, "hi")  # noqa: B009  # intervals of two readings
    return not (hi < getattr(other, "lo") or getattr(other, "hi") < lo)  # noqa: B009  # as above


def name(case: Case, chance: random.Random) -> Iterator[str]:
    """A person, place or body in place of another, taken from the same passage or from outside it."""
    strangers = {
        "person": "Elena Marchetti",
        "place": "Uruguay",
        "organisation": "the World Meteorological Organization",
    }
    for mention in case.text.mentions:
        if mention.type not in strangers or not case.sentence.span.covers(mention.span):
            continue
        yield _put(case, mention.span, strangers[mention.type])
        others = [other for other in case.text.mentions if other.type == mention.type and _differ(other, mention)]
        others = [other for other in others if not other.span.of(case.text.text).isupper()]
        here = {other.name for other in case.text.mentions if case.sentence.span.covers(other.span)}
        outside = [other for other in others if other.name not in here]
        if outside:
            yield _put(case, mention.span, chance.choice(outside).span.of(case.text.text))


def _differ(one: Mention, other: Mention) -> bool:
    """Whether two names share no word and no state: "Moscow" may stand for Russia."""
    return not _meant(one.name) & _meant(other.name)


def _meant(name: str) -> set[str]:
    name = name.replace("United States", "us").replace("U.S.", "us").replace("USA", "us")
    if state := LONG_NAMES.get(name.lower()):
        return {state}
    words = name.lower().replace("federation", "").split()
    return {STATE_OF.get(word, SEAT_OF.get(word, word.removesuffix("s"))) for word in words}


def speaker(case: Case, chance: random.Random) -> Iterator[str]:
    """The words given to somebody else: to another person of the passage, or to a stranger."""
    for quote in case.text.quotes:
        said = quote.speaker
        if said is None or said.span is None or not case.sentence.span.covers(said.span):
            continue
        if quote.cue is None or not case.sentence.span.covers(quote.cue):
            continue
        yield _put(case, said.span, "Elena Marchetti")
        people = [other for other in case.text.mentions if other.type == "person"]
        others = [
            other.name for other in people if not set(other.name.lower().split()) & set(said.name.lower().split())
        ]
        if others and said.name.lower() not in ("he", "she", "they"):
            yield _put(case, said.span, chance.choice(others))


_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|should|has|have|had|may|might|must)\b"
    r"(?! not\b|n't| n't| only| just| no\b)"
)
_DENIAL = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|have|had|may|might|must|did|does|do) not\b")
_SHORT = re.compile(r"\b(is|are|was|were|would|could|should|has|have|had|did|does|do)n['’]t\b")


def negation(case: Case, chance: random.Random) -> Iterator[str]:
    """A denial put in after an auxiliary, or taken out."""
    del chance
    text = case.words
    quoted = quoted_spans(text)
    for match in _AUXILIARY.finditer(text):
        if not any(span.start <= match.start() < span.end for span in quoted):
            yield f"{text[: match.end()]} not{text[match.end() :]}"
            break
    for pattern in (_DENIAL, _SHORT):
        for match in pattern.finditer(text):
            if not any(span.start <= match.start() < span.end for span in quoted):
                yield f"{text[: match.start()]}{match[1]}{text[match.end() :]}"
                break
    for match in re.finditer(r"\bno (?=[a-z]{3,})(?!longer|doubt|more|less|matter)", text):
        if not any(span.start <= match.start() < span.end for span in quoted):
            yield f"{text[: match.start()]}a {text[match.end() :]}"
            break


_TO_SIGN = re.compile(
    r"\b(?:is|are|was|were) (?:expected|due|scheduled|set|likely|planning|preparing|going|about|poised"
    r"|ready|keen|eager|hoping|trying|seeking|bound|prepared|willing)"
    r" to ([a-z]{3,})\b"
)
_WILL = re.compile(r"\b(?:will|would|may|might|could) ([a-z]{3,})\b(?<!ly)")
_SUPPOSED = re.compile(r"\b(?:if|whether|may be)\b", re.IGNORECASE)
_PAST = re.compile(
    r"(?<=[a-z] )(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )(?<!has )(?<!have )(?<!had )"
    r"(?<!having )(?<!or )(?<!and )([a-z]{3,}ed)\b(?! by\b)"  # no participle
)
_VERBS = frozenset(
    """
    be make take hold meet go come give begin send leave lead get see run sign visit announce launch attack agree
    open arrive join end start approve reject include continue allow help work play move happen receive return
    reduce increase remain appear discuss create deliver provide offer face follow use support reveal
    """.split()
)
_TRUE_PAST = frozenset(
    """
    signed visited announced launched killed attacked opened arrived joined ended started visited approved
    rejected
    """.split()
)


def status(case: Case, chance: random.Random) -> Iterator[str]:
    """What is planned told as done, and what is done told as planned."""
    del chance
    text = case.words
    quoted = quoted_spans(text)
    for pattern in (_TO_SIGN, _WILL):
        for match in pattern.finditer(text):
            verb = match[1]
            if verb not in _VERBS or any(span.start <= match.start() < span.end for span in quoted):
                continue
            if _SUPPOSED.search(text, 0, match.start()):  # a past form supposes no less there
                continue
            yield f"{text[: match.start()]}{_past(verb)}{text[match.end() :]}"
    if not any(f" {hedge} " in f" {text.lower()} " for hedge in HEDGES):
        for match in _PAST.finditer(text):
            if match[1] in _TRUE_PAST and not any(span.start <= match.start() < span.end for span in quoted):
                yield f"{text[: match.start()]}will {_base(match[1])}{text[match.end() :]}"
                break


def _past(verb: str) -> str:
    known = {
        "be": "was",
        "have": "had",
        "make": "made",
        "take": "took",
        "hold": "held",
        "meet": "met",
        "go": "went",
        "come": "came",
    }
    known |= {
        "give": "gave",
        "begin": "began",
        "send": "sent",
        "leave": "left",
        "lead": "led",
        "get": "got",
        "see": "saw",
        "run": "ran",
    }
    if verb in known:
        return known[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _base(past: str) -> str:
    silent = {"approved", "arrived", "announced"}
    return past.removesuffix("d") if past in silent else past.removesuffix("ed")


def quotation(case: Case, chance: random.Random) -> Iterator[str]:
    """One word inside quotation marks put in, left out or exchanged."""
    text = case.words
    for span in quoted_spans(text):
        words = [match.span() for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", span.of(text))]
        if "…" in span.of(text) or "..." in span.of(text):  # which stands for words left out
            continue
        if len(words) < 3:
            continue
        start, end = chance.choice(words[1:-1])
        before, after = text[: span.start + start], text[span.start + end :]
        yield before + chance.choice(_FILLERS) + after
        yield before.rstrip() + after
        yield f"{before}{chance.choice(_FILLERS)} {text[span.start + start : span.start + end]}{after}"
        for match in re.finditer(r"\b(?:not|no|never)\s|n['’]t\b", span.of(text)):
            yield text[: span.start + match.start()] + text[span.start + match.end() :]


CHANGES: dict[str, Change] = {
    "number": number,
    "date": calendar,
    "name": name,
    "speaker": speaker,
    "negation": negation,
    "status": status,
    "quotation": quotation,
}
