"""Countries by the words that mean the same state: the reader's own table."""

from assistant.reading.lexicon.countries import LONG_NAMES, SEAT_OF, STATE_OF

__all__ = ["LONG_NAMES", "SEAT_OF", "STATE_OF"]
