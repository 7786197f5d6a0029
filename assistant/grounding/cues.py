"""What denies, plans or supposes, and how far each such word reaches in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

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
from assistant.grounding.words import Word, key_of

_DENYING = frozenset(key_of(word) for word in DENYING)
_CALLED_OFF = frozenset(key_of(word) for word in CALLED_OFF)
_HAPPENING = frozenset(key_of(word) for word in HAPPENING)
_TURNING = frozenset({*DENIALS, *NEARLY, *PLANS, *TOWARDS, *NEARING, *MULLING}) | frozenset(
    "about to cannot call calls called rule rules ruled ruling".split()
)
_OF_A_NOUN = frozenset("in on at of between with for to from by about over among after before during that".split())
_LEADING = frozenset("to of in on about from at".split())
_TOYING_LEAD = frozenset({"with"})
_ARTICLES = frozenset("a an the".split())
_SHORTEST_GERUND = 4  # letters; "king" is none
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())
_FINITE = frozenset("is are was were has had have will would".split())
_CLOSES = frozenset(';:!?—–()“”"[]')
_PLAN_RUNS_ON = frozenset("when if after before until where since".split())
_HOLLOW = frozenset(
    "possibility idea claim claims suggestion report reports allegation any prospect notion being".split()
)
_LONGEST_ASIDE = 4  # words
_FARTHEST = {"plan": 24, "denial": 12}  # words a cue reaches at most


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that turns what it reaches. `reach` are indices of words; `heads` the first that it turns.

    `lexical` denials are content words ("refused"), the others function words ("not"). An `event` cue tells of its
    heads that they never took place ("was cancelled").
    """

    kind: Literal["denial", "plan"]
    at: int
    reach: range
    heads: tuple[int, ...]
    lexical: bool = False
    event: bool = False


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

    def found(self) -> Iterator[Cue]:
        for at, word in enumerate(self.words):
            if not _may_turn(word.lower, word.key):
                continue
            if self._denies(at, word):
                yield self._cue("denial", at, self._behind_aside(at + 1))
                if (verb := self._happens(at)) is not None:
                    yield self._event(at, verb, lexical=False)
            elif self._calls_off(at, word):
                yield self._event(at, at, lexical=True)
            elif self._denies_by_meaning(at, word):
                if self._of_what_precedes(at, word):
                    yield Cue("denial", at, range(at, at + 1), (), lexical=True)
                else:
                    yield self._cue("denial", at, at + 1, lexical=True)
            if (start := self._plans(at, word)) is not None:
                yield self._cue("plan", at, start)

    def _lower(self, at: int) -> str:
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def _calls_off(self, at: int, word: Word) -> bool:
        return word.key in _CALLED_OFF or (word.lower in ("called", "call", "calls") and self._lower(at + 1) == "off")

    def _happens(self, at: int) -> int | None:
        """The verb of "did not take place" where this denial denies no more than that something was."""
        verb = next(iter(self._content(at + 1, at + 3)), None)
        if verb is None or self.words[verb].key not in _HAPPENING:
            return None
        if self._lower(verb) in ("take", "taken") and self._lower(verb + 1) != "place":
            return None
        passive = any(self._lower(before) in _BE for before in range(at - 1, verb))
        return verb if passive or self._lower(verb) not in ("hold", "held", "conduct", "conducted") else None

    def _event(self, at: int, verb: int, *, lexical: bool) -> Cue:
        """What an event cue tells never was: its subject where the verb is passive or intransitive, else its object."""
        first = self._begin(at, "event")
        if verb != at or self._passive(at):
            heads = self._nouns(range(first, at)) or self._nouns_before(first)
            return Cue("denial", at, range(first, at + 1), heads, lexical, event=True)
        end = self._end(at + 1, "denial")
        return Cue("denial", at, range(at, end), self._nouns(range(at + 1, end)), lexical, event=True)

    def _nouns_before(self, at: int) -> tuple[int, ...]:
        """What "which" at word `at` stands for."""
        if self._lower(at) not in ("which", "that"):
            return ()
        return tuple(self._content(at - 4, at)[-1:])

    def _passive(self, at: int) -> bool:
        return any(self._lower(before) in _BE for before in range(at - 3, at))

    def _nouns(self, places: range) -> tuple[int, ...]:
        """The head of the noun phrase that begins there: its last content word before a preposition or a verb."""
        found: list[int] = []
        for place in places:
            if found and (self._lower(place) in _OF_A_NOUN or self._lower(place) in _BE or self.words[place].past):
                break
            if self.words[place].key:
                found.append(place)
        return tuple(found[-1:])

    def _denies(self, at: int, word: Word) -> bool:
        if word.lower in NEARLY:
            return at + 1 < len(self.words) and self.words[at + 1].past and bool(self.words[at + 1].key)
        if word.lower not in DENIALS and not word.lower.endswith("n't") and word.lower != "cannot":
            return False
        if word.text == "No" and self.text[word.end : word.end + 1] == ".":  # a number's
            return False
        return f"{word.lower} {self._lower(at + 1)}" not in NOT_DENYING

    def _denies_by_meaning(self, at: int, word: Word) -> bool:
        if word.lower in ("rule", "rules", "ruled", "ruling"):
            return self._lower(at + 1) == "out"
        return word.key in _DENYING and not (word.capital and at)  # "Ban Ki-moon"

    def _of_what_precedes(self, at: int, word: Word) -> bool:
        """Whether the verb ends a relative clause and denies nothing after it: "the pact that Oslo rejected was …"."""
        return word.past and self._lower(at + 1) in _FINITE and not self._passive(at)

    def _plans(self, at: int, word: Word) -> int | None:
        """Where the reach of a plan begins, None where the word plans nothing."""
        lower = word.lower
        if (word.text == "May" and at) or (lower == "being" and self._lower(at - 1) == "time"):
            return None  # the month; "for the time being"
        if lower == "to":
            before = self._lower(at - 1)
            turned = before in _BE or (self._lower(at + 1) == "be" and before not in ("yet", "set", "due"))
            return at + 1 if turned else None
        if (ahead := self._draws_near(at, lower)) is not None:
            return ahead
        if lower not in PLANS and not lower.endswith("'ll") and lower not in ("won't", "wouldn't", "couldn't", "can't"):
            return None
        if lower not in NEEDS_TO:
            return at + 1
        for ahead in range(at + 1, min(at + 6, len(self.words))):
            if self._lower(ahead) == "to":
                return ahead + 1
            if self._breaks(ahead, "plan"):
                return None
        return None

    def _draws_near(self, at: int, lower: str) -> int | None:
        """Where that begins which something is close to, on the verge of or about to do, or what is considered."""
        if lower == "about":
            return at + 2 if self._lower(at + 1) == "to" else None
        ahead = at + 1
        leading = _TOYING_LEAD if lower in TOYING else _LEADING
        if lower in TOWARDS and self._lower(ahead) in leading and (lower in THRESHOLDS or self._gerund(ahead + 1)):
            return ahead + 1
        if lower in MULLING and self._gerund(ahead):
            return ahead
        if lower in NEARING:
            ahead += self._lower(ahead) == "to"
            noun = ahead + (self._lower(ahead) in _ARTICLES)
            noun += self._lower(noun) not in OUTCOMES  # "a final deal"
            return ahead if self._lower(noun) in OUTCOMES else None
        return None

    def _gerund(self, at: int) -> bool:
        verb = self._lower(at)
        return verb.endswith("ing") and len(verb) > _SHORTEST_GERUND and verb not in NO_GERUNDS

    def _cue(self, kind: Literal["denial", "plan"], at: int, start: int, *, lexical: bool = False) -> Cue:
        end = self._end(start if lexical else start + 1, kind)
        heads = [place for place in self._content(start, end) if self.words[place].lower not in _HOLLOW]
        if kind == "denial" and not heads and self._lower(at - 1) != "or":  # "in a way that Tunisia is not"
            heads = self._content(end, end + 3)[:1]
            if not heads or end == at + 1:
                heads = self._content(at - 3, at)[-1:]
        turned = (lexical or kind == "plan") and self._turns_subject(at)
        return Cue(kind, at, range(self._begin(at, kind) if turned else at, end), tuple(heads[:2]), lexical)

    def _content(self, start: int, end: int) -> list[int]:
        """The places of the content words from `start` to before `end`."""
        return [place for place in range(max(0, start), min(end, len(self.words))) if self.words[place].key]

    def _begin(self, at: int, kind: str) -> int:
        """Where the clause begins that word `at` is in."""
        return next((place for place in range(at, 0, -1) if self._breaks(place, kind)), 0)

    def _end(self, start: int, kind: Literal["denial", "plan"]) -> int:
        """Where the clause ends that goes on at `start`, or the farthest that a cue reaches."""
        farthest = min(len(self.words), start + _FARTHEST[kind])
        return next((place for place in range(start, farthest) if self._breaks(place, kind)), farthest)

    def _behind_aside(self, at: int) -> int:
        """Where the clause goes on that is broken off before word `at`: "not, however, …"; else `at`."""
        if at >= len(self.words) or "," not in self._between(at):
            return at
        ahead = range(at + 1, min(at + _LONGEST_ASIDE, len(self.words)))
        return next((place for place in ahead if "," in self._between(place)), at)

    def _between(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if at else ""

    def _turns_subject(self, at: int) -> bool:
        """Whether the cue stands in a passive or a predicate: "was rejected", "is expected", "has yet to"."""
        return self._passive(at) or self._lower(at) == "yet"

    def _breaks(self, at: int, kind: str) -> bool:
        """Whether a clause begins at word `at`."""
        word = self.words[at]
        if word.lower in BREAKS and not (kind == "plan" and word.lower in _PLAN_RUNS_ON):
            return True
        between = self._between(at)
        if not _CLOSES.isdisjoint(between):
            return True
        return "," in between and (kind == "denial" or word.lower in BREAKS or word.capital)
