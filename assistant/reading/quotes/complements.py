"""What a verb reports to its right: the clause, the question, the infinitive, the noun phrase or the quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.reading.quotes.clauses import clause_end, has_finite, new_report
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, QUOTE, WORD, Stream
from assistant.reading.quotes.verbs import verbs_of
from assistant.reading.quotes.words import (
    BE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    NOMINATIVE,
    OBJECT,
    PREPOSITIONS,
    QUESTION_WORDS,
)

Mode = Literal["that", "bare", "quote", "question", "infinitive", "noun"]

_FARTHEST = 30
_TIMES = frozenset("same night day week month year evening morning afternoon weekend very".split())
"""Words after "that" which make it a pointer: "that same day"."""
_AFTERTHOUGHTS = frozenset("when before after until while as during by although though because since amid if".split())
"""Words that follow a finished quotation with the circumstances of saying it."""
_FRONTED = frozenset("in under after despite without during among at".split())
"""Prepositions with which a clause without "that" may begin after a day: "said Monday in the end he"."""
_NO_BEGINNING = CONJUNCTIONS | CALENDAR | frozenset("and so to who goodbye".split())


@dataclass(frozen=True, slots=True)
class Complement:
    """Items `first` to `last` hold what was said."""

    first: int
    last: int
    mode: Mode


def complement(stream: Stream, after: int, frames: str, names: NameIndex, strict: bool = False) -> Complement | None:
    """What the verb that ends before item `after` reports, looking right; None if it stands elsewhere.

    With `strict` a clause without "that" must show a finite verb: "wrote the letter" reports nothing.
    """
    direct = _after_addressee(stream, after, names) if "o" in frames or "u" in frames else after
    at, skipped = after_adjuncts(stream, direct)
    kind, word = stream.kind(at), stream.word(at)
    if kind == QUOTE:
        return _quotation(stream, at)
    if word in (",", ":") and stream.kind(at + 1) == QUOTE:
        return _quotation(stream, at + 1)
    allowed = frozenset(frames)
    if word in ("that", ",", ":"):
        return _marked(stream, at) if allowed & {"c", "t", "o"} else None
    if word in QUESTION_WORDS and allowed & {"c", "w", "o"} and (at == direct or skipped != "phrase"):
        return _clause(stream, at, "question")
    if word == "to" and at == direct and allowed & {"i", "u"}:
        return _clause(stream, at, "infinitive")
    if allowed & {"c", "o"} and _bare(stream, at, direct, skipped) and (not strict or has_finite(stream, at)):
        return _clause(stream, at, "bare")
    return _noun(stream, at, "n" in frames) if allowed & {"n", "d"} and at == direct and kind == WORD else None


def _marked(stream: Stream, at: int) -> Complement | None:
    """A clause with its sign before it: "that", a colon, or a short parenthesis and "that"."""
    if stream.low[at] == "that":
        return None if stream.word(at + 1) in _TIMES else _clause(stream, at, "that")
    if stream.low[at] == ":":
        return _clause(stream, at + 1, "bare") if stream.kind(at + 1) == WORD else None
    for comma in range(at + 1, min(at + 12, len(stream))):
        if stream.kinds[comma] in (BREAK, QUOTE):
            return None
        if stream.low[comma] == ",":
            if stream.kind(comma + 1) == QUOTE:
                return _quotation(stream, comma + 1)
            return _clause(stream, comma + 1, "that") if stream.word(comma + 1) == "that" else None
    return None


def _quotation(stream: Stream, at: int) -> Complement | None:
    """A quotation after the verb, with what follows it in the same sentence if that belongs to the words said."""
    ends = _ends_content(stream, at)
    return Complement(at, at if ends else clause_end(stream, at), "quote")


def _ends_content(stream: Stream, at: int) -> bool:
    """Whether what was said ends with the quotation at item `at`."""
    following, closing = at + 1, stream.closing(at)
    kind, word = stream.kind(following), stream.word(following)
    if closing in ".?!…" or kind == BREAK or word in _AFTERTHOUGHTS:
        return True
    if word in ("and", "but"):
        return stream.kind(following + 1) != QUOTE
    if word in (",", ";", ")", "—", "–", "-"):
        another = stream.kind(following + 1) == QUOTE
        return not another and not (stream.word(following + 1) == "and" and stream.kind(following + 2) == QUOTE)
    if closing != "," or kind != WORD:
        return False
    goes_off = word in PREPOSITIONS - {"of"} or word.endswith("ing") or stream.capital(following)
    return goes_off or new_report(stream, following)


def _clause(stream: Stream, first: int, mode: Mode) -> Complement | None:
    last = clause_end(stream, first)
    short = mode == "infinitive" or any(stream.kinds[at] == QUOTE for at in range(first, last + 1))
    return Complement(first, last, mode) if last - first >= (1 if short else 2) else None


def _bare(stream: Stream, at: int, direct: int, skipped: str) -> bool:
    """Whether a clause without "that" begins at item `at`."""
    if stream.kind(at) != WORD:
        return False
    word = stream.low[at]
    if word in NOMINATIVE:
        return True
    if at != direct and (skipped != "day" or (word in PREPOSITIONS and word not in _FRONTED)):
        return False
    if stream.word(at - 1) == "," and (word.endswith("ing") or not has_finite(stream, at)):
        return False
    if at == direct and word in PREPOSITIONS:
        return word == "at" and stream.word(at + 1) in ("least", "most")
    return word not in _NO_BEGINNING


def _noun(stream: Stream, first: int, plain: bool) -> Complement | None:
    """A noun phrase; unless `plain`, one with words quoted in it or with what the thing is called."""
    word = stream.low[first]
    if word in PREPOSITIONS or word in _NO_BEGINNING or stream.adverb(first):
        return None
    last = clause_end(stream, first)
    quoted = any(stream.kinds[at] == QUOTE for at in range(first, last + 1))
    return Complement(first, last, "noun") if plain or quoted or _predicated(stream, first, last) else None


def _predicated(stream: Stream, first: int, last: int) -> bool:
    """Whether the phrase names a thing and what it is called: "him a liar", "the deal as a mistake"."""
    if stream.low[first] in OBJECT:
        return stream.word(first + 1) in ("a", "an", "as", "the")
    return any(
        stream.low[at] == "as" and stream.word(at + 1) != "well" for at in range(first + 1, min(first + 8, last))
    )


def _after_addressee(stream: Stream, at: int, names: NameIndex) -> int:
    """Step over the person spoken to."""
    word = stream.word(at)
    if stream.kind(at) != WORD or word in ("that", "to") or word in QUESTION_WORDS:
        return at
    if word in OBJECT:
        return at + 1
    mention = names.starting(stream.starts[at])
    if mention is None:
        return _noun_end(stream, at)
    end = at
    while end < len(stream) and stream.starts[end] < mention.span.end:
        end += 1
    if stream.low[end - 1].endswith(("'s", "’s")):
        return _noun_end(stream, end)
    if stream.word(end) == "and" and stream.capital(end + 1):
        end += 1
        while stream.capital(end):
            end += 1
    return end


def _noun_end(stream: Stream, at: int) -> int:
    """The end of a plain noun phrase: a determiner, then words up to the next small word."""
    end = at
    while end < len(stream) and end - at < 10 and stream.kinds[end] == WORD:
        word = stream.low[end]
        stops = word in PREPOSITIONS or word in CONJUNCTIONS or word in NOMINATIVE or word in CALENDAR or word == "to"
        if stops or word in BE or (end > at and _begins_phrase(stream, end)):
            break
        end += 1
    return end


def _begins_phrase(stream: Stream, at: int) -> bool:
    """Whether a new noun phrase begins: a determiner, or a capital after a small word."""
    if stream.low[at] in DETERMINERS:
        return True
    return stream.capital(at) and not stream.capital(at - 1) and stream.low[at - 1] not in DETERMINERS


def after_adjuncts(stream: Stream, at: int) -> tuple[int, str]:
    """Step over adverbs, days and prepositional phrases; tell which kind was stepped over last.

    The kinds are "day", "phrase", "adverb", and empty for none.
    """
    skipped, start = "", at
    while at < len(stream) and at - start < _FARTHEST:
        if not _dated_comma(stream, at, skipped):
            kind = _adjunct(stream, at, skipped, at == start)
            if not kind:
                break
            skipped = kind
        at += 1
    return at, skipped


def _dated_comma(stream: Stream, at: int, skipped: str) -> bool:
    """Whether the item is a comma inside or after a date: "Friday, February 17, "."""
    if stream.low[at] != "," or skipped != "day":
        return False
    return stream.word(at + 1) in CALENDAR or stream.word(at - 1).isdigit()


def _adjunct(stream: Stream, at: int, skipped: str, opens: bool) -> str:
    """The kind of adjunct the item belongs to; empty if to none."""
    word = stream.low[at]
    if stream.kinds[at] != WORD or word == "that" or (word == "to" and opens):
        return ""
    if word in CALENDAR or (skipped == "day" and word.isdigit()):
        return "day"
    if word in ("on", "late", "early", "last", "this", "earlier") and stream.word(at + 1) in CALENDAR:
        return "day"
    if word in ("a", "one", "two", "three", "several", "few") and stream.word(at + 1) in CALENDAR:
        return "day"
    if word in PREPOSITIONS or word == "to":
        return "phrase"
    if word in QUESTION_WORDS or word in NOMINATIVE or word in CONJUNCTIONS:
        return ""
    if skipped == "phrase":
        speaks = any(verb.tense in ("ing", "past") for verb in verbs_of(word))
        return "" if speaks else "phrase"
    return "adverb" if not skipped and stream.adverb(at) else ""
