"""How far a reported clause runs, and whether words make a clause at all."""

from __future__ import annotations

from assistant.reading.quotes.stream import BREAK, POINT, QUOTE, WORD, Stream
from assistant.reading.quotes.verbs import AMBIGUOUS, verbs_of
from assistant.reading.quotes.words import (
    AUXILIARIES,
    BE,
    COMMON_FINITE,
    CONTRACTED,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    NOMINATIVE,
    PREPOSITIONS,
)

LONGEST = 250
"""How many items a reported clause may have."""
_FINITE = (AUXILIARIES | BE | MODALS | NEGATIONS | NOMINATIVE | COMMON_FINITE) - {"to"}
_WHILE = ("while", "before", "after", "by")
_REPORTING = frozenset("cto")


def has_finite(stream: Stream, first: int, last: int | None = None) -> bool:
    """Whether a finite verb shows in items `first` to `last` (default: a dozen): an auxiliary, a modal, "-ed"."""
    stop = min(len(stream) - 1, first + 14 if last is None else last)
    for at in range(first, stop + 1):
        if stream.kinds[at] == BREAK:
            return False
        word = stream.low[at]
        if word in _FINITE or word.endswith(CONTRACTED):
            return True
        if at > first and word.endswith("ed") and len(word) > 3 and stream.low[at - 1] not in DETERMINERS:
            return True
    return False


def clause_end(stream: Stream, first: int) -> int:
    """The last item of the clause that begins at `first`: the sentence's end, or where another attribution begins."""
    at, depth = first, 0
    stop = min(len(stream), first + LONGEST)
    while at < stop:
        word = stream.low[at]
        if stream.kinds[at] == BREAK or _ends_before(stream, at, first):
            break
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        if depth < 0 or (not depth and _turns(stream, at, first)):
            break
        at += 1
    last = at - 1
    while last > first and stream.kinds[last] == POINT and stream.low[last] not in ")]?!":
        last -= 1
    return max(first, last)


def _ends_before(stream: Stream, at: int, first: int) -> bool:
    """Whether the item before ended the clause: a quotation with a full stop inside, a capital after it."""
    if at == first or stream.kinds[at - 1] != QUOTE or stream.kinds[at] != WORD:
        return False
    return stream.closing(at - 1) in ".?!…" and stream.capital(at)


def _turns(stream: Stream, at: int, first: int) -> bool:
    """Whether the item leads over to something that is no longer what was said."""
    word = stream.low[at]
    if word in (",", "—", "–", "-"):
        return leaves(stream, at + 1)
    if word in ("and", "but"):
        return at > first and new_report(stream, at + 1)
    if word == ":":
        return at > first and stream.kind(at + 1) == QUOTE and stream.closing(at + 1) == ","
    return word == "according" and stream.word(at + 1) == "to"


def leaves(stream: Stream, at: int) -> bool:
    """Whether what follows a comma is no longer what was said: another attribution or the circumstances of this one."""
    word, follows = stream.word(at), stream.word(at + 1)
    if word in ("referring", "speaking", "citing", "alluding"):
        return True
    if (word, follows) in (("according", "to"), ("on", "condition")):
        return True
    if word == "when" and follows in ("asked", "pressed", "questioned"):
        return True
    if word == "as" and any(verb.tense in ("past", "third") for verb in verbs_of(stream.word(at + 2))):
        return True
    if word in ("but", "and", "while", "although", "though") and new_report(stream, at + 1):
        return True
    if _speaking(stream, at + 1 if word in _WHILE else at):
        return True
    return _quoting_report(stream, at)


def _speaking(stream: Stream, at: int) -> bool:
    """Whether the item is "adding", "chanting" and the like, with something to say."""
    quoted = QUOTE in (stream.kind(at + 1), stream.kind(at + 2))
    return any(
        verb.tense == "ing" and (quoted or _REPORTING.intersection(verb.frames)) for verb in verbs_of(stream.word(at))
    )


def _quoting_report(stream: Stream, at: int) -> bool:
    """Whether a speaker, a verb of saying and a quotation follow: ", Rubio fired back: "…"."""
    spoke = False
    for ahead in range(at, min(at + 12, len(stream) - 1)):
        if stream.kinds[ahead] in (QUOTE, BREAK) or stream.low[ahead] in ("(", ";"):
            return False
        spoke = spoke or (ahead > at and any(verb.tense in ("past", "third") for verb in verbs_of(stream.low[ahead])))
        if stream.low[ahead + 1] in (",", ":") and stream.kind(ahead + 2) == QUOTE and stream.kinds[ahead] == WORD:
            return spoke
    return False


def new_report(stream: Stream, at: int) -> bool:
    """Whether a verb of communication follows at once, or a verb of saying after one to five words of a speaker."""
    for ahead in range(at, min(at + 6, len(stream))):
        if stream.kinds[ahead] != WORD:
            return False
        word = stream.low[ahead]
        for verb in verbs_of(word):
            noun = verb.tense == "third" and verb.lemma in AMBIGUOUS
            if verb.tense not in ("past", "third") or verb.particle or noun:
                continue
            if ahead == at or _REPORTING.intersection(verb.frames):
                return ahead > at or verb.tense == "past"
        if word in PREPOSITIONS or word in BE or word == "to":
            return False
    return False
