"""The commands on documents and on the house itself: their options. The work is loaded when one is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import JsonOption, LinesOption, StoreOption
from assistant.errors import UsageError
from assistant.types import DEFAULT_COLLECTION, SourceType


@command
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.")] = None,
    jsonl: LinesOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="The source of documents that name none.")
    ] = None,
    collection: Annotated[
        str, typer.Option("--collection", metavar="NAME", help="The collection they go into.")
    ] = DEFAULT_COLLECTION,
    source_type: Annotated[
        SourceType | None,
        typer.Option(
            "--source-type",
            metavar="official|news|opinion|social",
            help="What kind of text documents are that do not tell.",
        ),
    ] = None,
    reader: Annotated[
        Literal["rules", "model"],
        typer.Option("--reader", metavar="rules|model", help="Read by rules alone, or add what the model finds."),
    ] = "rules",
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep one folder in step until Ctrl-C, deletions included.")
    ] = False,
    part: Annotated[
        str | None, typer.Option("--part", metavar="3/16", help="Only this part of the files: the rest is for others.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Files go in one by one; what cannot be read is told in a line each, the rest goes in."""
    from assistant.doors.cli.ingest import IngestOptions
    from assistant.doors.cli.ingest import ingest as work

    options = IngestOptions(source, collection, source_type, reader, as_json, part)
    if watch and part is not None:
        raise UsageError("--watch keeps a whole folder in step; leave --part out.")
    if watch:
        from assistant.doors.cli.watch import watch as keep

        finish(keep(paths or [], store, options))
    finish(work(paths or [], jsonl, store, options))


@command
def forget(
    names: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help="Ids, or files that were taken in.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """With a document goes all that was read out of it; exit status 1 when one is not there."""
    from assistant.doors.cli.forget import forget as work

    finish(work(names, store, as_json=as_json))


@command
def copy(
    source: Annotated[str, typer.Option("--from", metavar="STORE", help="The store to copy from.")],
    target: Annotated[str, typer.Option("--to", metavar="STORE", help="The store to copy to.")],
    as_json: JsonOption = False,
) -> None:
    """Documents with all that was read out of them; not keys, conversations and notes on files."""
    from assistant.doors.cli.copy import copy as work

    finish(work(source, target, as_json=as_json))


@command
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Others may go on reading and writing; the file is there whole or not at all."""
    from assistant.doors.cli.backup import backup as work

    finish(work(file, store, force=force, as_json=as_json))


@command
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `attache backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the store that is there already.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The backup is checked before anything is touched, and the search index made anew."""
    from assistant.doors.cli.backup import restore as work

    finish(work(file, store, force=force, as_json=as_json))


@command
def upgrade(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Needed for a store on a cluster alone: one in a folder is upgraded when it is opened."""
    from assistant.doors.cli.upgrade import upgrade as work

    finish(work(store, as_json=as_json))


@command
def annotate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Documents.")] = None,
    jsonl: LinesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Names, roles, dates, quotations and events with their offsets."""
    from assistant.doors.cli.annotate import annotate as work

    finish(work(files or [], jsonl, as_json=as_json))


@command
def status(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Counts, sources, collections, days, what failed and why, and the state of the index."""
    from assistant.doors.cli.status import status as work

    finish(work(store, as_json=as_json))


@command
def doctor(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """One line a check; exit status 1 when something needs attention."""
    from assistant.doors.cli.doctor import doctor as work

    finish(work(store, as_json=as_json))
