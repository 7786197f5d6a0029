"""`attache keys`: who may use the server, what for, and in which collections."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from assistant.doors.cli.lines import put, say, warn
from assistant.doors.cli.session import store_folder
from assistant.errors import UsageError
from assistant.settings import read_settings
from assistant.store.desk_contract import KEY_SCOPES, Desk, Key, KeyScope
from assistant.store.desk_keys import issue
from assistant.store.opening import desk_exists, open_desk

_LONGEST_NAME = 100
_COLLECTION = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_USUAL: tuple[KeyScope, ...] = ("read", "ask")


async def add(
    name: str, scopes: Sequence[str], collections: Sequence[str] | None, store: str | None, *, as_json: bool
) -> int:
    """Make a key and print its secret. Raises UsageError for a name, scope or collection that cannot be."""
    _check(name, collections or ())
    key, secret = issue(name, _scopes(scopes) or _USUAL, collections or None, datetime.now(UTC))
    async with _desk(store) as desk:
        await desk.add_key(key)
    if as_json:
        put(_form(key) | {"secret": secret})
    else:
        say(secret + "\n")
        warn(f"This is the key {key.id} ({_allowed(key)}). Keep it: it is shown this once.")
    return 0


async def every(store: str | None, *, as_json: bool) -> int:
    """Show all keys."""
    found = await _all_keys(store)
    if as_json:
        put({"keys": [_form(key) for key in found]})
    elif found:
        _show(found)
    else:
        warn("No key was made yet; `attache keys add NAME` makes one.")
    return 0


async def revoke(identifier: str, store: str | None, *, as_json: bool) -> int:
    """Revoke a key; nothing changes where it is revoked already. Raises UsageError when there is none."""
    if not any(key.id == identifier for key in await _all_keys(store)):
        raise UsageError(f"There is no key {identifier}; `attache keys list` shows those there are.")
    async with _desk(store) as desk:
        await desk.revoke_key(identifier, datetime.now(UTC))
        key = await desk.key(identifier)
    assert key is not None  # noqa: S101 - it was just seen, and none is ever removed
    if as_json:
        put(_form(key))
    else:
        warn(f"The key {key.id} ({key.name}) is revoked.")
    return 0


async def _all_keys(store: str | None) -> list[Key]:
    """Every key; looking makes no desk where there is none."""
    if not desk_exists(store_folder(read_settings(store=store))):
        return []
    async with _desk(store) as desk:
        return await desk.keys()


@asynccontextmanager
async def _desk(store: str | None) -> AsyncGenerator[Desk]:
    desk = await open_desk(store_folder(read_settings(store=store)))
    try:
        yield desk
    finally:
        await desk.close()


def _check(name: str, collections: Sequence[str]) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(f"A key's name is 1 to {_LONGEST_NAME} printable characters; give it another.")
    for collection in collections:
        if not _COLLECTION.fullmatch(collection):
            raise UsageError(f"{collection!r} is no name of a collection: those are small letters, digits and hyphens.")


def _scopes(names: Sequence[str]) -> list[KeyScope]:
    if unknown := next((name for name in names if name not in KEY_SCOPES), None):
        raise UsageError(f"{unknown!r} is no scope; those are {', '.join(KEY_SCOPES)}.")
    return [scope for scope in KEY_SCOPES if scope in names]


def _form(key: Key) -> dict[str, Any]:
    """A key as JSON, without its hash."""
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "collections": None if key.collections is None else list(key.collections),
        "created": key.created.isoformat(timespec="seconds"),
        "revoked": key.revoked and key.revoked.isoformat(timespec="seconds"),
    }


def _allowed(key: Key) -> str:
    where = "all collections" if key.collections is None else ", ".join(key.collections)
    return f"{', '.join(sorted(key.scopes))} in {where}"


def _show(found: Sequence[Key]) -> None:
    from assistant.doors.cli.render import show

    for key in found:
        state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else f"since {key.created:%Y-%m-%d}"
        show(
            (key.id, "cyan"), "  ", (key.name, "bold"), f"  {_allowed(key)}  ", (state, "yellow" if key.revoked else "")
        )
