"""A chat model as second reader: it points at what the rules leave open, a program decides what of that stands.

The model is shown numbered sentences and candidate spans and answers with their ids alone, so nothing it writes can
reach a record. What it adds carries a `rule` that begins with "model:".
"""

from assistant.second_reader.reader import SecondReader, SecondReaderLimits, Tally

__all__ = ["SecondReader", "SecondReaderLimits", "Tally"]
