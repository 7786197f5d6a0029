"""Capitalised words of a text, and the runs they form together with the small words that names are made with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from assistant.reading.lexicon import kinds, titles
from assistant.reading.lexicon.given import PARTICLES
from assistant.reading.lexicon.table import Lexicon

LONGEST_RUN: Final = 40  # words; a longer run of capitals is no name, and a bound keeps the work linear

_UPPER: Final = "".join(re.escape(chr(code)) for code in range(0x41, 0x2000) if chr(code).isupper())
_WORD: Final = re.compile(rf"(?<![^\W_])(?:(?:[{_UPPER}]\.)+(?:[{_UPPER}](?!\w))?|[{_UPPER}]\w*(?:['’\-]\w+)*)")
_ARTICLE_PREFIXES: Final = frozenset({"al", "el", "ul", "as", "ad", "an", "ar", "at", "az", "ash", "ed", "es"})
_OPENERS: Final = frozenset("\"“„‘«\n\t*•>#:|")
_DOTTED: Final = frozenset(
    """Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gen Lt Col Maj Capt Sgt Cpl Adm Brig Gov Rev Fr Hon St Ste Mt Cmdr Amb Sec Atty Supt Messrs
    Pres Jr Sr Inc Corp Co Ltd Pvt Vice""".split()
)
_TRAILING: Final = frozenset({"Jr", "Sr", "Inc", "Corp", "Co", "Ltd"})
_OWNERS: Final = frozenset(
    "People Peoples Workers Lord Women Children Men Veterans Farmers Teachers Students Lawyers Nurses Moody Cox Peasants Soldiers King Queen".split()
)
_LINKS: Final = ("of", "for", "and", "on", "in", "to", "at", "against", "with", "from")
_LOWER_TITLES: Final = (
    "chief head leader president minister secretary chairman chairwoman chair spokesman spokeswoman spokesperson director commander ambassador "
    "envoy general premier chancellor governor mayor senator representative commissioner speaker adviser advisor analyst economist editor "
    "correspondent reporter professor coordinator lawmaker negotiator founder boss veteran candidate nominee official fellow researcher"
).split()


def _connectors() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {" & ": ("&",)}
    for word in _LINKS:
        known[f" {word} "] = (word,)
        known[f" {word} the "] = (word, "the")
    for word in (*PARTICLES, *_LOWER_TITLES):
        known[f" {word} "] = (word,)
    for first, second in (("de", "la"), ("de", "los"), ("de", "las"), ("van", "der"), ("van", "den"), ("von", "der"), ("bin", "al")):
        known[f" {first} {second} "] = (first, second)
    return known


_CONNECTORS: Final = _connectors()
_LOWER_KINDS: Final = dict.fromkeys(_LOWER_TITLES, kinds.TITLE)
_LONGEST_GAP: Final = max(map(len, _CONNECTORS))
TITLE_WORDS: Final = frozenset(word.lower() for word in (*titles.TITLES, *titles.PLURAL_TITLES))


@dataclass(slots=True)
class Word:
    """One word of a run. `key` is its form in the lexicon, `kinds` what it can be, `capital` whether it is a capitalised word."""

    start: int
    end: int
    key: str
    kinds: int
    capital: bool = True
    initial: bool = False  # at the start of a sentence, where a capital says nothing


class Scanner:
    """Reads runs of capitalised words out of a text."""

    def __init__(self, text: str, starts: Iterable[int], lexicon: Lexicon) -> None:
        self.text = text
        self.starts = frozenset(starts)
        self.known = lexicon.kinds

    def runs(self) -> Iterator[list[Word]]:
        """Runs in order: capitalised words with the connectors between them, never across a sentence boundary."""
        run: list[Word] = []
        for match in _WORD.finditer(self.text):
            for word in self._words(match.start(), match.end()):
                if run and not self._join(run, word):
                    yield run
                    run = []
                run.append(word)
        if run:
            yield run

    def _join(self, run: list[Word], word: Word) -> bool:
        last = run[-1]
        distance = word.start - last.end
        if distance > _LONGEST_GAP or distance < 1 or word.start in self.starts or len(run) >= LONGEST_RUN:
            return False
        gap = self.text[last.end : word.start]
        if gap == " ":
            return True
        if gap not in _CONNECTORS:
            if "\n" not in gap or not self._wrapped(last.end, gap):
                return False
            gap = f" {' '.join(gap.split())} ".replace("  ", " ")
            if gap == " ":
                return True
        if (small := _CONNECTORS.get(gap)) is None:
            return False
        for part in small:
            run.append(Word(last.end, word.start, part, _LOWER_KINDS.get(part, 0), capital=False))
        return True

    def _wrapped(self, end: int, gap: str) -> bool:
        """Whether a line break is one of hard-wrapped prose, told by the length of the line before it."""
        return gap.count("\n") == 1 and end - self.text.rfind("\n", max(0, end - 200), end) > 50

    def _words(self, start: int, end: int) -> Iterator[Word]:
        text = self.text
        raw = text[start:end]
        initial = start in self.starts or (start > 0 and text[start - 1] in _OPENERS)
        if start and text[start - 1] == "-":
            start = self._article(start)
            raw = text[start:end]
        kind = self.known.get(raw)
        if kind is None:
            if "-" in raw[1:]:
                yield from self._parts(start, raw, initial=initial)
                return
            raw, end = self._strip(raw, end)
        elif end < len(text) and text[end] in "'’." :
            raw, end = self._extend(raw, end)
        yield self._word(start, end, raw, initial=initial)

    def _word(self, start: int, end: int, raw: str, *, initial: bool) -> Word:
        key = raw
        kind = self.known.get(key)
        if kind is None:
            key = self._normal(raw)
            kind = self.known.get(key, 0)
        return Word(start, end, sys.intern(key) if len(key) < 20 else key, kind, initial=initial)

    def _normal(self, raw: str) -> str:
        key = raw.replace("’", "'")
        if key.isupper():
            if "." in key:
                return key.replace(".", "")
            if len(key) > 3 and key not in self.known:
                titled = key.capitalize() if "-" not in key else key.title()
                return titled if titled in self.known else key
        return key

    def _article(self, start: int) -> int:
        """Where the name begins when "al-" stands before it."""
        text = self.text
        for length in (2, 3):
            begin = start - 1 - length
            if begin >= 0 and text[begin : start - 1] in _ARTICLE_PREFIXES and (begin == 0 or not text[begin - 1].isalnum()):
                return begin
        return start

    def _strip(self, raw: str, end: int) -> tuple[str, int]:
        """Take the possessive off, and the full stop of an abbreviation or initial in."""
        if raw[-2:] in {"'s", "’s", "'S", "’S"}:
            if raw[:-2] in _OWNERS:
                return raw.replace("’", "'"), end
            return raw[:-2], end - 2
        if end < len(self.text) and self.text[end] in "'’.":
            return self._extend(raw, end)
        return raw, end

    def _extend(self, raw: str, end: int) -> tuple[str, int]:
        text = self.text
        if text[end] == ".":
            if (len(raw) == 1 or raw in _DOTTED) and end + 1 < len(text) and text[end + 1] == " " and raw not in _TRAILING:
                return raw, end + 1
            if text.startswith((".com", ".org", ".net"), end):
                return raw, end + 4
        elif raw in _OWNERS and text[end + 1 : end + 2] == " ":
            return raw + "'", end + 1
        return raw, end

    def _parts(self, start: int, raw: str, *, initial: bool) -> Iterator[Word]:
        """A hyphenated word, as one, or as its parts where they are names of their own ("Russia-Philippines", "US-led")."""
        whole, end = self._strip(raw, start + len(raw))
        key = whole.replace("’", "'")
        if key in self.known or self._normal(key) in self.known:
            yield self._word(start, end, whole, initial=initial)
            return
        own = kinds.PLACE | kinds.DEMONYM | kinds.ORGANISATION
        parts = whole.split("-")
        first = self.known.get(parts[0], 0)
        if parts[-1][:1].islower() and first & own and not first & kinds.FAMILY_FIRST:
            yield self._word(start, start + len(parts[0]), parts[0], initial=initial)
        elif all(self.known.get(part, 0) & own for part in parts):
            for part in parts:
                yield self._word(start, start + len(part), part, initial=initial)
                start += len(part) + 1
        else:
            yield self._word(start, end, whole, initial=initial)
