"""Searching by meaning, which a store on a cluster does not do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from assistant.errors import SettingsError
from assistant.store.contract import Hit, PassageQuery, Unembedded, VectorCount


class WithoutVectors:
    """The part of a store that keeps vectors, for one that keeps none and says so."""

    async def unembedded(self, model: str, after: int = 0, limit: int = 256) -> list[Unembedded]:
        """Raises SettingsError; see `Store.unembedded`."""
        _refuse(model, after, limit)

    async def put_vectors(self, model: str, made: Mapping[Unembedded, Sequence[float]]) -> None:
        """Raises SettingsError; see `Store.put_vectors`."""
        _refuse(model, made)

    async def search_vectors(self, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
        """Raises SettingsError; see `Store.search_vectors`."""
        _refuse(model, vector, query)

    async def vector_count(self, model: str) -> VectorCount:
        """Raises SettingsError; see `Store.vector_count`."""
        _refuse(model)


def _refuse(model: str, *_: object) -> NoReturn:
    raise SettingsError(
        f"A store on a cluster keeps no vectors of {model}; unset ATTACHE_EMBEDDING_MODEL to search it by words."
    )
