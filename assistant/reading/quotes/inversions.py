"""Who speaks where the order is turned: the noun phrase after the verb."""

from __future__ import annotations

from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import WORD, Stream
from assistant.reading.quotes.subjects import Subject, named
from assistant.reading.quotes.words import CALENDAR, CONJUNCTIONS, DETERMINERS, NOMINATIVE, PREPOSITIONS

_LONGEST = 28


def right_subject(stream: Stream, after: int, names: NameIndex) -> Subject | None:
    """The speaker named after the verb: "said Esperon", "said the ambassador"."""
    if stream.kind(after) != WORD:
        return None
    if stream.low[after] in ("he", "she", "they", "i", "we"):
        return Subject(after, after, stream.span(after, after), "pronoun", after)
    end = _past_name(stream, after, names)  # "Jan Novak" is no January
    while end < len(stream) and end - after < _LONGEST and stream.kinds[end] == WORD and not _ends_phrase(stream, end):
        end += 1
    if end == after:
        return None
    first_word = stream.low[after]
    if end - after > 4 and first_word not in DETERMINERS and not any(map(stream.capital, range(after, end))):
        return None
    mention = names.head_within(stream.span(after, end - 1))
    if mention is not None:
        return Subject(after, end - 1, mention.span, "name", after, mention)
    if first_word in PREPOSITIONS or first_word in CONJUNCTIONS or first_word in CALENDAR or stream.adverb(after):
        return None
    if stream.word(end) == ",":
        person = named(stream, end + 1, _next_comma(stream, end + 1) - 1, names, after)
        if person is not None:
            return person
    return Subject(after, end - 1, stream.span(after, end - 1), "description", after)


def _past_name(stream: Stream, at: int, names: NameIndex) -> int:
    """The first item after the person whose name of several words begins at `at`; `at` where none does."""
    named = names.starting(stream.starts[at])
    if named is None or named.type != "person":
        return at
    end = at
    while stream.kind(end) == WORD and stream.ends[end] <= named.span.end:
        end += 1
    return end if end - at > 1 else at


def _next_comma(stream: Stream, at: int) -> int:
    """The end of the phrase that begins at `at`: the next mark or end, eight items on at most."""
    end = at
    while end - at < 8 and stream.kind(end) == WORD:
        end += 1
    return end


def _ends_phrase(stream: Stream, at: int) -> bool:
    word = stream.low[at]
    if word in PREPOSITIONS and word not in ("of", "for", "at", "with", "from"):
        return True
    if word in ("at", "with", "from", "for") and stream.low[at - 1] in CALENDAR:
        return True
    return word in CONJUNCTIONS or word in ("who", "and") or word in CALENDAR or stream.adverb(at) or word in NOMINATIVE
