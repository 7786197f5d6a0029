"""The name behind a pronoun or a description, from the names and offices the text gives."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assistant.reading.lexicon.table import lexicon
from assistant.reading.names import resolve_description
from assistant.reading.quotes.gender import Gender
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.subjects import Subject
from assistant.reading.quotes.words import COMMON_FINITE
from assistant.types import Mention, Role, Span, Speaker

_BACK = 4
_PRONOUNS: dict[str, Gender] = {"he": "he", "his": "he", "she": "she", "her": "she"}
_DEFINITE = frozenset("the his her its their this that".split())
_LONGEST = 80
_NOBODY: frozenset[str] = frozenset()
_OPENER = re.compile(r"([^\W\d_a-z][^\W\d_]{2,}(?<!s)) ([a-z]{2,})\b")
_ROLES = 200
"""How many of the offices named last a description may mean."""


class SpeakerResolver:
    """Resolves the speakers of one text in order of position; it remembers who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Span], names: NameIndex, roles: Sequence[Role]) -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [sentence.start for sentence in sentences]
        self.names = names
        self.roles = sorted(roles, key=lambda role: role.span)
        self.role_starts = [role.span.start for role in self.roles]
        self.spoke: dict[int, Speaker] = {}
        self.last: Speaker | None = None

    def speaker(self, subject: Subject | None, said: Sequence[Span] = ()) -> Speaker | None:
        """The speaker with the resolved name; the words themselves where the text names nobody.

        `said` holds what is said: a pronoun beside it means nobody who is named in it.
        """
        if subject is None:
            return self.last
        name = subject.mention.name if subject.mention else self._resolved(subject, said)
        return Speaker(name or subject.span.of(self.text), subject.span)

    def within(self, subject: Subject | None, quoted: Span) -> Speaker | None:
        """The speaker inside quoted words: a pronoun there means a person named there, else nobody we can tell."""
        if subject is None or subject.mention is not None or subject.span.start < quoted.start:
            return self.speaker(subject)
        pronoun = _PRONOUNS.get(subject.span.of(self.text).lower())
        name = self._subject_of(Span(quoted.start, subject.span.start), pronoun) if pronoun else None
        return Speaker(name or subject.span.of(self.text), subject.span)

    def remember(self, speaker: Speaker | None, position: int) -> None:
        """Note who spoke in the sentence at `position`."""
        if speaker is not None:
            self.last = speaker
            self.spoke[self._sentence(position)] = speaker

    def _sentence(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _resolved(self, subject: Subject, said: Sequence[Span]) -> str | None:
        word = subject.span.of(self.text).lower()
        if subject.form == "relative":
            return self._antecedent(subject.span.start)
        if subject.form == "pronoun":
            if (pronoun := _PRONOUNS.get(word)) is not None:
                named = frozenset(mention.name for span in said for mention in self.names.within(span))
                return self._person(subject.span.start, pronoun, named)
            return self.last.name if word == "it" and self.last and self.last.name in self.names.bodies else None
        return self._office(subject.span.of(self.text), subject.span.start)

    def _antecedent(self, position: int) -> str | None:
        found = self.names.within(Span(max(0, position - 60), position))
        return found[-1].name if found and position - found[-1].span.end <= 3 else None

    def _person(self, position: int, pronoun: Gender, others: frozenset[str]) -> str | None:
        """The person a pronoun stands for: the subject before it in its sentence, else of the sentences before.

        None of the `others`.
        """
        here = self._sentence(position)
        if here >= 0:
            own = self._subject_of(Span(self.sentences[here].start, position), pronoun, others)
            if own is not None:
                return own
        for back in range(here - 1, max(-1, here - 1 - _BACK), -1):
            spoke = self.spoke.get(back)
            if spoke is not None and self._can_be(spoke.name, pronoun, others):
                return spoke.name
            found = self._unlisted(self.sentences[back]) or self._subject_of(self.sentences[back], pronoun, others)
            if found is not None:
                return found
        return self.last.name if self.last and self._can_be(self.last.name, pronoun, others) else None

    def _can_be(self, name: str, pronoun: Gender, others: frozenset[str]) -> bool:
        return name not in others and name in self.names.genders and self.names.genders[name] in (pronoun, None)

    def _subject_of(self, span: Span, pronoun: Gender, others: frozenset[str] = _NOBODY) -> str | None:
        for mention in self.names.within(span):
            if mention.type == "person" and self._can_be(mention.name, pronoun, others) and not self._hangs(mention):
                return mention.name
        return None

    def _unlisted(self, sentence: Span) -> str | None:
        """The capitalised word of no known kind that opens the sentence before a verb: a surname, most often."""
        match = _OPENER.match(self.text, sentence.start, sentence.end)
        if match is None or self.names.starting(sentence.start) or lexicon().kinds.get(match[1]):
            return None
        return match[1] if match[2] in COMMON_FINITE or match[2].endswith("ed") else None

    def _hangs(self, mention: Mention) -> bool:
        before = self.text[max(0, mention.span.start - 10) : mention.span.start].lower().split()
        after = self.text[mention.span.end : mention.span.end + 2]
        return after in ("'s", "’s") or bool(
            before and before[-1] in ("of", "for", "with", "by", "to", "from", "on", "about", "against")
        )

    def _office(self, phrase: str, position: int) -> str | None:
        """The person whose office the definite description names: "the ambassador"."""
        first = phrase.split(maxsplit=1)[0].lower()
        if first not in _DEFINITE or len(phrase) > _LONGEST:
            return None
        known = bisect_left(self.role_starts, position)
        return resolve_description(phrase, self.roles[max(0, known - _ROLES) : known], position)
