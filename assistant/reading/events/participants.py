"""Who takes part: the persons and organisations of a clause, and the places that act in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.reading.events import lexicon as lex
from assistant.types import Mention, Span

_LAST_WORD = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 40


def participants(text: str, span: Span, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Names in `span` in order, each once. A place counts where no preposition of place stands before it."""
    found: dict[str, None] = {}
    at_place = False
    end = span.start
    within = [mention for mention in mentions if span.covers(mention.span)]
    for mention, following in zip_longest(within, within[1:]):
        if following and _in_title(text[mention.span.end : following.span.start], following):
            continue
        if mention.type == "place":
            gap = text[end : mention.span.start].strip().lower()
            listed = gap in ("and", "or", ",", ", and", "and the", "or the", ", the")
            at_place = at_place if listed and end > span.start else _placed(text, mention.span.start)
        else:
            at_place = False
        if mention.type in ("person", "organisation") or (mention.type == "place" and not at_place):
            found.setdefault(mention.name)
        end = mention.span.end
    return tuple(found)


def _in_title(gap: str, following: Mention) -> bool:
    """Whether only a title stands between a name and the person after it ("Security Council Secretary Patrushev")."""
    words = gap.split()
    return following.type == "person" and bool(words) and all(word.isalpha() and word[0].isupper() for word in words)


def _placed(text: str, start: int) -> bool:
    """Whether the word before `start`, "the" left out, is a preposition of place or a verb of going there."""
    words = _LAST_WORD.findall(text, max(0, start - _LOOK_BACK), start)
    while words and words[-1].lower() == "the":
        words.pop()
    return bool(words) and (words[-1].lower() in lex.LOCATIVES or words[-1].lower() in lex.GOING)
