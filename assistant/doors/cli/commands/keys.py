"""The commands on keys: their options. The work is loaded when one is called."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.doors.cli.command import finish, group
from assistant.doors.cli.options import JsonOption, StoreOption

keys = group("keys")


@keys.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is, or what for.")],
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", metavar="read|ask|ingest", help="What it lets do; may be given again. Else read, ask."),
    ] = None,
    collection: Annotated[
        list[str] | None,
        typer.Option("--collection", metavar="NAME", help="Only this collection; may be given again. Else all."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a key for `attache serve`. Its secret is printed once and kept nowhere."""
    from assistant.doors.cli.keys import add as work

    finish(work(name, scope or (), collection, store, as_json=as_json))


@keys.command(name="list")
def every(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show every key that was ever made, without its secret."""
    from assistant.doors.cli.keys import every as work

    finish(work(store, as_json=as_json))


@keys.command()
def revoke(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `attache keys list` shows it.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a key in no more, from this moment on. Its conversations are kept and nobody sees them."""
    from assistant.doors.cli.keys import revoke as work

    finish(work(identifier, store, as_json=as_json))
