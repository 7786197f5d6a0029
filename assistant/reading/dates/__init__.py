"""Calendar expressions of English texts, resolved to days."""

from assistant.reading.dates.reader import read_dates

__all__ = ["read_dates"]
