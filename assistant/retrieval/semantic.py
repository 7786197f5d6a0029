"""The nearest passages by meaning, where an embedding model is configured; off otherwise.

Vectors of one model only are ever compared. What a model has not embedded yet is not found this way, and said to be so.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import ModelError, ModelUnavailableError, SettingsError
from assistant.store.contract import Hit, PassageQuery, Store, Unembedded

BATCH = 64
"""Texts in one request."""

BATCH_CHARACTERS = 60_000
LONGEST_TEXT = 8_000
"""Characters of a passage or a question that a model is given: more than a passage has, fewer than models refuse."""

RANK_OFFSET = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""

_REST = 60.0  # seconds without a request after one has failed
_REMEMBERED = 64  # questions
_PASSES = 3  # over the store: vectors of another dimension than before remove those that were there


class Embedder(Protocol):
    """An embedding model."""

    @property
    def name(self) -> str:
        """The model's name, under which its vectors are kept."""
        ...

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text. Raises ModelError."""
        ...

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        ...


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest passages, and a sentence where they are not what they should be."""

    hits: tuple[Hit, ...] = ()
    note: str | None = None


class Semantic:
    """Searches by meaning over one store."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._vectors: OrderedDict[str, list[float]] = OrderedDict()
        self._rests_until = 0.0
        self._fault = ""

    async def nearest(self, text: str, query: PassageQuery) -> Nearest:
        """The nearest passages that pass the query's filters; none, with a note, where the model fails.

        A failing endpoint is left alone for a minute. Raises StoreError.
        """
        name = self._embedder.name
        count = await self._store.vector_count(name)
        if not count.embedded:
            return Nearest(note=f"No passage is embedded with {name} yet; run `attache ingest` again to have them all.")
        try:
            vector = await self._vector(text[:LONGEST_TEXT])
            hits = await self._store.search_vectors(name, vector, query)
        except (ModelError, SettingsError) as error:
            return Nearest(note=f"{error} The search went by words alone.")
        missing = count.passages - count.embedded
        note = (
            f"{missing} of {count.passages} passages are not embedded with {name} and were searched by words alone; "
            "run `attache ingest` again."
        )
        return Nearest(tuple(hits), note if missing else None)

    async def _vector(self, text: str) -> list[float]:
        if text in self._vectors:
            self._vectors.move_to_end(text)
            return self._vectors[text]
        now = asyncio.get_running_loop().time()
        if now < self._rests_until:
            raise ModelUnavailableError(self._fault)
        try:
            [vector] = await self._embedder.embed([text])
        except ModelError as error:
            self._rests_until, self._fault = now + _REST, str(error)
            raise
        self._vectors[text] = vector
        if len(self._vectors) > _REMEMBERED:
            self._vectors.popitem(last=False)
        return vector


async def embed_missing(store: Store, embedder: Embedder) -> AsyncGenerator[int]:
    """Embed every passage that has no vector of this model, yielding how many a batch had.

    What was yielded is on the disk. Raises ModelError and StoreError; the next run goes on from there.
    """
    for _ in range(_PASSES):
        after = ""
        while found := await store.unembedded(embedder.name, after, BATCH):
            after = found[-1].passage
            for batch in _batches(found):
                texts = list(dict.fromkeys(item.text[:LONGEST_TEXT] for item in batch))
                vectors = dict(zip(texts, await embedder.embed(texts), strict=True))
                await store.put_vectors(embedder.name, {item: vectors[item.text[:LONGEST_TEXT]] for item in batch})
                yield len(batch)
        if not after:
            return


def _batches(items: Sequence[Unembedded]) -> list[list[Unembedded]]:
    """The items in runs of bounded length."""
    batches: list[list[Unembedded]] = [[]]
    characters = 0
    for item in items:
        characters += len(item.text)
        if batches[-1] and characters > BATCH_CHARACTERS:
            batches.append([])
            characters = len(item.text)
        batches[-1].append(item)
    return batches


def fused(lexical: Sequence[Hit], nearest: Sequence[Hit]) -> dict[tuple[str, int], float]:
    """The reciprocal-rank score of every passage in two rankings, each best first, from 0 to 1."""
    scores: dict[tuple[str, int], float] = {}
    for ranking in (lexical, nearest):
        for rank, hit in enumerate(ranking):
            place = (hit.document.id, hit.passage.ordinal)
            scores[place] = scores.get(place, 0.0) + 0.5 * (RANK_OFFSET + 1) / (RANK_OFFSET + 1 + rank)
    return scores
