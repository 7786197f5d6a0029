"""What a command works with: settings, the store it means, an assistant over it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from assistant.app import Assistant
from assistant.doors.cli.lines import warn
from assistant.errors import UsageError
from assistant.places import data_folder
from assistant.settings import EXTRACTIVE, Settings, read_settings
from assistant.store.contract import Store
from assistant.store.opening import open_store, store_exists
from assistant.types import Scope

MODEL_HINT = "No language model is configured (extractive answers); set ATTACHE_MODEL and OPENAI_BASE_URL to use one."


def store_folder(settings: Settings) -> str:
    """The store that the settings name, else the one in the user's data folder."""
    return settings.store or str(data_folder() / "store")


@asynccontextmanager
async def reading_store(settings: Settings) -> AsyncGenerator[Store]:
    """The store to read from: the one that was named, else the user's own, else the starter documents."""
    store = await _named_store(settings) or await _starter_store()
    try:
        yield store
    finally:
        await store.close()


async def _named_store(settings: Settings) -> Store | None:
    """The store that was named, else the user's own if it holds a document, else None."""
    if settings.store is not None:
        return await open_store(settings.store, create=False)
    if not store_exists(store_folder(settings)):
        return None
    own = await open_store(store_folder(settings), create=False)
    async for _ in own.documents():
        return own
    await own.close()
    return None


async def _starter_store() -> Store:
    from assistant.starter import starter_store

    warn("You have no documents yet: these are the starter documents. `attache ingest FOLDER` adds your own.")
    return await starter_store()


@asynccontextmanager
async def assistant_of(
    store: str | None, model: str | None = None, scope: Scope = Scope()
) -> AsyncGenerator[Assistant]:
    """An assistant over the store to read from. Raises UsageError when the scope names a collection it has not."""
    settings = read_settings(store=store, model=model)
    if settings.model == EXTRACTIVE and model is None:
        warn(MODEL_HINT)
    async with reading_store(settings) as opened, Assistant(opened, settings) as assistant:
        await _check_collections(opened, scope)
        if settings.model != EXTRACTIVE:
            _ = assistant.model  # whatever is wrong with it is told before anything is asked
        yield assistant


async def _check_collections(store: Store, scope: Scope) -> None:
    """A name mistyped would have the record say nothing."""
    if not scope.collections:
        return
    known = (await store.status()).collections
    if missing := [name for name in scope.collections if name not in known]:
        raise UsageError(f"There is no collection {missing[0]}; there {_listed(list(known))}.")


def _listed(names: Sequence[str]) -> str:
    return "is none" if not names else f"{'is' if len(names) == 1 else 'are'} {', '.join(names)}"


def scope_of(
    as_of: date | None = None,
    lo: date | None = None,
    hi: date | None = None,
    sources: Sequence[str] | None = None,
    collections: Sequence[str] | None = None,
) -> Scope:
    """The scope of the options. Raises UsageError when its days are the wrong way round."""
    in_order({"from": lo, "to": hi})
    return Scope(as_of, lo, hi, tuple(sources or ()), tuple(collections) if collections else None)


def in_order(arguments: Mapping[str, object]) -> None:
    """Raises UsageError when the days `from` and `to` are the wrong way round."""
    lo, hi = arguments.get("from"), arguments.get("to")
    if isinstance(lo, date) and isinstance(hi, date) and lo > hi:
        raise UsageError(f"--from {lo} is later than --to {hi}; swap them.")


def readable(path: Path) -> Path:
    """The path if there is such a file. Raises UsageError otherwise."""
    if str(path) != "-" and not path.is_file():
        raise UsageError(f"There is no file {path}.")
    return path
