"""What denies, plans or supposes, and how far each such word reaches in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.lexicon.operators import (
    BREAKS,
    CALLED_OFF,
    DENIALS,
    DENYING,
    HAPPENING,
    MULLING,
    NEARING,
    NEARLY,
    NEEDS_TO,
    NO_GERUNDS,
    NOT_DENYING,
    OUTCOMES,
    PLANS,
    THRESHOLDS,
    TOWARDS,
    TOYING,
)
from assistant.grounding.lexicon.words import UNCHANGED
from assistant.grounding.words import Word, key_of

_DENYING = frozenset(key_of(word) for word in DENYING)
_CALLED_OFF = frozenset(key_of(word) for word in CALLED_OFF)
_HAPPENING = frozenset(key_of(word) for word in HAPPENING)
_CALLING_OFF = frozenset({"called off", "call off", "calls off"})
_RULING_OUT = frozenset({"rule out", "rules out", "ruled out", "ruling out"})
_TAKING = frozenset({"take", "taken"})
_HOLDING = frozenset("hold held conduct conducted".split())
_CONTRACTED = frozenset("won't wouldn't couldn't can't".split())
_TURNING = frozenset({*DENIALS, *NEARLY, *PLANS, *TOWARDS, *NEARING, *MULLING}) | frozenset(
    "about to call calls called rule rules ruled ruling".split()
)
_OF_A_NOUN = frozenset("in on at of between with for to from by about over among after before during that".split())
_LEADING = frozenset("to of in on about from at".split())
_WITH = frozenset({"with"})
_PLACE = frozenset({"place"})
_TO = frozenset({"to"})
_TO_BE = frozenset({"to be"})
_ABOUT_TO = frozenset({"about to"})
_YET = frozenset({"yet"})
_NO_PLANS = frozenset({"time being"})
_OR = frozenset({"or"})
_AND = frozenset({"and"})
_BARE = frozenset(
    """
    do does did don't doesn't didn't will would won't wouldn't can could cannot can't couldn't may might must should
    """.split()
)
_MONTH = frozenset({"May"})
_WHICH = frozenset({"which", "that"})
_BEFORE_NOUN = frozenset("to a an the".split())
_GERUND = re.compile(r"\w{2,}ing")  # "king" is none
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())
_FINITE = frozenset("is are was were has had have will would".split())
_CLOSES = frozenset(';:!?—–()“”"[]')
_HOLLOW = frozenset(
    """
    possibility idea claim claims suggestion report reports allegation allegations accusation accusations charge charges
    any prospect notion being
    """.split()
)


class _Clause(NamedTuple):
    """How far a kind of cue reaches: words at most, the words that end it, and whether every comma does."""

    plans: bool
    farthest: int
    breaks: frozenset[str]
    commas: bool


_DENIAL = _Clause(plans=False, farthest=13, breaks=BREAKS, commas=True)
_EVENT = _DENIAL._replace(commas=False)
_RUNS_ON = frozenset("when if after before until where since".split())
_PLAN = _Clause(plans=True, farthest=25, breaks=BREAKS.difference(_RUNS_ON), commas=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that turns what it reaches before and after it, as indices of words; `heads` are the first that it turns.

    It denies, or it plans. `lexical` denials are content words ("refused"), the others function words ("not"). An
    `event` cue tells of its heads that they never took place ("was cancelled").
    """

    at: int
    behind: Sequence[int] = ()
    ahead: Sequence[int] = ()
    heads: tuple[int, ...] = ()
    plans: bool = False
    lexical: bool = False
    event: bool = False

    def turns(self, at: int) -> bool:
        """Whether it reaches word `at`."""
        return at in self.behind or at in self.ahead


@lru_cache(maxsize=16384)
def _may_turn(lower: str, key: str) -> bool:
    """Whether a word may be a cue by itself; most are none."""
    return lower in _TURNING or lower.endswith(("n't", "'ll")) or key in _DENYING or key in _CALLED_OFF


def cues_of(words: Sequence[Word], text: str) -> tuple[Cue, ...]:
    """The cues of one sentence in order."""
    return tuple(_Cues(words, text).found())


class _Cues:
    def __init__(self, words: Sequence[Word], text: str) -> None:
        self.words = words
        self.text = text
        self.places = range(len(words))
        self.lowers = [word.lower for word in words]
        self.preceding = ["", *self.lowers]
        self.following = [*self.lowers[1:], ""]
        self.between = ["", *(text[one.end : two.start] for one, two in pairwise(words))]  # before each word

    def found(self) -> Iterator[Cue]:
        for at, word in enumerate(self.words):
            if not _may_turn(word.lower, word.key):
                continue
            pair = f"{word.lower} {self.following[at]}"
            if self._denies(at, word, pair):
                yield self._cue(at, self._behind_aside(at), _DENIAL)
                if self._happens(at):
                    yield self._of_subject(at, lexical=False)
            elif word.key in _CALLED_OFF or pair in _CALLING_OFF:
                yield self._of_subject(at, lexical=True) if self._passive(at) else self._of_object(at)
            elif self._denies_by_meaning(at, word, pair):
                if self._of_what_precedes(at, word):
                    yield Cue(at, lexical=True)
                else:
                    yield self._cue(at, self._after(at), _DENIAL, lexical=True)
            if (start := self._plans(at, word, pair)) is not None:
                yield self._cue(at, self._after(start), _PLAN)

    def _after(self, at: int) -> range:
        return self.places[at + 1 :]

    def _denies(self, at: int, word: Word, pair: str) -> bool:
        if word.lower in NEARLY:
            return any(ahead.past and ahead.key for ahead in self.words[at:][1:2])
        if word.lower not in DENIALS and not word.lower.endswith("n't"):
            return False
        return pair not in NOT_DENYING and not self.text.startswith("No.", word.start)  # a number's

    def _denies_by_meaning(self, at: int, word: Word, pair: str) -> bool:
        return pair in _RULING_OUT or (word.key in _DENYING and not (word.capital and at))  # "Ban Ki-moon"

    def _of_what_precedes(self, at: int, word: Word) -> bool:
        """Whether the verb ends a relative clause and denies nothing after it: "the pact that Oslo rejected was …"."""
        return word.past and self.following[at] in _FINITE and not self._passive(at)

    def _passive(self, at: int) -> bool:
        return not _BE.isdisjoint(self.lowers[:at][-3:])

    def _happens(self, at: int) -> bool:
        """Whether this denial denies no more than that something was: "did not take place"."""
        for verb in self._content(self._after(at)[:2]):
            if self.words[verb].key not in _HAPPENING:
                return False
            if self.lowers[verb] in _TAKING:
                return self.following[verb] in _PLACE
            return self._passive(verb) or self.lowers[verb] not in _HOLDING
        return False

    def _of_subject(self, at: int, *, lexical: bool) -> Cue:
        """An event cue that tells of its subject that it never was: "was cancelled", "did not take place"."""
        behind = self._behind(at, _EVENT)
        heads = self._nouns(behind)
        if not heads and self.lowers[behind.start] in _WHICH:
            heads = tuple(self._content(self.places[: behind.start])[-1:])
        return Cue(at, behind, heads=heads, lexical=lexical, event=True)

    def _of_object(self, at: int) -> Cue:
        """An event cue that tells of its object that it never was: "cancelled the summit"."""
        reached = self._clause(self._after(at), _DENIAL)
        return Cue(at, ahead=reached, heads=self._nouns(reached), lexical=True, event=True)

    def _nouns(self, places: range) -> tuple[int, ...]:
        """The head of the noun phrase that begins there: its last content word before a preposition or a verb."""
        found: list[int] = []
        for place in places:
            if found and (self.lowers[place] in _OF_A_NOUN or self.lowers[place] in _BE or self.words[place].past):
                break
            if self.words[place].key:
                found.append(place)
        return tuple(found[-1:])

    def _plans(self, at: int, word: Word, pair: str) -> int | None:
        """The word after which the plan is told, None where this word plans nothing."""
        before = self.preceding[at]
        if (word.text in _MONTH and at) or f"{before} {word.lower}" in _NO_PLANS:
            return None
        if word.lower in _TO:
            return at if before in _BE or pair in _TO_BE else None
        if pair in _ABOUT_TO or self._draws_near(at, word.lower):
            return at
        if word.lower in NEEDS_TO:
            return self._infinitive(at)
        return at if word.lower in PLANS or word.lower in _CONTRACTED or word.lower.endswith("'ll") else None

    def _infinitive(self, at: int) -> int | None:
        """The "to" of the infinitive that this word needs, None where none follows soon."""
        for place in self._after(at)[:5]:
            if self.lowers[place] in _TO:
                return place
            if self._breaks(place, _PLAN):
                return None
        return None

    def _draws_near(self, at: int, lower: str) -> bool:
        """Whether something is told as close, on the verge of coming about, or considered."""
        first, second, *more = [*self.lowers[at:][1:5], "", ""]
        nouns = [word for word in (first, second, *more) if word not in _BEFORE_NOUN]  # "close to a final deal"
        leads = lower in TOWARDS and first in (_WITH if lower in TOYING else _LEADING)
        return (
            (leads and (lower in THRESHOLDS or _gerund(second)))
            or (lower in MULLING and _gerund(first))
            or (lower in NEARING and not OUTCOMES.isdisjoint(nouns[:2]))
        )

    def _cue(self, at: int, ahead: range, clause: _Clause, *, lexical: bool = False) -> Cue:
        reached = self._without_next_verb(at, self._clause(ahead, clause, passing=0 if lexical else 1))
        heads = [place for place in self._content(reached) if self.lowers[place] not in _HOLLOW]
        if not clause.plans and not heads and self.preceding[at] not in _OR:  # "in a way that Tunisia is not"
            behind = self.places[reached.stop :][:3] if reached else ()
            heads = self._content(behind)[:1] or self._content(self.places[:at][-3:])[-1:]
        turned = (lexical or clause.plans) and (self._passive(at) or self.lowers[at] in _YET)
        behind = self._behind(at, clause) if turned else ()
        return Cue(at, behind, range(self._after(at).start, reached.stop), tuple(heads[:2]), clause.plans, lexical)

    def _content(self, places: Sequence[int]) -> list[int]:
        """Those of the places that have content words."""
        return [place for place in places if self.words[place].key]

    def _behind(self, at: int, clause: _Clause) -> range:
        """The places from where the clause begins that word `at` is in to that word."""
        places = self.places[:at]
        return places[next((place for place in reversed(places) if self._breaks(place, clause)), 0) :]

    def _clause(self, ahead: range, clause: _Clause, passing: int = 0) -> range:
        """The places ahead to where the clause ends, past the first few, or the farthest that a cue reaches."""
        ahead = ahead[: clause.farthest]
        end = next((place for place in ahead[passing:] if self._breaks(place, clause)), ahead.stop)
        return range(ahead.start, end)

    def _without_next_verb(self, at: int, reached: range) -> range:
        """What a cue reaches that takes a bare infinitive, but for a past form after "and": "did not go and stayed"."""
        if _BARE.isdisjoint((self.lowers[at], self.preceding[at])):
            return reached
        joined = [place for place in reached if self.preceding[place] in _AND and self.lowers[place] not in UNCHANGED]
        return range(reached.start, next((place for place in joined if self.words[place].past), reached.stop))

    def _behind_aside(self, at: int) -> range:
        """The places after word `at`, or where the clause goes on that is broken off there: "not, however, …"."""
        ahead = self._after(at)
        commas = [place for place in ahead[:7] if "," in self.between[place]]
        match commas:
            case [first, second, *_] if first in ahead[:1]:
                return self.places[second:]
            case _:
                return ahead

    def _breaks(self, at: int, clause: _Clause) -> bool:
        """Whether a clause begins at word `at`."""
        word = self.words[at]
        if word.lower in clause.breaks or not _CLOSES.isdisjoint(self.between[at]):
            return True
        return "," in self.between[at] and (clause.commas or word.lower in BREAKS or word.capital)


def _gerund(lower: str) -> bool:
    return _GERUND.fullmatch(lower) is not None and lower not in NO_GERUNDS
