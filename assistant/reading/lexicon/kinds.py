"""What a capitalised word can be, as bits of one integer: one look-up a word answers every question about it."""

from __future__ import annotations

from typing import Final

ORDINARY: Final = 1 << 0  # a common word that is capitalised only by its place
CALENDAR: Final = 1 << 1  # a month or a weekday
HONORIFIC: Final = 1 << 2  # Mr, Dr, Sir
TITLE: Final = 1 << 3  # President, Minister, General
MODIFIER: Final = 1 << 4  # Deputy, Vice, Acting: before a title
PORTFOLIO: Final = 1 << 5  # Defence, Affairs, Justice: what a minister or ministry is for
BODY: Final = 1 << 6  # Council, Party, Agency: ends the name of an organisation
BODY_OF: Final = 1 << 7  # Ministry, University: goes on with "of" or "for"
PLACE: Final = 1 << 8
DEMONYM: Final = 1 << 9
ORGANISATION: Final = 1 << 10
PLACE_END: Final = 1 << 11  # Sea, Province, Airport: ends the name of a place
PLACE_FIRST: Final = 1 << 12  # Lake, Mount, Cape: begins one
PACT: Final = 1 << 13  # Agreement, Treaty
GIVEN: Final = 1 << 14  # a given name
SUFFIX: Final = 1 << 15  # Jr, Sr, III
FAMILY_FIRST: Final = 1 << 16  # a family name that stands before the given name
OTHER_END: Final = 1 << 17  # Summit, Prize, War: ends a name of none of our types
PHRASE: Final = 1 << 18  # some entry of several words begins with it
PLURAL: Final = 1 << 19  # Presidents, Senators: titles of several people
COUNTRY: Final = 1 << 20  # a sovereign state or territory
AGREEMENT: Final = 1 << 21
FUNCTION: Final = 1 << 22  # The, In, But: ends any name


def split(words: str) -> list[str]:
    """The entries of a table: names separated by commas, wherever the lines break."""
    return [name for part in words.split(",") if (name := " ".join(part.split()))]
