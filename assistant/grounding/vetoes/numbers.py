"""A number must stand in the supporting sentences with its value, scale, bound and unit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.numbers import Quantity
from assistant.grounding.support import Support, carries
from assistant.grounding.vetoes.amounts import only_the_whole, told_of_another
from assistant.grounding.words import Word, before
from assistant.types import Reason

_AFTER, _BEFORE = 4, 3
_ARTICLES = frozenset({"a", "an", "one", "single", "sole", "another"})
_OF_THESE = frozenset("of them these those whom which were are".split())


def number_faults(support: Support) -> Iterator[Reason]:
    """A reason for each number of the claim that the supporting sentences do not carry."""
    for sentence in support.claim.sentences:
        for quantity in sentence.numbers:
            if fault := _fault(quantity, sentence, support):
                yield Reason(reasons.NUMBER, fault)


def _fault(quantity: Quantity, sentence: Sentence, support: Support) -> str | None:
    same = [
        (other, found)
        for found in support.sentences
        for other in found.numbers
        if _same_value(quantity, other) and (support.bears(found) or not _counted(quantity, sentence, support))
    ]
    if not same:
        if quantity.value == 1 and _single(quantity, sentence, support):
            return None
        return f"“{quantity.word}” is not in the cited sentence"
    fitting = [other for other, found in same if _same_unit(quantity, sentence, other, found)]
    if not fitting:
        return f"“{quantity.word}” counts something else in the cited sentence"
    if not any(_same_bound(quantity, other) for other in fitting):
        return f"“{quantity.word}” is more or less exact than in the cited sentence"
    return None


def _counted(quantity: Quantity, sentence: Sentence, support: Support) -> bool:
    """Whether a source that is not silent counts the same thing and has another number of it."""
    return any(
        other.kind == quantity.kind
        and not _same_value(quantity, other)
        and _around(quantity, sentence, _AFTER, 0)
        and _same_unit(quantity, sentence, other, found)
        for found in support.sentences
        if support.bears(found)
        for other in found.numbers
    )


def _same_value(claimed: Quantity, found: Quantity) -> bool:
    if claimed.value is None or found.value is None:
        return claimed.word.lower() == found.word.lower()
    if claimed.value != found.value:
        return False
    if "percent" in (claimed.kind, found.kind) or "ordinal" in (claimed.kind, found.kind):
        return claimed.kind == found.kind
    return not (claimed.unit and found.unit) or claimed.unit == found.unit


def _same_bound(claimed: Quantity, found: Quantity) -> bool:
    directed = {"least", "most"}
    if claimed.bound in directed or found.bound in directed:
        return claimed.bound == found.bound
    return True


def _single(quantity: Quantity, sentence: Sentence, support: Support) -> bool:
    """Whether "one soldier" is the "a soldier" of the excerpt."""
    behind = _around(quantity, sentence, _AFTER, 0)
    counted = [*behind[:1], *takewhile(lambda unit: not unit.past, behind[1:])]  # "one injured sailor died"
    units = [unit for unit in counted if not unit.past]
    return any(
        carries(word, unit) and any(ahead.lower in _ARTICLES for ahead in before(found.words, at, 3))
        for found in support.sentences
        for at, word in enumerate(found.words)
        for unit in units
        if word.key
    )


def _same_unit(claimed: Quantity, sentence: Sentence, found: Quantity, other: Sentence) -> bool:
    if claimed.kind in ("percent", "money", "ordinal", "clock") and claimed.kind == found.kind:
        return not told_of_another(claimed, sentence, found, other)
    if only_the_whole(sentence, found, other):
        return False
    counted = _around(claimed, sentence, _AFTER, 0)[:2]
    wanted = counted or _around(claimed, sentence, 0, 2)
    have = _around(found, other, _AFTER + 2, _BEFORE)
    if not wanted or not have:
        return True
    if not any(carries(word, unit) for word in have for unit in wanted):
        return False
    if counted and _counted_apart(found, counted[0], other):
        return False
    return not any(_of_another(found, unit, other) for unit in wanted if unit.past and not unit.capital)


def _counted_apart(found: Quantity, noun: Word, sentence: Sentence) -> bool:
    """Whether the noun stands behind another number only, and a noun of its own behind this: "9 ships and 12 tugs"."""
    if noun.past or not _own_noun(found, sentence, noun):
        return False
    places = [word.start for word in sentence.content if carries(word, noun)]
    others = [number for number in sentence.numbers if number is not found]
    return bool(places) and all(any(_stands_before(number, place, sentence) for number in others) for place in places)


def _own_noun(found: Quantity, sentence: Sentence, noun: Word) -> bool:
    """Whether the words right behind the number, "of" and names aside, are a noun other than this."""
    for word in sentence.words:
        if word.start < found.span.end or word.lower == "of" or word.capital:
            continue
        return bool(word.key) and not word.past and word.text.isalpha() and not carries(word, noun)
    return False


def _stands_before(number: Quantity, place: int, sentence: Sentence) -> bool:
    """Whether a number stands right before the word at `place`, one word between them at most."""
    between = [word for word in sentence.words if number.span.end <= word.start < place and word.lower not in _OF_THESE]
    near = len(between) <= 1 and not any(word.past for word in between)
    return number.span.end <= place and near and "," not in sentence.whole.text[number.span.end : place]


def _of_another(found: Quantity, verb: Word, sentence: Sentence) -> bool:
    """Whether the verb belongs to a later number, behind a verb of this one's: "12 were hurt and 3 died"."""
    places = [word.start for word in sentence.content if carries(word, verb)]
    later = [number.span.start for number in sentence.numbers if number.span.start > found.span.start]
    own = [word.start for word in sentence.content if word.past and word.start > found.span.start]
    return bool(places and own) and all(any(own[0] < number < place for number in later) for place in places)


def _around(quantity: Quantity, sentence: Sentence, after: int, before: int) -> list[Word]:
    """Content words next to a number: up to `after` behind it and `before` ahead of it."""
    behind = [word for word in sentence.content if word.start >= quantity.span.end][:after]
    ahead = [word for word in sentence.content if word.end <= quantity.span.start]
    return behind + (ahead[-before:] if before else [])
