"""Copies of one story that print other figures: told, since a reader cannot see which of them is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.caution import as_seen
from assistant.grounding.numbers import read_numbers
from assistant.reading.sentences import split_sentences
from assistant.store.contract import DocumentSummary, Store
from assistant.types import Claim, Excerpt, Scope

_SAME = 0.6
"""Share of the words of two sentences, numbers apart, that makes them one sentence of two copies."""

_MOST_EXCERPTS = 20
_MOST_COPIES = 40
_MOST_TOLD = 5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of an excerpt that a copy prints with other numbers: `ours` in the excerpt alone, `theirs` there."""

    excerpt: Excerpt
    copy: DocumentSummary
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def __str__(self) -> str:
        ours, theirs = " and ".join(self.ours) or "no figure", " and ".join(self.theirs) or "none"
        return (
            f"Copies of one story differ: {_name(self.excerpt)} has {ours} where {_name(self.copy)} has {theirs}. "
            "Read both."
        )


async def figure_warnings(store: Store, claims: Sequence[Claim], scope: Scope) -> tuple[str, ...]:
    """A sentence for each figure that supported claims rest on and a copy of its document in scope has otherwise."""
    held = [claim for claim in claims if claim.status == "supported"]
    cited = dict.fromkeys(citation.excerpt for claim in held for citation in claim.citations)
    found = await differences(store, list(cited)[:_MOST_EXCERPTS], scope)
    return tuple(dict.fromkeys(str(difference) for difference in found))[:_MOST_TOLD]


async def differences(store: Store, excerpts: Sequence[Excerpt], scope: Scope) -> list[Difference]:
    """Where the copies of the excerpts' documents print other numbers; one copy is told for each way of differing."""
    stories = await store.stories({excerpt.document for excerpt in excerpts})
    copies: dict[str, list[tuple[DocumentSummary, list[_Sentence]]]] = {}
    found: dict[tuple[str, frozenset[frozenset[Decimal]]], Difference] = {}
    for excerpt in excerpts:
        if (story := stories.get(excerpt.document)) is None:
            continue
        if excerpt.document not in copies:
            copies[excerpt.document] = await _copies(store, excerpt.document, scope)
        for head, theirs in copies[excerpt.document]:
            for ours in _sentences(excerpt.text):
                if (other := _otherwise(ours, theirs)) is not None:
                    here, there = _only(ours, other), _only(other, ours)
                    difference = Difference(excerpt, head, tuple(here.values()), tuple(there.values()))
                    found.setdefault((story, frozenset((frozenset(here), frozenset(there)))), difference)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: frozenset[str]
    numbers: dict[Decimal, str]


async def _copies(store: Store, document: str, scope: Scope) -> list[tuple[DocumentSummary, list[_Sentence]]]:
    heads = (await store.copies(document, scope))[:_MOST_COPIES]
    texts = [(head, await store.document(head.id, scope)) for head in heads]
    return [(head, _sentences(found.text)) for head, found in texts if found is not None]


def _sentences(text: str) -> list[_Sentence]:
    return [_read(span.of(text)) for span in split_sentences(text)]


def _read(sentence: str) -> _Sentence:
    numbers = {number.value: number.span.of(sentence) for number in read_numbers(sentence) if number.value is not None}
    return _Sentence(frozenset(_WORD.findall(sentence.casefold())), numbers)


def _otherwise(ours: _Sentence, theirs: Iterable[_Sentence]) -> _Sentence | None:
    """The sentence of a copy that is most like this one, where its numbers are others; None where nothing differs."""
    likest = max(
        theirs, key=lambda other: (_likeness(ours, other), other.numbers.keys() == ours.numbers.keys()), default=None
    )
    if likest is None or _likeness(ours, likest) < _SAME or likest.numbers.keys() == ours.numbers.keys():
        return None
    return likest


def _only(one: _Sentence, other: _Sentence) -> dict[Decimal, str]:
    """The numbers that one of two sentences has and the other has not."""
    return {value: text for value, text in one.numbers.items() if value not in other.numbers}


def _likeness(one: _Sentence, other: _Sentence) -> float:
    either = len(one.words | other.words)
    return len(one.words & other.words) / either if either else 0.0


def _name(text: Excerpt | DocumentSummary) -> str:
    named = text.document if isinstance(text, Excerpt) else text.id
    told = ", ".join(part for part in (text.title or named, text.source, text.date and text.date.isoformat()) if part)
    return as_seen(f"“{told}”" if text.title else told)
