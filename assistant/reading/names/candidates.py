"""What one run of capitals may name, before the document as a whole decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.reading.names.tokens import Word
from assistant.types import EntityType

# How sure a rule is of its type; the surest use of a string in a document decides for the weaker ones.
CERTAIN: Final = 5
LIKELY: Final = 4
FAIR: Final = 3
WEAK: Final = 2
GUESS: Final = 1
ORDINARY: Final = 0  # a common word that counts only where it is somebody's family name


@dataclass(slots=True)
class Candidate:
    """A stretch of text that may be a name. `title` is where the title before a person begins and ends."""

    start: int
    end: int
    words: list[Word]
    type: EntityType
    rule: str
    strength: int
    title: tuple[int, int] | None = None
    honorific: str | None = None
    initial: bool = False
    name: str = ""
