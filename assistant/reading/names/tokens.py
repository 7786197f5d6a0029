"""Capitalised words of a text, and the runs they form together with the small words that names are made with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from assistant.reading.lexicon import kinds, titles
from assistant.reading.lexicon.given import PARTICLES
from assistant.reading.lexicon.table import Lexicon

LONGEST_RUN: Final = 40  # words; a longer run of capitals is no name, and a bound keeps the work linear

_UPPER: Final = "".join(re.escape(chr(code)) for code in range(0x41, 0x2000) if chr(code).isupper())
# The capital stands first and what may not stand before it second: a search is faster that knows how to begin.
_WORD: Final = re.compile(rf"[{_UPPER}](?<![^\W_].)(?:\.(?:[{_UPPER}]\.)*(?:[{_UPPER}](?!\w))?|\w*(?:['’\-]\w+)*)")
_ARTICLE_PREFIXES: Final = frozenset({"al", "el", "ul", "as", "ad", "an", "ar", "at", "az", "ash", "ed", "es"})
_OPENERS: Final = frozenset('"“„‘«\n\t*•>#:|')
_DOTTED: Final = frozenset(
    """Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gen Lt Col Maj Capt Sgt Cpl Adm Brig Gov Rev Fr Hon St Ste Mt Cmdr Amb Sec
    Atty Supt Messrs Pres""".split()
)
_SPECIAL: Final = frozenset({".", "'", "’", "-"})
_POSSESSIVES: Final = frozenset({"'s", "’s", "'S", "’S"})
_DOMAINS: Final = (".com", ".org", ".net")
_FUNCTION_ONLY: Final = kinds.ORDINARY | kinds.FUNCTION
_CONTRACTIONS: Final = re.compile(r"['’](?:m|re|ll|ve|d|t)$")
_OWN: Final = kinds.PLACE | kinds.DEMONYM | kinds.ORGANISATION
_OWNERS: Final = frozenset(
    """People Peoples Workers Lord Women Children Men Veterans Farmers Teachers Students Lawyers Nurses Moody Cox
    Peasants Soldiers King Queen""".split()
)
_LINKS: Final = ("of", "for", "and", "on", "in", "to", "at", "against", "with", "from", "without")
_LOWER_TITLES: Final = tuple(
    """chief head leader president minister secretary chairman chairwoman chair spokesman spokeswoman spokesperson
    director commander ambassador envoy general premier chancellor governor mayor senator representative
    commissioner speaker adviser advisor analyst economist editor correspondent reporter professor coordinator
    lawmaker negotiator founder boss veteran candidate nominee official fellow researcher""".split()
)
_DOUBLE_PARTICLES: Final = ("de la", "de los", "de las", "van der", "van den", "von der", "bin al")


def _connectors() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {" & ": ("&",), "-": (), " d'": ("d'",), " d’": ("d'",)}
    for word in _LINKS:
        known[f" {word} "] = (word,)
        known[f" {word} the "] = (word, "the")
    for word in (*PARTICLES, *_LOWER_TITLES):
        known[f" {word} "] = (word,)
    for pair in _DOUBLE_PARTICLES:
        known[f" {pair} "] = tuple(pair.split())
    return known


_CONNECTORS: Final = _connectors()
_LOWER_KINDS: Final[dict[str, int]] = dict.fromkeys(map(str, _LOWER_TITLES), kinds.TITLE)
_LONGEST_GAP: Final = max(map(len, _CONNECTORS))
TITLE_WORDS: Final = frozenset(word.lower() for word in (*titles.TITLES, *titles.PLURAL_TITLES))


@dataclass(slots=True)
class Word:
    """One word of a run. `key` is its form in the lexicon, `kinds` what it can be; a connector is no `capital`."""

    start: int
    end: int
    key: str
    kinds: int
    initial: bool = False  # at the start of a sentence, where a capital says nothing
    capital: bool = True


class Scanner:
    """Reads runs of capitalised words out of a text."""

    def __init__(self, text: str, starts: Iterable[int], lexicon: Lexicon) -> None:
        self.text = text
        self.starts = frozenset(starts)
        self.known = lexicon.kinds
        self.normal: dict[str, tuple[str, int]] = {}

    def runs(self) -> Iterator[list[Word]]:
        """Runs in order: capitalised words with the connectors between them, never across a sentence boundary."""
        text, known, starts, join = self.text, self.known, self.starts, self._join
        run: list[Word] = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            raw = match[0]
            kind = known.get(raw)
            if kind == _FUNCTION_ONLY:
                continue
            if kind is None or text[end : end + 1] in _SPECIAL or text[start - 1 : start] == "-":
                words = self._words(start, end, raw)
            else:
                initial = start in starts or (start > 0 and text[start - 1] in _OPENERS)
                words = (Word(start, end, raw, kind, initial),)
            for word in words:
                if run and not join(run, word):
                    yield run
                    run = []
                run.append(word)
        if run:
            yield run

    def _join(self, run: list[Word], word: Word) -> bool:
        end = run[-1].end
        distance = word.start - end
        if distance > _LONGEST_GAP or distance < 1 or word.start in self.starts or len(run) >= LONGEST_RUN:
            return False
        gap = self.text[end : word.start]
        if gap == " ":
            return True
        if (small := _CONNECTORS.get(gap)) is None:
            if "\n" not in gap or not self._wrapped(end, gap):
                return False
            if not gap.strip():
                return True
            if (small := _CONNECTORS.get(f" {' '.join(gap.split())} ")) is None:
                return False
        run.extend(Word(end, word.start, part, _LOWER_KINDS.get(part, 0), capital=False) for part in small)
        return True

    def _wrapped(self, end: int, gap: str) -> bool:
        """Whether a line break is one of hard-wrapped prose, told by the length of the line before it."""
        return gap.count("\n") == 1 and end - self.text.rfind("\n", max(0, end - 200), end) > 50

    def _words(self, start: int, end: int, raw: str) -> list[Word]:
        text = self.text
        initial = start in self.starts or (start > 0 and text[start - 1] in _OPENERS)
        if _CONTRACTIONS.search(raw):
            return []
        if start and text[start - 1] == "-":
            start = self._article(start)
            raw = text[start:end]
        whole, end = self._edges(raw, end)
        key, kind = self._form(whole)
        if kind or "-" not in whole[1:]:
            return [Word(start, end, key, kind, initial)]
        return self._parts(start, whole, initial=initial) or [Word(start, end, key, kind, initial)]

    def _form(self, raw: str) -> tuple[str, int]:
        """The key of a word in the lexicon and what it can be."""
        form = self.normal.get(raw)
        if form is None:
            key = raw.replace("’", "'")
            if key.isupper() and key not in self.known:
                if "." in key:
                    key = key.replace(".", "")
                elif len(key) > 2 and (titled := key.capitalize() if "-" not in key else key.title()) in self.known:
                    key = titled if len(key) > 3 or self.known[titled] & kinds.PHRASE else key
            key = key.rstrip(".")
            form = self.normal[raw] = (key, self.known.get(key, 0) or self._compound_title(key))
        return form

    def _compound_title(self, key: str) -> int:
        """The bits of a title made with hyphens ("Under-Secretary-General")."""
        _, hyphen, last = key.rpartition("-")
        return self.known.get(last, 0) & kinds.TITLE if hyphen else 0

    def _article(self, start: int) -> int:
        """Where the name begins when "al-" stands before it."""
        text = self.text
        for length in (2, 3):
            begin = start - 1 - length
            if (
                begin >= 0
                and text[begin : start - 1] in _ARTICLE_PREFIXES
                and (begin == 0 or not text[begin - 1].isalnum())
            ):
                return begin
        return start

    def _edges(self, raw: str, end: int) -> tuple[str, int]:
        """Take the possessive off, and the full stop of an abbreviation or initial in."""
        text = self.text
        if raw[-2:] in _POSSESSIVES:
            return (raw, end) if raw[:-2] in _OWNERS else (raw[:-2], end - 2)
        after = text[end : end + 2]
        if after == ". " and (len(raw) == 1 or raw in _DOTTED):
            return raw, end + 1
        if after[:1] == "." and text.startswith(_DOMAINS, end):
            return raw + text[end : end + 4], end + 4
        if after in {"' ", "’ "} and raw in _OWNERS:
            return raw + "'", end + 1
        return raw, end

    def _parts(self, start: int, whole: str, *, initial: bool) -> list[Word]:
        """The parts of a hyphenated word that are names of their own ("Russia-Philippines", "US-led")."""
        parts = whole.split("-")
        forms = [self._form(part) for part in parts]
        if parts[-1][:1].islower():
            key, kind = forms[0]
            return (
                [Word(start, start + len(parts[0]), key, kind, initial)]
                if kind & _OWN and not kind & kinds.FAMILY_FIRST
                else []
            )
        if not all(kind & _OWN for _, kind in forms):
            return []
        words: list[Word] = []
        for part, (key, kind) in zip(parts, forms, strict=True):
            words.append(Word(start, start + len(part), key, kind, initial))
            start += len(part) + 1
        return words
