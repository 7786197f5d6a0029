"""The whole reader: one text to one `Reading`."""

from __future__ import annotations

from datetime import date

from assistant.reading.dates import read_dates
from assistant.reading.events import read_events
from assistant.reading.names import read_names
from assistant.reading.quotes import read_quotes
from assistant.reading.sentences import split_sentences
from assistant.types import Reading


def read(text: str, published: date | None = None, language: str = "en") -> Reading:
    """Everything the rules read out of `text`.

    `published` anchors relative dates ("on Thursday"); without it they stay unresolved and are left out.
    Every span is an offset into `text` as given.
    """
    sentences = split_sentences(text, language)
    names = read_names(text, sentences)
    dates = read_dates(text, sentences, published)
    quotes = read_quotes(text, sentences, names.mentions, names.roles, dates)
    events = read_events(text, sentences, names.mentions, dates, quotes, published)
    return Reading(sentences, names.mentions, names.roles, dates, quotes, events)
