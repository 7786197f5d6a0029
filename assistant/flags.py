"""What a document is flagged with where something about it should make a reader look twice.

`reading.hidden` and `reading.addressed` have two more, for what a text itself does.
"""

from __future__ import annotations

UNDATED = "undated"
FUTURE = "future-date"
CONTRADICTED = "contradicted-date"
GUESSED = "guessed-encoding"
UNREADABLE = "unreadable-characters"
TRACKED = "tracked-changes"
WITHOUT_TEXT = "pages-without-text"
