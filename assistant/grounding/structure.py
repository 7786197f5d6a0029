"""Headings and lead-ins that state nothing: the only sentences an answer may have without a citation.

A line passes by its words alone, never by what follows it: every content word must be one of a short list of words
about answers themselves, with no name, number, date or quotation. "Here is what the record says:" passes,
"Here is what Russia agreed:" does not.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.grounding.markers import split_markers
from assistant.grounding.words import words_of

_WORDS: Final = frozenset(
    """answer answers summary overview background context key main points point facts fact findings finding timeline
    chronology record records excerpts excerpt documents document sources source says say said shows show found find
    here following below above details detail conclusion short brief briefing events event order time statements
    statement quotations quotes what who when where how many question questions open unclear known list dates date
    people participants places conflicting accounts account""".split()
)
_LONGEST = 80
_LEAD = re.compile(r"#{1,6} |[^.!?]*:\W*$|\*\*[^*]+\*\*$")


def is_structure(sentence: str) -> bool:
    """Whether the line only arranges an answer: a heading, a bold line or a lead-in that ends in a colon."""
    text, ids = split_markers(sentence)
    if ids or text[_LONGEST:] or not _LEAD.match(text):
        return False
    return all(not word.key or word.lower in _WORDS for word in words_of(text)) and not re.search(r"[\d\"“”«»]", text)
