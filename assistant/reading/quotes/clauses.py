"""What was said, after the verb: the reported clause, the question, the infinitive or the quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import BREAK, POINT, QUOTE, WORD, Stream
from assistant.reading.quotes.verbs import verbs_of
from assistant.reading.quotes.words import (
    AUXILIARIES,
    BE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    NOMINATIVE,
    OBJECT,
    PREPOSITIONS,
    QUESTION_WORDS,
)

Mode = Literal["that", "bare", "quote", "question", "infinitive", "noun"]

_FARTHEST = 30
_TIMES = frozenset("same night day week month year evening morning afternoon weekend very".split())
"""Words after "that" which make it a pointer: "that same day"."""
_TERMINAL = ".?!…"


@dataclass(frozen=True, slots=True)
class Complement:
    """Items `first` to `last` hold what was said."""

    first: int
    last: int
    mode: Mode


_COMMON_FINITE = frozenset(
    "went came made took gave got saw knew thought felt left kept began became held brought met led won lost ran told "
    "said paid sent built spent stood fell rose grew goes comes makes takes gives gets sees knows thinks feels leaves "
    "keeps begins becomes holds brings means meant needs wants seems remains shows let put cut set hit says want need "
    "think know believe believes hope hopes plan plans intend intends expect expects support supports".split()
)


_AFTERTHOUGHTS = frozenset("when before after until while as during by although though because since amid if".split())
"""Words that follow a finished quotation with the circumstances of saying it."""


def complement(stream: Stream, after: int, frames: str, names: NameIndex, strict: bool = False) -> Complement | None:
    """What the verb that ends before item `after` reports, looking right; None if it stands elsewhere.

    With `strict` a clause without "that" must show a finite verb: "wrote the letter" reports nothing.
    """
    at = after
    if "o" in frames or "u" in frames:
        at = _after_addressee(stream, at, frames, names)
    direct = at
    at, skipped = after_adjuncts(stream, at)
    return _begins(stream, at, direct, skipped, frames, names, strict)


def _begins(
    stream: Stream, at: int, direct: int, skipped: str, frames: str, names: NameIndex, strict: bool
) -> Complement | None:
    kind, word = stream.kind(at), stream.word(at)
    if kind == QUOTE:
        return _quotation(stream, at, frames)
    if word in (",", ":") and stream.kind(at + 1) == QUOTE:
        return _quotation(stream, at + 1, frames)
    if word == "that" and set(frames) & set("cto") and stream.word(at + 1) not in _TIMES:
        return _clause(stream, at, "that")
    if word == "," and set(frames) & set("cto"):
        return _after_parenthesis(stream, at)
    if word in QUESTION_WORDS and set(frames) & set("cwo") and (at == direct or skipped != "phrase"):
        return _clause(stream, at, "question")
    if word == "to" and at == direct and set(frames) & set("iu"):
        return _clause(stream, at, "infinitive")
    if word == ":" and stream.kind(at + 1) == WORD and set(frames) & set("cto"):
        return _clause(stream, at + 1, "bare")
    if set(frames) & set("co") and _bare(stream, at, direct, skipped) and (not strict or has_finite(stream, at)):
        return _clause(stream, at, "bare")
    if set(frames) & set("nd") and at == direct and kind == WORD:
        return _noun(stream, at, frames, names)
    return None


def _quotation(stream: Stream, at: int, frames: str) -> Complement | None:
    """A quotation after the verb, with what follows it in the same sentence."""
    closing = stream.closing(at)
    following = at + 1
    if stream.word(following) in _AFTERTHOUGHTS or (
        stream.word(following) in ("and", "but") and stream.kind(following + 1) != QUOTE
    ):
        return Complement(at, at, "quote")
    if closing == "," and stream.kind(following) == WORD and _new_report(stream, following):
        return Complement(at, at, "quote")
    trails_off = stream.word(following) in PREPOSITIONS - {"of"} or stream.word(following).endswith("ing")
    if closing == "," and trails_off:
        return Complement(at, at, "quote")
    if closing in _TERMINAL or stream.kind(following) == BREAK:
        return Complement(at, at, "quote")
    if stream.word(following) in (",", ";", ")", "—", "–", "-") and not _goes_on(stream, following):
        return Complement(at, at, "quote")
    if stream.kind(following) == WORD and stream.capital(following) and closing == ",":
        return Complement(at, at, "quote")
    last = clause_end(stream, at)
    return Complement(at, last, "quote")


def _goes_on(stream: Stream, comma: int) -> bool:
    """Whether the clause with a quotation in it goes on after the comma with another: "a", "b" and "c"."""
    return stream.kind(comma + 1) == QUOTE or (stream.word(comma + 1) == "and" and stream.kind(comma + 2) == QUOTE)


def _clause(stream: Stream, first: int, mode: Mode) -> Complement | None:
    last = clause_end(stream, first)
    least = 1 if mode == "infinitive" else 2
    if any(stream.kinds[at] == QUOTE for at in range(first, last + 1)):
        least = 1
    return Complement(first, last, mode) if last - first >= least else None


def _after_parenthesis(stream: Stream, comma: int) -> Complement | None:
    """ "said, however, that": a short parenthesis before "that"."""
    for at in range(comma + 1, min(comma + 12, len(stream))):
        if stream.kinds[at] in (BREAK, QUOTE):
            return None
        if stream.low[at] == ",":
            return _clause(stream, at + 1, "that") if stream.word(at + 1) == "that" else None
    return None


def _bare(stream: Stream, at: int, direct: int, skipped: str) -> bool:
    """Whether a clause without "that" begins at item `at`."""
    if stream.kind(at) != WORD:
        return False
    word = stream.low[at]
    if word in NOMINATIVE:
        return True
    if at != direct and skipped != "day":
        return False
    if stream.word(at - 1) == "," and (word.endswith("ing") or not has_finite(stream, at)):
        return False
    if word in PREPOSITIONS and word not in ("in", "under", "after", "despite", "without", "during", "among", "at"):
        return False
    if at == direct and word in PREPOSITIONS:
        return word == "at" and stream.word(at + 1) in ("least", "most")
    return (
        word not in CONJUNCTIONS
        and word not in CALENDAR
        and word != "and"
        and word not in ("so", "to", "who", "goodbye")
    )


def has_finite(stream: Stream, first: int, last: int | None = None) -> bool:
    """Whether a finite verb shows in items `first` to `last` (default: the next dozen): an auxiliary, a modal, "-ed"."""
    stop = min(len(stream) - 1, first + 14 if last is None else last)
    for at in range(first, stop + 1):
        if stream.kinds[at] == BREAK:
            return False
        word = stream.low[at]
        if word in BE or word in AUXILIARIES or word in MODALS - {"to"} or word in NEGATIONS or word in _COMMON_FINITE:
            return True
        if word in NOMINATIVE or word.endswith(("n't", "n’t", "'re", "’re", "'ll", "’ll", "'ve", "’ve")):
            return True
        if at > first and word.endswith("ed") and len(word) > 3 and stream.word(at - 1) not in DETERMINERS:
            return True
    return False


def _noun(stream: Stream, first: int, frames: str, names: NameIndex) -> Complement | None:
    if stream.low[first] in PREPOSITIONS or stream.low[first] in CONJUNCTIONS or stream.low[first] == "and":
        return None
    if stream.adverb(first) or stream.low[first] in CALENDAR:
        return None
    last = clause_end(stream, first)
    quoted = any(stream.kinds[at] == QUOTE for at in range(first, last + 1))
    if "n" not in frames and not quoted and not _predicated(stream, first, last):
        return None
    return Complement(first, last, "noun")


def _predicated(stream: Stream, first: int, last: int) -> bool:
    """Whether the phrase names a thing and what it is called: "him a liar", "the deal as a mistake"."""
    if stream.low[first] in OBJECT:
        return stream.word(first + 1) in ("a", "an", "as", "the")
    return any(
        stream.low[at] == "as" and stream.word(at + 1) != "well" for at in range(first + 1, min(first + 8, last))
    )


def _after_addressee(stream: Stream, at: int, frames: str, names: NameIndex) -> int:
    """Step over the person spoken to."""
    word = stream.word(at)
    if stream.kind(at) != WORD or word in ("that", "to") or word in QUESTION_WORDS:
        return at
    if word in OBJECT:
        if word in ("it", "you") and "o" not in frames:
            return at + 1
        return at + 1
    mention = names.starting(stream.starts[at])
    end = at
    if mention is not None:
        while end < len(stream) and stream.starts[end] < mention.span.end:
            end += 1
        if stream.low[end - 1].endswith(("'s", "’s")) or stream.text[mention.span.end : mention.span.end + 2] in (
            "'s",
            "’s",
        ):
            return _noun_end(stream, end)
        return _joined(stream, end)
    return _noun_end(stream, at)


def _joined(stream: Stream, at: int) -> int:
    if stream.word(at) == "and" and stream.capital(at + 1):
        at += 1
        while stream.capital(at):
            at += 1
    return at


def _noun_end(stream: Stream, at: int) -> int:
    """The end of a plain noun phrase: a determiner, then words up to the next small word."""
    end = at
    while end < len(stream) and end - at < 10 and stream.kinds[end] == WORD:
        word = stream.low[end]
        stops = word in PREPOSITIONS or word in CONJUNCTIONS or word in NOMINATIVE or word in CALENDAR or word == "to"
        if stops or (end > at and word in DETERMINERS) or word in BE:
            break
        if end > at and stream.capital(end) and not stream.capital(end - 1) and stream.low[end - 1] not in DETERMINERS:
            break
        end += 1
    return end


def after_adjuncts(stream: Stream, at: int) -> tuple[int, str]:
    """Step over adverbs, days and prepositional phrases; tell which kind was stepped over last."""
    skipped, start = "", at
    while at < len(stream) and at - start < _FARTHEST:
        word = stream.low[at]
        if word == "," and skipped == "day" and (stream.word(at + 1) in CALENDAR or stream.word(at - 1).isdigit()):
            at += 1
            continue
        if stream.kinds[at] != WORD:
            break
        if word in ("that", "to") and word != skipped:
            if word == "that" or at == start:
                break
        if word in CALENDAR or (skipped == "day" and word.isdigit()):
            skipped = "day"
        elif word in ("on", "late", "early", "last", "this", "earlier") and stream.word(at + 1) in CALENDAR:
            skipped = "day"
        elif word in PREPOSITIONS or word == "to":
            skipped = "phrase"
        elif word in QUESTION_WORDS or word in NOMINATIVE or word in CONJUNCTIONS:
            break
        elif skipped == "phrase":
            pass
        elif stream.adverb(at) and not skipped:
            skipped = "adverb"
        else:
            break
        at += 1
    return at, skipped


def clause_end(stream: Stream, first: int) -> int:
    """The last item of the clause that begins at `first`: the sentence's end, or where another attribution begins."""
    at, depth = first, 0
    while at < len(stream):
        kind, word = stream.kinds[at], stream.low[at]
        if kind == BREAK or (at > first and kind == WORD and stream.kinds[at - 1] == QUOTE and _closed(stream, at - 1)):
            break
        if word == "(":
            depth += 1
        elif word == ":" and at > first and stream.kind(at + 1) == QUOTE and stream.closing(at + 1) == ",":
            break
        elif word == ")":
            if not depth:
                break
            depth -= 1
        elif word in (",", "—", "–") and not depth and leaves(stream, at + 1):
            break
        elif word in ("and", "but") and at > first and not depth and _new_report(stream, at + 1):
            break
        elif word == "according" and stream.word(at + 1) == "to":
            break
        at += 1
    last = at - 1
    while last > first and stream.kinds[last] == POINT and stream.low[last] not in ")]?!":
        last -= 1
    return last


def _closed(stream: Stream, quote: int) -> bool:
    """Whether the quotation at item `quote` ends its sentence: a full stop before the mark, a capital after it."""
    return stream.closing(quote) in _TERMINAL and stream.capital(quote + 1)


def leaves(stream: Stream, at: int) -> bool:
    """Whether what follows a comma is no longer what was said: another attribution or the circumstances of this one."""
    word = stream.word(at)
    if word == "according" and stream.word(at + 1) == "to":
        return True
    if word == "as" and any(verb.tense in ("past", "third") for verb in verbs_of(stream.word(at + 2))):
        return True
    if _quoting_report(stream, at):
        return True
    if word == "when" and stream.word(at + 1) in ("asked", "pressed", "questioned"):
        return True
    if word in ("referring", "speaking", "citing", "alluding"):
        return True
    if word in ("but", "and", "while", "although", "though") and _new_report(stream, at + 1):
        return True
    return any(verb.tense == "ing" and set(verb.frames) & set("cto") for verb in verbs_of(word))


def _quoting_report(stream: Stream, at: int) -> bool:
    """Whether a speaker, a verb of saying and a quotation follow: ", Rubio fired back: "…"."""
    for ahead in range(at, min(at + 12, len(stream) - 1)):
        if stream.kinds[ahead] == QUOTE:
            return False
        if stream.kinds[ahead] == BREAK or stream.low[ahead] in ("(", ";"):
            return False
        if stream.kinds[ahead] == WORD and stream.low[ahead + 1] in (",", ":") and stream.kind(ahead + 2) == QUOTE:
            return any(
                verb.tense in ("past", "third")
                for back in range(at + 1, ahead + 1)
                for verb in verbs_of(stream.low[back])
            )
    return False


def _new_report(stream: Stream, at: int) -> bool:
    """Whether a verb of saying follows at once or after one to four words of a speaker."""
    for ahead in range(at, min(at + 6, len(stream))):
        if stream.kinds[ahead] != WORD:
            return False
        word = stream.low[ahead]
        past = [
            v
            for v in verbs_of(word)
            if v.tense in ("past", "third") and not v.particle and (ahead == at or set(v.frames) & set("cto"))
        ]
        if past:
            return ahead > at or past[0].tense == "past"
        if word in PREPOSITIONS or word in BE or word == "to":
            return False
    return False
