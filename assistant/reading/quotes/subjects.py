"""Who speaks: the noun phrase before a verb of communication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, POINT, QUOTE, WORD, Stream
from assistant.reading.quotes.verbs import verbs_of
from assistant.reading.quotes.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    NOMINATIVE,
    PREPOSITIONS,
    SPEAKING,
)
from assistant.types import Mention, Span

Form = Literal["name", "pronoun", "relative", "description"]

_LONGEST = 28
_PART = ("of", "in", "but", "out")
"""What may stand before a number at the end of a speaker: "one in three", "all but two"."""
LINKS = frozenset("but and so yet while as when because though although that where".split())
"""Words that link a clause to what stands before it."""
_SUBORDINATORS = CONJUNCTIONS - {"or"}


@dataclass(frozen=True, slots=True)
class Subject:
    """The items `first` to `last` name the speaker; `clause` is the item at which the speaker's clause begins."""

    first: int
    last: int
    span: Span
    form: Form
    clause: int
    mention: Mention | None = None


def verb_group(stream: Stream, verb: int, tense: str) -> int | None:
    """The first item of the verb group that ends at `verb`; None if what it says was not said.

    Negated, modal and passive groups are no report of speech: "would say", "was told", "did not say".
    """
    at = verb
    while at > 0 and stream.kinds[at - 1] == WORD:
        word = stream.low[at - 1]
        if word in MODALS and stream.capital(at - 1) and stream.kind(at - 2) == QUOTE:
            break  # a person called Will, May or Can
        if word in NEGATIONS or word in MODALS:
            return None
        if word in BE:
            if tense != "ing" and word != "'s":
                return None
        elif word not in AUXILIARIES and not stream.adverb(at - 1):
            break
        at -= 1
    return at


def left_subject(stream: Stream, group: int, names: NameIndex) -> Subject | None:
    """The speaker named before the verb group that begins at item `group`."""
    at = _without_calendar(stream, group - 1)
    if at < 0 or stream.kinds[at] in (BREAK, QUOTE):
        return None
    if stream.low[at] == ",":
        return _before_apposition(stream, at, names)
    if stream.kinds[at] != WORD and stream.low[at] != ")":
        return None
    return _phrase(stream, at, names)


def _without_calendar(stream: Stream, at: int) -> int:
    """Step back over a day between the speaker and the verb: "Mattis on Tuesday said"."""
    back = at
    while back >= 0 and (stream.low[back] in CALENDAR or stream.low[back].isdigit()):
        back -= 1
    if back == at:
        return at
    if back >= 0 and stream.low[back] in ("on", "in", "at", "late", "early", "this", "last", "earlier"):
        back -= 1
    if back >= 0 and stream.low[back] in ("late", "early", "on"):
        back -= 1
    return back if back >= 0 and stream.kinds[back] == WORD else at


def _phrase(stream: Stream, last: int, names: NameIndex) -> Subject | None:
    """The noun phrase that ends at item `last`."""
    if stream.low[last] in SPEAKING:
        form: Form = "relative" if stream.low[last] == "who" else "pronoun"
        if stream.low[last] not in NOMINATIVE and form == "pronoun":
            form = "description"
        return Subject(last, last, stream.span(last, last), form, last)
    first = phrase_start(stream, last)
    return None if first > last else chosen(stream, first, last, names)


def phrase_start(stream: Stream, last: int) -> int:
    """The first item of what may be the noun phrase ending at `last`: back to the next boundary of a clause."""
    at = last
    while at >= 0 and last - at < _LONGEST:
        word, kind = stream.low[at], stream.kinds[at]
        if word in (")", "]"):
            at = _opening(stream, at) - 1
            continue
        if kind != WORD or word in _SUBORDINATORS or word in NOMINATIVE or word == "who":
            break
        if word in ("and", "or") and not _joins_names(stream, at):
            break
        if at < last and _finite(stream, at):
            break
        at -= 1
    return at + 1


def _opening(stream: Stream, at: int) -> int:
    for back in range(at, max(-1, at - 12), -1):
        if stream.low[back] in "([" and stream.kinds[back] == POINT:
            return back
    return at


def _joins_names(stream: Stream, at: int) -> bool:
    """Whether "and" at item `at` joins two noun phrases that together are the speaker, with a boundary before them."""
    back = at - 1
    while back >= 0 and at - back < 12 and stream.kinds[back] == WORD and not clausal(stream, back):
        if stream.low[back].endswith("ed") and not stream.capital(back):
            return False
        back -= 1
    opens = back < at - 1 and (stream.capital(back + 1) or stream.low[back + 1] in DETERMINERS)
    return opens and (stream.kind(back) != WORD or stream.word(back) in _SUBORDINATORS)


def clausal(stream: Stream, at: int) -> bool:
    """Whether the word at item `at` belongs to a clause rather than to a noun phrase."""
    word = stream.low[at]
    return word in _SUBORDINATORS or word in NOMINATIVE or word == "who" or _finite(stream, at)


def _finite(stream: Stream, at: int) -> bool:
    """Whether the word is surely a verb: an auxiliary, or a past form of a verb of saying."""
    word = stream.low[at]
    if word in AUXILIARIES or word in BE or word in MODALS - {"to"} or word in NEGATIONS:
        return True
    return any(verb.tense == "past" and not verb.particle for verb in verbs_of(word)) and not stream.capital(at)


def chosen(stream: Stream, first: int, last: int, names: NameIndex, clause: int | None = None) -> Subject | None:
    """The speaker within items `first`..`last`: the name that heads the phrase, else the phrase as a description."""
    begin = first if clause is None else clause
    end = last
    while end > first and stream.low[end] in (")", "]"):
        end = _opening(stream, end) - 1
    if end < first:
        return None
    mention = names.ending(stream.starts[end], stream.ends[end])
    if mention is not None and mention.span.start >= stream.starts[first]:
        head = end
        while head > first and stream.starts[head] > mention.span.start:
            head -= 1
        before = _head_before_preposition(stream, first, head)
        if before is not None and names.titled.get(mention.span.end, mention.span.start) < stream.ends[before]:
            before = None
        if before is None:
            return Subject(head, end, mention.span, "name", begin, mention)
        return chosen(stream, first, before, names, begin) or Subject(head, end, mention.span, "name", begin, mention)
    return _described(stream, first, end, names, begin)


def _head_before_preposition(stream: Stream, first: int, head: int) -> int | None:
    """The item that ends the head noun if the name at `head` hangs on a preposition: "a spokesman for Clinton"."""
    at = head - 1
    while at > first and (stream.low[at] in DETERMINERS or stream.capital(at)) and stream.low[at] not in PREPOSITIONS:
        at -= 1
    if at <= first or stream.low[at] not in PREPOSITIONS:
        return None
    before = at - 1
    return before if stream.kinds[before] == WORD and stream.low[before] not in CALENDAR else None


def _described(stream: Stream, first: int, last: int, names: NameIndex, clause: int) -> Subject | None:
    """A description: from its determiner or first word on, without an adverbial before it."""
    start = first
    if stream.low[first] in PREPOSITIONS or stream.adverb(first) or stream.low[first] in ADVERBS:
        start = _after_adverbial(stream, first, last)
    words = [stream.low[at] for at in range(start, last + 1) if stream.kinds[at] == WORD]
    if not words or all(word in PREPOSITIONS or word in CALENDAR or word in DETERMINERS for word in words):
        return None
    if stream.low[last] in PREPOSITIONS or (stream.low[last] in DETERMINERS and stream.word(last - 1) not in _PART):
        return None
    span = stream.span(start, last)
    inner = names.covering_head(span)
    if inner is not None:
        return Subject(start, last, inner.span, "name", clause, inner)
    return Subject(start, last, span, "description", clause)


def _after_adverbial(stream: Stream, first: int, last: int) -> int:
    """The last determiner or capital that follows a small word: where the noun phrase proper begins."""
    for at in range(last, first, -1):
        if stream.low[at] in DETERMINERS:
            return at
    for at in range(first + 1, last + 1):
        if stream.capital(at) and stream.low[at] not in CALENDAR:
            return at
    return last


def _before_apposition(stream: Stream, comma: int, names: NameIndex) -> Subject | None:
    """The phrase that an apposition between commas follows: "Volskiy, head of the coast guard, said"."""
    start = _clause_start(stream, comma)
    commas = [at for at in range(start, comma) if stream.low[at] == ","]
    edges = [start, *(at + 1 for at in commas)]
    ends = [at - 1 for at in (*commas, comma)]
    if len(edges) > 1 and (person := named(stream, edges[-1], ends[-1], names, start)) is not None:
        return person
    for first, last in zip(edges[:-1], ends, strict=False):
        subject = _before_comma(stream, first, last, names, start)
        if subject is not None:
            return subject
    return _before_comma(stream, edges[0], ends[0], names, start) if len(edges) == 1 else None


def named(stream: Stream, first: int, last: int, names: NameIndex, clause: int) -> Subject | None:
    """The person whose name is all that stands between two commas: "its chief executive, Viktor Petrov, said"."""
    mention = names.starting(stream.starts[first]) if first <= last else None
    if mention is None or mention.type != "person" or mention.span.end != stream.ends[last]:
        return None
    return Subject(first, last, mention.span, "name", clause, mention)


def _before_comma(stream: Stream, first: int, last: int, names: NameIndex, clause: int) -> Subject | None:
    while first < last and stream.low[first] in LINKS:
        first += 1
    if first > last or stream.kinds[first] != WORD or _adverbial(stream, first, last):
        return None
    begin = max(first, phrase_start(stream, last))
    return None if begin > last else chosen(stream, begin, last, names, clause)


def _adverbial(stream: Stream, first: int, last: int) -> bool:
    word = stream.low[first]
    if word in PREPOSITIONS or word in CALENDAR or stream.adverb(first) or word in _SUBORDINATORS:
        return True
    return word.endswith(("ing", "ed")) and not stream.capital(first + 1) and last - first > 0


def _clause_start(stream: Stream, at: int) -> int:
    """The first item of the clause; a quotation within a phrase (host of "Morning News") does not end it."""
    back = at - 1
    while back >= 0 and at - back < 60:
        kind = stream.kinds[back]
        if kind == BREAK or stream.low[back] in (";", ":") or (kind == QUOTE and stream.kind(back - 1) != WORD):
            break
        back -= 1
    return back + 1
