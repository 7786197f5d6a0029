"""The part of the embedded store that keeps account of documents and inputs."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.store import heads, inputs
from assistant.store.accounts import Holdings
from assistant.store.connections import Connections
from assistant.store.contract import Failure, KnownInput, Settled
from assistant.store.interning import Interner
from assistant.store.sqlite import Sqlite
from assistant.store.writing import forget_document
from assistant.types import Scope

_EVERYTHING = Scope()


class EmbeddedInputs:
    """What the store knows of the files that its documents came from."""

    _connections: Connections

    async def holdings(self, scope: Scope = _EVERYTHING) -> Holdings:
        """What there is of documents; see `Store.holdings`."""
        return await self._connections.read(lambda snapshot: heads.holdings(snapshot, scope))

    async def collections_of(self, documents: Sequence[str]) -> dict[str, str]:
        """Where documents are; see `Store.collections_of`."""
        return await self._connections.read(lambda snapshot: heads.collections_of(snapshot, documents))

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Note what became of inputs; see `Store.settle`."""
        await self._connections.write(lambda connection, _: inputs.settle(connection, settled))

    async def inputs(self, names: Sequence[str]) -> dict[str, KnownInput]:
        """What is noted of inputs; see `Store.inputs`."""
        return await self._connections.read(lambda snapshot: inputs.known(snapshot, names))

    async def inputs_from(self, origin: str | None = None) -> list[str]:
        """Names of inputs; see `Store.inputs_from`."""
        return await self._connections.read(lambda snapshot: inputs.inputs_from(snapshot, origin))

    async def forget_input(self, name: str) -> list[str]:
        """Remove an input with its documents; see `Store.forget_input`."""

        def work(connection: Sqlite, _: Interner) -> list[str]:
            gone = inputs.documents_of(connection, name)
            for document in gone:
                forget_document(connection, document)
            inputs.drop(connection, name)
            return gone

        gone = await self._connections.write(work)
        await self._follow(len(gone))
        return gone

    async def failures(self, limit: int = 100) -> list[Failure]:
        """What failed; see `Store.failures`."""
        return await self._connections.read(lambda snapshot: inputs.failures(snapshot, limit))

    async def _follow(self, work: int) -> None:
        """Let the search indexes know of writes."""
