"""The commands that answer or judge: their options. The work is loaded when one is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.doors.cli.command import command, finish, leave
from assistant.doors.cli.options import (
    AsOfOption,
    CollectionOption,
    FromOption,
    JsonOption,
    LinesOption,
    ModelOption,
    SourceOption,
    StoreOption,
    ToOption,
)


@command
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
    collection: CollectionOption = None,
    model: ModelOption = None,
    mark: Annotated[
        bool, typer.Option("--mark/--strict", help="Show sentences that fail the check, marked; else withhold them.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Also write the answer: .md, .html, .docx or .json.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Dates, sources and collections bound the documents that are searched."""
    from assistant.doors.cli.ask import AskOptions
    from assistant.doors.cli.ask import ask as work
    from assistant.doors.cli.session import scope_of

    options = AskOptions(scope_of(as_of, lo, hi, source, collection), model, mark, output, store, as_json)
    finish(work(question, questions, options))


@command
def chat(
    as_of: AsOfOption = None,
    lo: FromOption = None,
    hi: ToOption = None,
    source: SourceOption = None,
    collection: CollectionOption = None,
    model: ModelOption = None,
    mark: Annotated[
        bool, typer.Option("--mark/--strict", help="Mark sentences that fail; else withhold them.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Ctrl-C stops an answer; Ctrl-D or /quit ends the conversation."""
    from assistant.doors.cli.chat import chat as work
    from assistant.doors.cli.session import scope_of

    scope = scope_of(as_of, lo, hi, source, collection)
    leave(lambda: work(scope, model, store, mark=mark))


@command
def check(
    draft: Annotated[
        Path | None, typer.Argument(metavar="DRAFT", help="A text or Markdown file; `-` is standard input.")
    ] = None,
    jsonl: LinesOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 when a sentence is not supported.")] = False,
    as_of: AsOfOption = None,
    source: SourceOption = None,
    collection: CollectionOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Each sentence gets its verdict and the excerpts that speak for or against it."""
    from assistant.doors.cli.check import check as work
    from assistant.doors.cli.session import scope_of

    scope = scope_of(as_of, sources=source, collections=collection)
    finish(work(draft, jsonl, scope, store, strict=strict, as_json=as_json))
