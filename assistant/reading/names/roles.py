"""Offices that the text gives people: before the name, after a comma, with "is the", and in front of a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.reading.lexicon import titles
from assistant.reading.names.candidates import Candidate
from assistant.reading.names.tokens import TITLE_WORDS
from assistant.types import Role, Span

_FORMER: Final = re.compile(r"(?:\b[Ff]ormer(?:ly)? |\b[Ee]x[- ]|\b[Tt]hen[- ]|\b[Oo]ne-?time |\bthe late )$")
_MODIFIERS: Final = frozenset(word.lower() for word in (*titles.MODIFIERS, *titles.PORTFOLIOS)) | titles.SMALL_MODIFIERS
_NEXT_STOP: Final = re.compile(r"[,;:.!?()\n\"“”]| – | — | who | which | that | said | told | where ")
_LEAD: Final = re.compile(r"(?:(?:who )?(?:is|was|serves as|served as|has been|became|was (?:named|appointed|elected)|has been (?:named|appointed|elected)|will be) )?(?:also |now |currently )?(?:the |a |an |its |his |her |their |our )?")
_COPULA: Final = re.compile(r" (?:is|was|became|serves as|served as|has been|was (?:named|appointed|elected)|has been (?:named|appointed|elected)) (?:also |now |currently )?(?:the |a |an |its |his |her |their )?")
_LINKS: Final = frozenset({"of", "for", "to", "at", "on", "in"})
_WORD_BACK: Final = re.compile(r"(?:^|[\s(“\"‘,;:])([\w'’.\-&]+)$")
_FORMER_LEAD: Final = re.compile(r"(?:[Ff]ormer|[Ee]x|[Tt]hen)[ -]")


def read_roles(text: str, people: Sequence[Candidate]) -> tuple[Role, ...]:
    """The roles of every person candidate, in order of position."""
    found: list[Role] = []
    for c in people:
        if c.type != "person":
            continue
        if role := _before(text, c):
            found.append(role)
        if role := _after(text, c):
            found.append(role)
    return tuple(sorted(found, key=lambda role: (role.span.start, role.span.end)))


def has_office(text: str, c: Candidate) -> bool:
    """Whether the text gives the candidate an office, which makes it a person."""
    return _before(text, c) is not None or _after(text, c) is not None


def _before(text: str, c: Candidate) -> Role | None:
    start = _title_start(text, c.title[0] if c.title else c.start, needs_title=c.title is None)
    rule = "title"
    if start is None and text[max(0, c.start - 2) : c.start] == ", ":
        start, rule = _title_start(text, c.start - 2, needs_title=True), "apposition"
    if start is None:
        return None
    end = c.title[1] if c.title else c.start - (2 if rule == "apposition" else 1)
    title, former = _clean(text[start:end])
    if not title:
        return None
    return Role(Span(start, c.end), c.name, title, rule, former or bool(_FORMER.search(text, max(0, start - 10), start)))


def _clean(raw: str) -> tuple[str, bool]:
    title = " ".join(raw.split()).removeprefix("The ").removeprefix("the ")
    if match := _FORMER_LEAD.match(title):
        return title[match.end() :], True
    return title, False


def _title_start(text: str, end: int, *, needs_title: bool) -> int | None:
    """Where a title that ends at `end` begins, reading back over its words; None where there is none."""
    place = end
    seen = False
    for _ in range(8):
        piece = text[max(0, place - 40) : place].rstrip(" ")
        if "\n" in text[max(0, place - 1) : place] or not piece:
            break
        match = _WORD_BACK.search(piece)
        if not match:
            break
        word = match[1]
        low = word.lower()
        if low in TITLE_WORDS and (word[0].islower() or seen or needs_title):
            seen = True
        elif not (seen or not needs_title) or not (low in _MODIFIERS or (word[0].isupper() and seen) or low.endswith(("'s", "’s"))):
            break
        if not needs_title and not seen and low not in _MODIFIERS:
            break
        place = max(0, place - 40) + match.start(1)
        if low.endswith(("'s", "’s")):
            break
    if needs_title:
        return place if seen else None
    return place


def _after(text: str, c: Candidate) -> Role | None:
    """An office after the name: "X, head of Y", "X is the foreign minister of Y"."""
    if text.startswith(", ", c.end):
        start, rule = c.end + 2, "apposition"
        lead = _LEAD.match(text, start)
    else:
        start, rule = c.end, "copula"
        lead = _COPULA.match(text, start)
    if lead is None:
        return None
    start = lead.end()
    stop = _NEXT_STOP.search(text, start, start + 140)
    phrase = text[start : stop.start() if stop else start + 140]
    size = _office_length(phrase)
    if not size or phrase.startswith("and ") or phrase[size + 1 : size + 2].isupper():
        return None
    title, former = _clean(phrase[:size])
    return Role(Span(c.start, start + size), c.name, title, rule, former)


def _office_length(phrase: str) -> int:
    """How many characters of the phrase, from its start, are an office; 0 where it begins with none."""
    place = 0
    words = phrase.split(" ")
    head = 0
    for index, word in enumerate(words[:9]):
        low = word.lower()
        if low in TITLE_WORDS:
            head = place + len(word)
        elif low in _LINKS:
            if not head or head != place - 1:
                return head
            return _complement(phrase, words, index, place)
        elif not (low in _MODIFIERS or word[:1].isupper() or low.endswith(("'s", "’s")) or low in {"former", "and"}):
            return head
        place += len(word) + 1
    return head


def _complement(phrase: str, words: list[str], index: int, place: int) -> int:
    """Go on over "of the Russian Coast Guard": small links, articles, portfolios and capitals."""
    end = place - 1
    for word in words[index : index + 14]:
        low = word.lower()
        place += len(word) + 1
        if low in _MODIFIERS or word[:1].isupper() or low in {"affairs", "council", "ministry", "department", "committee", "staff", "party", "government"}:
            end = place - 1
        elif low not in _LINKS and low not in {"the", "and", "its", "his"}:
            break
    return min(end, len(phrase))
