"""Capitals that say nothing, taken away: all-capitals lines and headlines get the case a sentence would give them.

The result has the same length as the text, so every offset holds for both.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.ordinary import COMMON_WORDS, FUNCTION_WORDS
from assistant.reading.lexicon.table import Lexicon

_WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*")
# The first character stands first and what may not stand before it second: so the search is three times as fast.
_SHOUT: Final = re.compile(
    r"[\"“‘(\[A-Z](?<!\S.)(?:(?<=[A-Z])|[\"“‘(\[]*[A-Z])[^\sa-z]*(?!\S)(?:[ \t\n]+[^\sa-z]+(?!\S)){2,}"
)
_SHORTEST_LINE: Final = 20
_LONGEST_LINE: Final = 150  # a longer line is prose
_SMALL_WORD: Final = re.compile(r"[a-z](?<!\S.)\w{3}")
_VERB_ENDS: Final = ("ed", "ing", "ly")
_NAMES_OR_TITLES: Final = k.PLACE | k.DEMONYM | k.ORGANISATION | k.AGREEMENT | k.TITLE | k.HONORIFIC
_KEPT: Final = _NAMES_OR_TITLES | k.CALENDAR | k.GIVEN | k.FAMILY_FIRST | k.SUFFIX
_NAMES: Final = k.PLACE | k.DEMONYM | k.ORGANISATION | k.GIVEN
_HEADS: Final = k.BODY | k.PACT | k.PLACE_END


def recase(text: str, lexicon: Lexicon, written: Container[str]) -> str:
    """`text` with shouted stretches and headlines rewritten; `written` holds the text's words as they stand."""
    parts: list[str] = []
    last = 0
    for match in _SHOUT.finditer(text):
        if _is_prose(match[0]):
            parts += [text[last : match.start()], _Line(match[0], lexicon, written, shouting=True).rewritten()]
            last = match.end()
    text = "".join([*parts, text[last:]]) if parts else text
    return "\n".join(
        _Line(line, lexicon, written, shouting=False).rewritten() if _may_be_headline(line, lexicon) else line
        for line in text.split("\n")
    )


def _may_be_headline(line: str, lexicon: Lexicon) -> bool:
    if not _SHORTEST_LINE <= len(line) <= _LONGEST_LINE or _SMALL_WORD.search(line):
        return False
    return _is_headline(line, lexicon)


def _is_prose(shout: str) -> bool:
    """Whether capitals make sentences and not a list of acronyms."""
    plain = 0
    for match in _WORD.finditer(shout):
        low = match[0].lower()
        plain += len(low) > 1 and (low in FUNCTION_WORDS or low in COMMON_WORDS)
        if plain > 1:
            return True
    return False


def _is_headline(line: str, lexicon: Lexicon) -> bool:
    words = line.split()
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    if len(long) < 3 or any(word[0].islower() for word in long):
        return False
    return any(lexicon.kinds.get(word) == k.ORDINARY for word in long) or any(
        word[0].isupper() and word.lower() in FUNCTION_WORDS for word in words[1:]
    )


class _Line:
    """One line whose capitals are not to be believed."""

    def __init__(self, line: str, lexicon: Lexicon, written: Container[str], *, shouting: bool) -> None:
        self.line = line
        self.lexicon = lexicon
        self.written = written
        self.shouting = shouting
        self.matches = list(_WORD.finditer(line))
        self.titled = [self._titled(match[0]) if shouting else match[0] for match in self.matches]

    @staticmethod
    def _titled(word: str) -> str:
        return "-".join(part.capitalize() for part in word.split("-")).replace("’", "'") if word.isupper() else word

    def rewritten(self) -> str:
        """The line with each word in the case it would have in a sentence."""
        forms = self._forms()
        names = {form for form in forms if form[0].isupper() and form not in self.lexicon.kinds}
        parts: list[str] = []
        last = 0
        for match, form, titled in zip(self.matches, forms, self.titled, strict=True):
            raw = match[0]
            new = titled if titled in names or titled.removesuffix("'s") in names else form
            parts += [self.line[last : match.start()], new if len(new) == len(raw) else raw]
            last = match.end()
        return "".join([*parts, self.line[last:]])

    def _forms(self) -> list[str]:
        forms: list[str] = []
        inside = 0  # words still to come of a name of several words
        for index, match in enumerate(self.matches):
            if inside == 0:
                inside = self._phrase(index)
            before = forms[-1] if forms else ""
            if inside:
                inside -= 1
                low = self.titled[index].lower()
                forms.append(low if low in {"of", "the", "and", "for"} else self.titled[index])
            else:
                forms.append(
                    self._form(match[0], self.titled[index], before)
                    if not self._goes_on(forms, index)
                    else self.titled[index]
                )
        return forms

    def _goes_on(self, forms: list[str], index: int) -> bool:
        """Whether an unknown word is the second of an unknown name after a title ("PRESIDENT JOSEPH KASA")."""
        known = self.lexicon.kinds
        low = self.titled[index].lower()
        if len(forms) < 2 or not self.shouting or self.titled[index] in known or low in COMMON_WORDS | FUNCTION_WORDS:
            return False
        named = forms[-1][0].isupper() and not known.get(forms[-1], 0) & ~(k.GIVEN | k.FAMILY_FIRST)
        titled = known.get(forms[-2], 0) & (k.TITLE | k.HONORIFIC)
        return bool(named and titled) and not low.endswith((*_VERB_ENDS, "s")) and low not in self.written

    def _phrase(self, index: int) -> int:
        """How many words from `index` are one known name."""
        for words, _ in self.lexicon.phrases.get(self.titled[index], ()):
            here = self.titled[index : index + len(words)]
            if [word.lower() for word in here] == [word.lower() for word in words]:
                return len(words)
        return 0

    def _form(self, raw: str, titled: str, before: str) -> str:
        low = titled.lower()
        bits = self.lexicon.kinds.get(titled.removesuffix("'s"), 0)
        previous = self.lexicon.kinds.get(before, 0)
        if low in FUNCTION_WORDS:
            return low if raw != "US" or before != "the" else raw
        if self.shouting and "." in raw:
            return raw
        if bits & _HEADS and before[:1].isupper() and not previous & (k.TITLE | k.HONORIFIC):
            return titled
        if low in COMMON_WORDS:
            if not self.shouting and bits & ~(k.ORDINARY | k.OTHER_END):
                return titled
            return titled if bits & (k.TITLE | k.HONORIFIC | k.CALENDAR | k.ORGANISATION) else low
        if bits & _KEPT:
            return titled
        if self.shouting and self.lexicon.kinds.get(raw, 0) & (_NAMES | k.AGREEMENT):
            return raw
        return self._unknown(titled, low, before, previous)

    def _unknown(self, titled: str, low: str, before: str, previous: int) -> str:
        if low in self.written:
            return low
        if not self.shouting:
            return low if low.endswith((*_VERB_ENDS, "s")) and before[:1].isupper() and not previous else titled
        if titled in self.written:
            return titled
        if low.endswith(_VERB_ENDS) or not before[:1].isupper():
            return low
        return titled if previous & (k.TITLE | k.HONORIFIC | k.GIVEN | k.FAMILY_FIRST) else low
