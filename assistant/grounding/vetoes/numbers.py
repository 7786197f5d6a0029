"""A number must stand in the supporting sentences with its value, scale, bound and unit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, takewhile

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.numbers import Quantity
from assistant.grounding.order import behind, inside, last_ahead_of, span_of
from assistant.grounding.support import Support, carries
from assistant.grounding.vetoes.amounts import only_the_whole, told_of_another
from assistant.grounding.words import Word, before, key_of
from assistant.types import Reason, Span

_COUNTED = 2  # content words behind a number that tell what it counts
_AFTER, _BEFORE = 6, 3  # those behind and ahead of an excerpt's number among which one of them stands
_SINGLE = 4  # content words behind "one" that may be what there is one of
_NEXT = 2  # words behind a number among which its noun stands
_ARTICLES = frozenset({"a", "an", "one", "single", "sole", "another"})
_NEAR_ARTICLE = 3  # words
_OF_THESE = frozenset("of them these those whom which were are".split())
_MEASURES = frozenset({"percent", "money", "ordinal", "clock"})  # which tell by themselves what is counted
_STRICT = frozenset({"percent", "ordinal"})  # which are no bare number
_DIRECTED = frozenset({"least", "most"})


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
        quantity.is_like(other) and not _same_value(quantity, other) and _same_unit(quantity, sentence, other, found)
        for found in support.sentences
        if support.bears(found)
        for other in found.numbers
    )


def _same_value(claimed: Quantity, found: Quantity) -> bool:
    if claimed.measure != found.measure:
        return False
    if not (_STRICT.isdisjoint((claimed.kind, found.kind)) or claimed.is_like(found)):
        return False
    return not found.unit or claimed.unit in ("", found.unit)


def _same_bound(claimed: Quantity, found: Quantity) -> bool:
    return claimed.bound == found.bound or _DIRECTED.isdisjoint((claimed.bound, found.bound))


def _single(quantity: Quantity, sentence: Sentence, support: Support) -> bool:
    """Whether "one soldier" is the "a soldier" of the excerpt."""
    near = behind(quantity.span.end, sentence.content)[:_SINGLE]
    counted = dropwhile(lambda word: word.past, near)  # "one injured sailor died"
    units = [*takewhile(lambda word: not word.past, counted)]
    return any(
        carries(word, unit) and any(ahead.lower in _ARTICLES for ahead in before(found.words, at, _NEAR_ARTICLE))
        for found in support.sentences
        for at, word in enumerate(found.words)
        for unit in units
    )


def _same_unit(claimed: Quantity, sentence: Sentence, found: Quantity, other: Sentence) -> bool:
    if claimed.kind in _MEASURES and claimed.is_like(found):
        return not told_of_another(claimed, sentence, found, other)
    if only_the_whole(sentence, found, other):
        return False
    after = behind(found.span.end, other.content)[:_AFTER]
    if claimed.unit and not found.unit:
        return key_of(claimed.unit) in {word.key for word in after}
    counted = behind(claimed.span.end, sentence.content)[:_COUNTED]
    nouns = [*takewhile(lambda word: not word.past, counted)]
    if not any(_own_noun(found, other, noun) for noun in nouns):
        nouns = counted
    wanted = nouns or last_ahead_of(claimed.span.start, sentence.content, _COUNTED)
    have = [*after, *last_ahead_of(found.span.start, other.content, _BEFORE)]
    if wanted and not any(carries(word, unit) for word in have for unit in wanted):
        return False
    if any(_counted_apart(found, noun, other) for noun in counted[:1]):
        return False
    return not any(_of_another(found, unit, other) for unit in wanted if unit.past and not unit.capital)


def _counted_apart(found: Quantity, noun: Word, sentence: Sentence) -> bool:
    """Whether the noun stands behind another number only, and a noun of its own behind this: "9 ships and 12 tugs"."""
    if noun.past or not _own_noun(found, sentence, noun):
        return False
    places = [word for word in sentence.content if carries(word, noun)]
    others = [number for number in sentence.numbers if number is not found]
    return bool(places) and all(any(_stands_before(number, place, sentence) for number in others) for place in places)


def _own_noun(found: Quantity, sentence: Sentence, noun: Word) -> bool:
    """Whether the word right behind the number, "of" and names aside, is a noun other than this."""
    after = [word for word in behind(found.span.end, sentence.words) if word.lower != "of" and not word.capital]
    return any(word.key and word.text.isalpha() and not word.past and not carries(word, noun) for word in after[:1])


def _stands_before(number: Quantity, noun: Word, sentence: Sentence) -> bool:
    """Whether a number stands right before the noun, one word between them at most."""
    between = Span(number.span.end, noun.start)
    near = [word for word in behind(between.start, sentence.words) if word.lower not in _OF_THESE][:_NEXT]
    done = any(word.past for word in inside(between, near))
    return noun in near and not done and "," not in between.of(sentence.whole.text)


def _of_another(found: Quantity, verb: Word, sentence: Sentence) -> bool:
    """Whether the verb belongs to another number, and this one has a verb of its own: "12 were hurt and 3 died"."""
    places = [word for word in sentence.content if carries(word, verb)]
    own = next((word for word in behind(found.span.end, sentence.content) if word.past), None)
    if not places or not own:
        return False
    return all(
        any(
            Span(own.end, place.start).covers(other) or Span(other.end, found.span.start).covers(span_of(place))
            for other in (number.span for number in sentence.numbers)
        )
        for place in places
    )
