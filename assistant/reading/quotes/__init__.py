"""Who said what: direct, indirect and mixed quotations with their speakers."""

from assistant.reading.quotes.marks import with_inner_marks
from assistant.reading.quotes.reader import read_quotes

__all__ = ["read_quotes", "with_inner_marks"]
