"""The commands that look things up: their options. The work is loaded when one is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import (
    AsOfOption,
    CollectionOption,
    FromOption,
    JsonOption,
    QuotesLimit,
    SearchLimit,
    SourceOption,
    StoreOption,
    TimelineLimit,
    ToOption,
)


@command
def search(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="What to look for.")] = None,
    queries: Annotated[Path | None, typer.Option("--queries", metavar="FILE", help="Queries as JSON lines.")] = None,
    lo: FromOption = None,
    hi: ToOption = None,
    source: SourceOption = None,
    collection: CollectionOption = None,
    entity: Annotated[str | None, typer.Option("--entity", metavar="NAME", help="Only passages that name it.")] = None,
    limit: SearchLimit = 10,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Excerpts by relevance."""
    from assistant.doors.cli.search import search as work
    from assistant.doors.cli.session import scope_of

    arguments = {"from": lo, "to": hi, "sources": tuple(source or ()), "entity": entity, "limit": limit}
    finish(work(query, queries, arguments, scope_of(as_of, collections=collection), store, as_json=as_json))


@command
def entity(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, body, place or agreement.")],
    as_of: AsOfOption = None,
    collection: CollectionOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """An unknown or ambiguous name gives the names it may mean and exit status 1."""
    from assistant.doors.cli.session import scope_of
    from assistant.doors.cli.tools import entity as work

    finish(work(name, scope_of(as_of, collections=collection), store, as_json=as_json))


@command
def timeline(
    lo: FromOption = None,
    hi: ToOption = None,
    entity: Annotated[
        str | None, typer.Option("--entity", metavar="NAME", help="Only events it takes part in.")
    ] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Only events about this.")] = None,
    days: Annotated[int, typer.Option("--days", min=0, max=1000, metavar="N", help="Also the N days that matter.")] = 0,
    limit: TimelineLimit = 200,
    as_of: AsOfOption = None,
    collection: CollectionOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Days bound the events, not their reports."""
    from assistant.doors.cli.session import scope_of
    from assistant.doors.cli.tools import timeline as work

    arguments = {"from": lo, "to": hi, "entity": entity, "about": about, "days": days, "limit": limit}
    finish(work(arguments, scope_of(as_of, collections=collection), store, as_json=as_json))


@command
def quotes(
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who said it.")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="What it is about.")] = None,
    lo: FromOption = None,
    hi: ToOption = None,
    kind: Annotated[
        Literal["direct", "indirect", "any"],
        typer.Option("--kind", metavar="direct|indirect|any", help="With quotation marks or not."),
    ] = "any",
    limit: QuotesLimit = 50,
    as_of: AsOfOption = None,
    collection: CollectionOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Days bound when it was said, or its publication where the text does not tell."""
    from assistant.doors.cli.session import scope_of
    from assistant.doors.cli.tools import quotes as work

    arguments = {"speaker": speaker, "about": about, "from": lo, "to": hi, "kind": kind, "limit": limit}
    finish(work(arguments, scope_of(as_of, collections=collection), store, as_json=as_json))
