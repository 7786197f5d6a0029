"""Verb groups of a sentence by closed word classes and endings: what tense, negated or not, a speech act or not.

A shallow finite-state chunker in the manner of Abney's cascades, over a lexicon of function words instead of tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.reading.events import lexicon as lex
from assistant.reading.events.words import Words

Tense = Literal["past", "present", "planned", "supposed", "infinitive"]


@dataclass(frozen=True, slots=True)
class Verb:
    """The words `first`..`last` of one verb group; `head` is its last word."""

    first: int
    last: int
    tense: Tense
    head: str
    negated: bool = False
    bare: bool = False

    @property
    def speech(self) -> bool:
        """Whether the group tells of somebody saying or thinking something."""
        return self.head in lex.SPEECH_PAST or self.head in lex.SPEECH_NOW


def verbs_of(words: Words) -> list[Verb]:
    """The verb groups in order of position; they do not overlap."""
    scanner = _Scanner(words)
    found: list[Verb] = []
    after = 0
    for at, word in enumerate(words.all):
        if at >= after and (word in _VERBAL or word.endswith(("ed", "s"))) and (verb := scanner.group_at(at)):
            found.append(verb)
            after = verb.last + 1
    return found


class _Scanner:
    def __init__(self, words: Words) -> None:
        self._word = words.at
        self._capital = words.capital

    def group_at(self, at: int) -> Verb | None:
        """The verb group that begins with the word at `at`, if one does."""
        word = self._word(at)
        if word in _OPENING and (verb := self._opened(word, at)):
            return verb
        if word in lex.IRREGULAR_PAST or word.endswith("ed"):
            return self._past(at)
        return self._present(at)

    def _opened(self, word: str, at: int) -> Verb | None:
        """The group that an auxiliary or "to" opens."""
        if word == "to":
            return self._infinitive(at)
        if word in lex.MODALS:
            return self._modal(at)
        if word in lex.HAVE_NOW or word in lex.HAVE_PAST:
            return self._have(at)
        if word in lex.DO_NOW or word in lex.DO_PAST:
            return self._do(at)
        return self._be(at)

    def _skip_adverbs(self, at: int) -> tuple[int, bool, bool]:
        """The next place that is no adverb, whether a negation and whether "yet" was passed."""
        negated = yet = False
        while (word := self._word(at)) in lex.ADVERBS or (len(word) > 4 and word.endswith("ly")):
            if word in lex.NEGATIONS and self._word(at + 1) not in lex.NOT_NEGATING:
                negated = True
            yet = yet or word == "yet"
            at += 1
        return at, negated, yet

    def _modal(self, at: int) -> Verb | None:
        word = self._word(at)
        if self._word(at - 1) in lex.ARTICLES:
            return None
        negated = word.endswith("n't") or word == "cannot"
        perfect = False
        place, passed, _ = self._skip_adverbs(at + 1)
        while self._word(place) in ("have", "be", "been", "being"):
            perfect = perfect or self._word(place) == "have"
            negated = negated or passed
            place, passed, _ = self._skip_adverbs(place + 1)
        tense: Tense = "supposed" if perfect and word in lex.GUESSING_MODALS else "planned"
        if word == "'d" and not perfect and _participle(self._word(place)):  # "he'd seen"
            tense = "past"
        return self._close(at, place, tense, negated=negated or passed)

    def _close(self, at: int, place: int, tense: Tense, *, negated: bool) -> Verb:
        """A group that ends with the verb at `place`, or before it where no verb stands there."""
        word = self._word(place)
        if word and word.isalpha() and word not in lex.DETERMINERS and word not in lex.PREPOSITIONS:
            return Verb(at, place, tense, word, negated)
        return Verb(at, max(at, place - 1), tense, self._word(at), negated)

    def _be(self, at: int) -> Verb | None:
        word = self._word(at)
        if word in lex.BE_PAST:
            return self._be_group(at, at, "past", negated=word.endswith("n't"))
        if word in lex.BE_NOW or (word == "'s" and self._word(at - 1) in lex.PRONOUNS):
            return self._be_group(at, at, "present", negated=word.endswith("n't"))
        if word != "be":
            return None
        place, negated, _ = self._skip_adverbs(at + 1)
        if _participle(self._word(place)):
            return Verb(at, place, "planned", self._word(place), negated)
        return Verb(at, at, "planned", "be")

    def _be_group(self, first: int, at: int, tense: Tense, *, negated: bool) -> Verb:
        place, passed, yet = self._skip_adverbs(at + 1)
        while self._word(place) in ("been", "being"):
            at = place
            place, again, again_yet = self._skip_adverbs(at + 1)
            passed, yet = passed or again, yet or again_yet
        negated = negated or passed
        word = self._word(place)
        if word == "to" and (yet or self._is_base(place + 1)):
            return self._bound_to(first, place, negated=negated)
        if word in lex.BELIEVED_ADJECTIVES and self._word(place + 1) in ("to", "of"):
            return Verb(first, place, "supposed", word, negated)
        if self._intends(place, word):
            return Verb(first, place, "planned", word, negated)
        if _participle(word) or (word.endswith("ing") and len(word) > 4):
            return Verb(first, place, tense, word, negated)
        return Verb(first, max(at, place - 1), tense, self._word(at), negated)

    def _bound_to(self, first: int, place: int, *, negated: bool) -> Verb:
        """A group with its infinitive after the "to" at `place`: "was to be signed", "was to have been signed"."""
        aim = self._infinitive(place)
        if aim is None:
            return Verb(first, place, "planned", "to", negated)
        return Verb(first, aim.last, "planned", aim.head, negated or aim.negated)

    def _intends(self, place: int, word: str) -> bool:
        if word.endswith("ing"):
            return word in lex.INTENDING_ADJECTIVES and self._word(place + 1) in ("to", "for")
        return word in lex.INTENDING_ADJECTIVES

    def _have(self, at: int) -> Verb:
        word = self._word(at)
        past = word in lex.HAVE_PAST
        place, negated, yet = self._skip_adverbs(at + 1)
        negated = negated or word.endswith("n't")
        nxt = self._word(place)
        if nxt == "to":
            if yet or not past:
                return self._bound_to(at, place, negated=negated)
            return Verb(at, at, "past", "had", negated)
        if nxt == "been":
            return self._be_group(at, place, "past", negated=negated)
        if _participle(nxt):
            return Verb(at, place, "past", nxt, negated)
        return Verb(at, at, "past" if past else "present", word, negated)

    def _do(self, at: int) -> Verb:
        word = self._word(at)
        place, negated, _ = self._skip_adverbs(at + 1)
        if self._word(place) in lex.PRONOUNS:  # "did he sign"
            place += 1
        tense: Tense = "past" if word in lex.DO_PAST else "present"
        return self._close(at, place, tense, negated=negated or word.endswith("n't"))

    def _infinitive(self, at: int) -> Verb | None:
        place, negated, _ = self._skip_adverbs(at + 1)
        if not self._is_base(place):
            return None
        if self._word(place) == "have" and _participle(self._word(place + 1)):
            place += 2 if self._word(place + 1) == "been" and _participle(self._word(place + 2)) else 1
            return Verb(at, place, "supposed", self._word(place), negated)
        if self._word(place) == "be":
            done, _, _ = self._skip_adverbs(place + 1)
            place = done if _participle(self._word(done)) else place
        return Verb(at, place, "infinitive", self._word(place), negated or self._word(at - 1) == "not")

    def _is_base(self, at: int) -> bool:
        """Whether the word at `at` can be a bare infinitive: after "to" most lower-case words are."""
        word = self._word(at)
        if not word.isalpha() or self._capital(at) or word in _AFTER_TO or _regular_past(word):
            return False
        return not word.endswith(("ing", "tion", "ness", "ists", "ers")) and (
            not word.endswith("s") or word.endswith("ss")
        )

    def _past(self, at: int) -> Verb | None:
        word, before = self._word(at), self._word(at - 1)
        if word not in lex.IRREGULAR_PAST and not _regular_past(word):
            return None
        if (self._capital(at) and at) or before in lex.ARTICLES or before in lex.PREPOSITIONS:
            return None
        if word in lex.PLANNED_PARTICIPLES:
            return Verb(at, at, "planned", word)
        negated = before in lex.NEGATIONS
        return Verb(at, at, "past", word, negated, bare=True)

    def _present(self, at: int) -> Verb | None:
        word, before = self._word(at), self._word(at - 1)
        if self._capital(at) or (at and not before):
            return None
        if word in lex.SPEECH_NOW and word not in lex.SPEECH_NOUNS and before not in lex.ARTICLES:
            return Verb(at, at, "present", word)
        if word.endswith("s") and (before in ("who", "which") or (before == "that" and self._is_noun(at - 2))):
            return Verb(at, at, "present", word)
        if word not in lex.PRESENT and word not in lex.SPEECH_NOUNS:
            return None
        name = at > 0 and self._capital(at - 1) and before not in lex.DETERMINERS
        subject = before in lex.PRONOUNS or name
        plural = before.endswith("s") and before not in lex.ARTICLES and not word.endswith("s")
        sure = word in lex.PRESENT_ONLY and before.isalpha() and before not in lex.DETERMINERS
        return Verb(at, at, "present", word) if subject or plural or sure else None

    def _is_noun(self, at: int) -> bool:
        """Whether the word at `at` is no verb of speech or past form that "that" could be the object of."""
        word = self._word(at)
        return word.isalpha() and word not in lex.SPEECH_NOW and word not in lex.IRREGULAR_PAST and word[-2:] != "ed"


def _regular_past(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in lex.NOT_PAST


def _participle(word: str) -> bool:
    return word in lex.PARTICIPLES or _regular_past(word)


_AFTER_TO = lex.NOT_BASE | lex.DETERMINERS | lex.PREPOSITIONS
_OPENING = (
    lex.MODALS | lex.BE_PAST | lex.BE_NOW | lex.HAVE_NOW | lex.HAVE_PAST | lex.DO_NOW | lex.DO_PAST | {"be", "'s", "to"}
)
_VERBAL = _OPENING | lex.IRREGULAR_PAST | lex.PRESENT | lex.SPEECH_NOW
