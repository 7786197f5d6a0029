"""Which verb a calendar expression belongs to, and how far that verb's clause reaches."""

from __future__ import annotations

from bisect import bisect_right

from assistant.reading.events import lexicon as lex
from assistant.reading.events.verbs import verbs_of
from assistant.reading.events.words import Words


class Clauses:
    """A sentence cut into segments at marks, subordinators, relatives and coordinated verbs, with its verbs."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.verbs = verbs_of(words)
        self._starting = {verb.first for verb in self.verbs}
        self._firsts = [verb.first for verb in self.verbs]
        self.starts = [0]
        before = ""
        for at, word in enumerate(words.all):
            if (before in _MARKS or word in _OPENING) and at and self._opens(at, word, before):
                self.starts.append(at)
            before = word

    def _opens(self, at: int, word: str, before: str) -> bool:
        if before in _MARKS:
            return True
        if word in ("as", "since"):
            return at + 1 < len(self.words) and at + 1 not in self.words.dates
        return self._verb_within(at + 1) if word in lex.COORDINATORS else True

    def _verb_within(self, at: int) -> bool:
        """Whether a verb follows a coordinator at once, an adverb or a pronoun between them allowed."""
        if at in self._starting:
            return True
        word = self.words.at(at)
        return (word in lex.PRONOUNS or word in lex.ADVERBS or word.endswith("ly")) and at + 1 in self._starting

    def segment(self, at: int) -> tuple[int, int]:
        """First word and the one after the last of the segment that holds the word at `at`."""
        index = bisect_right(self.starts, at) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.words)
        return self.starts[index], end

    def verbs_in(self, first: int, end: int) -> list[int]:
        """Indices of the verbs that begin in the words `first`..`end`."""
        return list(range(bisect_right(self._firsts, first - 1), bisect_right(self._firsts, end - 1)))

    def governor(self, at: int, region: tuple[int, int]) -> int | None:
        """Index of the verb the calendar expression at the word at `at` belongs to, among the verbs inside `region`.

        In its segment the nearest verb before it, else the first after it ("Putin on Friday signed"); where the segment
        has no verb, the nearest before, unless the expression opens its part of the sentence ("and in 2012, he
        returned"). None where a preposition of time puts a noun between them ("after the war in May").
        """
        first, end = self.segment(at)
        first, end = max(first, region[0]), min(end, region[1])
        before = self.verbs_in(first, at)
        after = [verb for verb in self.verbs_in(at, end) if self.verbs[verb].tense != "infinitive"]
        if before and after and self._belongs_after(before[-1], after[0], at):
            return after[0]
        if before or after:
            return before[-1] if before else after[0]
        if self._set_off(first, at):
            return None
        earlier, later = self.verbs_in(region[0], first), self.verbs_in(end, region[1])
        if later and (not earlier or self._fronted(first, at)):
            return later[0]
        return earlier[-1] if earlier else None

    def _belongs_after(self, before: int, after: int, at: int) -> bool:
        """Whether in "activists say troops on Friday shelled" the expression belongs to the second verb."""
        words = self.words.all[self.verbs[before].last + 1 : at]
        subject = any(word.isalpha() and word not in lex.PREPOSITIONS and word not in lex.ADVERBS for word in words)
        return self.verbs[before].speech and subject and self.verbs[after].first == at + 1

    def _set_off(self, first: int, at: int) -> bool:
        """Whether the segment is a phrase such as "since the war in May"; "after meeting him in May" is a clause."""
        opening, following = self.words.at(first), self.words.at(first + 1)
        return opening in SETTING_OFF and first + 1 < at and not following.endswith("ing")

    def _fronted(self, first: int, at: int) -> bool:
        return self.words.at(first) in lex.COORDINATORS and self.opens(first + 1, at)

    def opens(self, first: int, at: int) -> bool:
        """Whether the expression at the word at `at` is the first thing said from `first` on ("on Friday that …")."""
        return all(word in lex.PREPOSITIONS or word in lex.ADVERBS for word in self.words.all[first:at])

    def clause_start(self, index: int, at: int) -> int:
        """The first word of the clause of the verb numbered `index` and of the expression at the word at `at`.

        One that describes a noun begins with the noun ("a treaty signed in 1998", "Putin, who came in May").
        """
        first = self.break_before(index, at)
        opening = self.words.at(first)
        if not first or not (self.modifies(index) or opening in lex.RELATIVES):
            return first
        if not self.verbs_in(0, first):  # it describes the subject
            return 0
        if opening in ("which", "that", "where"):  # may describe more than the noun before it
            return first
        return self._noun_start(first - 1 if self.words.at(first - 1) == "," else first)

    def break_before(self, index: int, at: int) -> int:
        """Where what stands before the clause of the verb numbered `index` ends."""
        verb = self.verbs[index]
        if self.modifies(index) and at > verb.first:
            return verb.first
        return self.segment(min(verb.first, at))[0]

    def modifies(self, index: int) -> bool:
        """Whether the verb numbered `index` is a participle after a noun ("a treaty signed in 1998")."""
        verb = self.verbs[index]
        first = self.segment(verb.first)[0]
        at_once = lex.ADVERBS.issuperset(self.words.all[first : verb.first])
        inserted = at_once and self.words.at(first - 1) == "," and not self.verbs_in(0, first)
        return verb.bare and (inserted or bool(self.verbs_in(first, verb.first)))

    def describes(self, index: int) -> bool:
        """Whether the clause of the verb numbered `index` describes a noun ("who came", "signed in 1998")."""
        return self.modifies(index) or self.words.at(self.segment(self.verbs[index].first)[0]) in lex.RELATIVES

    def subordinate(self, first: int, end: int) -> bool:
        """Whether a relative or a subordinate clause begins in the words `first`..`end`."""
        return any(
            first < start <= end and (self.words.at(start) in lex.RELATIVES or self.words.at(start) in _OPENERS)
            for start in self.starts
        )

    def shifted(self, index: int) -> bool:
        """Whether the clause of the verb numbered `index` may have another time than the main clause."""
        verb = self.verbs[index]
        opening = self.words.at(self.segment(verb.first)[0])
        return self.modifies(index) or opening in _SHIFTING

    def _noun_start(self, at: int) -> int:
        """The start of the noun phrase before the word at `at`."""
        place = at
        while place and self.words.at(place - 1).isalpha() and not self._ends_noun(place - 1):
            place -= 1
            if self.words.at(place) in lex.ARTICLES:
                break
        return place

    def _ends_noun(self, at: int) -> bool:
        word = self.words.at(at)
        if word in lex.PREPOSITIONS or word in lex.COORDINATORS or word in lex.RELATIVES or word in _OPENERS:
            return True
        before = bisect_right(self._firsts, at) - 1
        return before >= 0 and self.verbs[before].last >= at


_OPENERS = lex.SUBORDINATORS - {"as", "since", "until", "till"}
_OPENING = _OPENERS | lex.RELATIVES | lex.COORDINATORS | {"as", "since"}
_MARKS = frozenset(',;:()[]–—"“”«»„`')
SETTING_OFF = frozenset(("since", "after", "before", "until", "till", "following"))
# Clauses opened by these have their own time; "when" and "as" share that of the main clause.
_SHIFTING = SETTING_OFF | frozenset(
    ("who", "whom", "whose", "which", "where", "because", "although", "though", "while", "whereas", "once")
)
