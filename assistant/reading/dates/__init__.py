"""Calendar expressions of English texts, resolved to days."""

from assistant.reading.dates.query import parse_date_query
from assistant.reading.dates.reader import read_dates

__all__ = ["parse_date_query", "read_dates"]
