"""All word tables in one look-up: what a word can be, and the names of several words that begin with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii

from assistant.reading.lexicon import given, heads, kinds, ordinary, organisations, places, territories, titles

_DAYS_AND_MONTHS = kinds.split(
    """Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, January, February, March, April, May, June,
    July, August, September, October, November, December, Jan, Feb, Mar, Apr, Jun, Jul, Aug, Sept, Sep, Oct, Nov,
    Dec, Mon, Tue, Tues, Wed, Thu, Thurs, Fri"""
)
_TITLE_PHRASES = kinds.split(
    """Prime Minister, Secretary General, Secretary of State, Chief of Staff, Foreign Secretary, Attorney General,
    Director General, Governor General, Vice President, Commander in Chief, Chargé d'Affaires, Crown Prince, Head
    of State, Head of Government"""
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`kinds` maps a word to its bits; `phrases` a first word to (words, bits) of longer entries, longest first."""

    kinds: dict[str, int] = field(default_factory=dict[str, int])
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(
        default_factory=dict[str, list[tuple[tuple[str, ...], int]]]
    )

    def add(self, names: Iterable[str], bits: int) -> None:
        """Enter names, each also without its diacritics; a name of several words becomes a phrase."""
        for name in names:
            if name.isascii() and name.isalpha():  # most of them, and quickly done
                self.kinds[name] = self.kinds.get(name, 0) | bits
                continue
            for form in {name, anyascii(name)}:
                words = tuple(_key(word) for word in form.replace("’", "'").replace(" d'", " d' ").split())
                if len(words) == 1:
                    self.kinds[words[0]] = self.kinds.get(words[0], 0) | bits
                else:
                    self._add_phrase(words, bits)

    def _add_phrase(self, words: tuple[str, ...], bits: int) -> None:
        first = words[0]
        for word in words[1:]:
            self.kinds.setdefault(word, 0)
        self.kinds[first] = self.kinds.get(first, 0) | kinds.PHRASE
        entries = self.phrases.setdefault(first, [])
        known = next((i for i, entry in enumerate(entries) if entry[0] == words), None)
        if known is None:
            entries.append((words, bits))
        else:
            entries[known] = (words, entries[known][1] | bits)


def _key(word: str) -> str:
    return word.replace(".", "") if word.isupper() else word.rstrip(".")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The table, built at first use (about 50 ms) and kept."""
    table = Lexicon()
    table.add((word.capitalize() for word in ordinary.FUNCTION_WORDS | ordinary.COMMON_WORDS), kinds.ORDINARY)
    table.add((word.capitalize() for word in ordinary.FUNCTION_WORDS - {"without"}), kinds.FUNCTION)
    table.add(_DAYS_AND_MONTHS, kinds.CALENDAR)
    table.add(titles.HONORIFICS, kinds.HONORIFIC)
    table.add(titles.TITLES, kinds.TITLE)
    table.add(_TITLE_PHRASES, kinds.TITLE)
    table.add(titles.PLURAL_TITLES, kinds.TITLE | kinds.PLURAL)
    table.add(titles.MODIFIERS, kinds.MODIFIER)
    table.add(titles.PORTFOLIOS, kinds.PORTFOLIO)
    table.add(heads.BODIES, kinds.BODY)
    table.add(heads.BODIES_OF, kinds.BODY | kinds.BODY_OF)
    table.add(heads.PLACE_ENDS, kinds.PLACE_END)
    table.add(heads.PLACES_FIRST, kinds.PLACE_FIRST)
    table.add(heads.PACTS, kinds.PACT)
    table.add((*heads.OTHERS_END, "State of the Union", "Bill of Rights"), kinds.OTHER_END)
    table.add(organisations.BODIES, kinds.ORGANISATION)
    table.add(organisations.AGREEMENTS, kinds.AGREEMENT)
    table.add(territories.DEMONYMS, kinds.DEMONYM)
    table.add(
        (f"{name}s" for name in territories.DEMONYMS if not name.endswith(("s", "ese", "sh", "ch"))), kinds.DEMONYM
    )
    table.add(territories.territory_names(), kinds.PLACE | kinds.COUNTRY)
    for names in (places.CAPITALS, places.CITIES, places.REGIONS, places.WATERS):
        table.add(names, kinds.PLACE)
    table.add(given.GIVEN_NAMES, kinds.GIVEN)
    table.add(given.FAMILY_FIRST, kinds.FAMILY_FIRST)
    table.add(given.SUFFIXES, kinds.SUFFIX)
    for entries in table.phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table
