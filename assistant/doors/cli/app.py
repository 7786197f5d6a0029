"""The commands and their options. Each command's work is loaded when it is called."""

from __future__ import annotations

import asyncio
import errno
import inspect
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from assistant.doors.cli.options import (
    AsOfOption,
    FromOption,
    JsonOption,
    LinesOption,
    ModelOption,
    QuotesLimit,
    SearchLimit,
    SourceOption,
    StoreOption,
    TimelineLimit,
    ToOption,
)
from assistant.doors.help import COMMANDS
from assistant.errors import AttacheError, FaultError, UnreadableError

_STYLE: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}

app = typer.Typer(name="attache", no_args_is_help=True, **_STYLE)
_alone: dict[str, typer.Typer] = {}  # each command by itself: to prepare them all for one would cost every start


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status: 0 done, 1 found wanting, 2 wrong use, 3 a fault."""
    try:
        if arguments and arguments[0] in _alone:
            _alone[arguments[0]](args=list(arguments[1:]), prog_name=f"attache {arguments[0]}", standalone_mode=True)
        else:
            app(args=list(arguments), prog_name="attache", standalone_mode=True)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except AttacheError as error:
        return _tell(error)
    except KeyboardInterrupt:
        return 130
    return 0


def _tell(error: AttacheError) -> int:
    from assistant.doors.cli.lines import warn

    warn(f"attache: {error}")
    if isinstance(error, UnreadableError):
        return 1
    return 3 if isinstance(error, FaultError) else 2


def _finish(work: Coroutine[Any, Any, int]) -> None:
    _leave(lambda: asyncio.run(work))


def _leave(work: Callable[[], int]) -> None:
    """Do a command's work and leave with its exit status."""
    try:
        status = work()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nothing more can be told there.
        _silence_output()
        status = 0
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
            raise
        _silence_output()
        raise FaultError(f"What was asked for could not be written: {error.strerror}; free some space.") from error
    raise typer.Exit(status)


def _silence_output() -> None:
    """Let what is still held back for standard output go nowhere, so that leaving does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(work: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function; its help says what `attache --help` says of it, then its docstring."""
    name = work.__name__
    text = f"{COMMANDS[name]}\n\n{inspect.getdoc(work) or ''}".strip()
    _alone[name] = typer.Typer(**_STYLE)
    _alone[name].command(help=text)(work)
    return app.command(help=text)(work)


@_command
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.")] = None,
    jsonl: LinesOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="The source of documents that name none.")
    ] = None,
    reader: Annotated[
        Literal["rules", "model"],
        typer.Option("--reader", metavar="rules|model", help="Read by rules alone, or add what the model finds."),
    ] = "rules",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Files go in one by one; what cannot be read is told in a line each, the rest goes in."""
    from assistant.doors.cli.ingest import ingest as work

    _finish(work(paths or [], jsonl, source, store, reader=reader, as_json=as_json))


@_command
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", metavar="FILE", help="Questions as JSON lines.")
    ] = None,
    as_of: AsOfOption = None,
    lo: FromOption = None,
    hi: ToOption = None,
    source: SourceOption = None,
    model: ModelOption = None,
    mark: Annotated[
        bool, typer.Option("--mark/--strict", help="Show sentences that fail the check, marked; else withhold them.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Also write the answer: .md, .html or .json.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Dates and sources bound the documents that are searched."""
    from assistant.doors.cli.ask import AskOptions
    from assistant.doors.cli.ask import ask as work
    from assistant.doors.cli.session import scope_of

    options = AskOptions(scope_of(as_of, lo, hi, source), model, mark, output, store, as_json)
    _finish(work(question, questions, options))


@_command
def chat(
    as_of: AsOfOption = None,
    lo: FromOption = None,
    hi: ToOption = None,
    source: SourceOption = None,
    model: ModelOption = None,
    mark: Annotated[
        bool, typer.Option("--mark/--strict", help="Mark sentences that fail; else withhold them.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Ctrl-C stops an answer; Ctrl-D or /quit ends the conversation."""
    from assistant.doors.cli.chat import chat as work
    from assistant.doors.cli.session import scope_of

    scope = scope_of(as_of, lo, hi, source)
    _leave(lambda: work(scope, model, store, mark=mark))


@_command
def search(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="What to look for.")] = None,
    queries: Annotated[Path | None, typer.Option("--queries", metavar="FILE", help="Queries as JSON lines.")] = None,
    lo: FromOption = None,
    hi: ToOption = None,
    source: SourceOption = None,
    entity: Annotated[str | None, typer.Option("--entity", metavar="NAME", help="Only passages that name it.")] = None,
    limit: SearchLimit = 10,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Excerpts by relevance."""
    from assistant.doors.cli.search import search as work

    arguments = {"from": lo, "to": hi, "sources": tuple(source or ()), "entity": entity, "limit": limit}
    _finish(work(query, queries, arguments, as_of, store, as_json=as_json))


@_command
def entity(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, body, place or agreement.")],
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """An unknown or ambiguous name gives the names it may mean and exit status 1."""
    from assistant.doors.cli.tools import entity as work

    _finish(work(name, as_of, store, as_json=as_json))


@_command
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
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Days bound the events, not their reports."""
    from assistant.doors.cli.tools import timeline as work

    arguments = {"from": lo, "to": hi, "entity": entity, "about": about, "days": days, "limit": limit}
    _finish(work(arguments, as_of, store, as_json=as_json))


@_command
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
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Days bound when it was said, or its publication where the text does not tell."""
    from assistant.doors.cli.tools import quotes as work

    arguments = {"speaker": speaker, "about": about, "from": lo, "to": hi, "kind": kind, "limit": limit}
    _finish(work(arguments, as_of, store, as_json=as_json))


@_command
def annotate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Documents.")] = None,
    jsonl: LinesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Names, roles, dates, quotations and events with their offsets."""
    from assistant.doors.cli.annotate import annotate as work

    _finish(work(files or [], jsonl, as_json=as_json))


@_command
def check(
    draft: Annotated[
        Path | None, typer.Argument(metavar="DRAFT", help="A text or Markdown file; `-` is standard input.")
    ] = None,
    jsonl: LinesOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 when a sentence is not supported.")] = False,
    as_of: AsOfOption = None,
    source: SourceOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Each sentence gets its verdict and the excerpts that speak for or against it."""
    from assistant.doors.cli.check import check as work
    from assistant.doors.cli.session import scope_of

    _finish(work(draft, jsonl, scope_of(as_of, sources=source), store, strict=strict, as_json=as_json))


@_command
def status(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Counts, sources, days and the state of the index."""
    from assistant.doors.cli.status import status as work

    _finish(work(store, as_json=as_json))


@_command
def doctor(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """One line a check; exit status 1 when something needs attention."""
    from assistant.doors.cli.doctor import doctor as work

    _finish(work(store, as_json=as_json))
