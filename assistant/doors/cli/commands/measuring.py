"""The command that measures answers: its options. The work is loaded when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import JsonOption, StoreOption


@command
def eval(  # noqa: A001 - the command's own name
    suites: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SUITE]...", help="starter, reports, or a YAML file of your own; else both of ours."),
    ] = None,
    model: Annotated[
        list[str] | None, typer.Option("--model", metavar="NAME", help="A chat model; may be given again to compare.")
    ] = None,
    epochs: Annotated[int, typer.Option("--epochs", min=1, max=100, metavar="N", help="Ask each case N times.")] = 1,
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=1, max=64, metavar="N", help="Cases at the same time.")
    ] = 4,
    case: Annotated[list[str] | None, typer.Option("--case", metavar="NAME", help="Only this case.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind of case.")] = None,
    gate: Annotated[
        bool,
        typer.Option("--gate", help="Exit status 1 when it falls behind the last release, or a quotation is false."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="The gate lets no single case be lost.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Keep the verdicts as those of this version.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Do not go on with an interrupted run.")] = False,
    judge: Annotated[
        str | None, typer.Option("--judge", metavar="NAME", help="A model that marks fluency and completeness.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="FOLDER", help="Where the results go.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """`attache eval new FILE.yaml` drafts cases from your own documents for you to review."""
    from assistant.doors.cli.eval import draft, evaluate

    if suites and suites[0] == "new":
        finish(draft(suites[1:], store))
        return
    options = {
        "suites": tuple(suites or ()),
        "models": tuple(model or ()),
        "epochs": epochs,
        "concurrency": concurrency,
        "cases": tuple(case or ()),
        "kinds": tuple(kind or ()),
        "gate": gate,
        "strict": strict,
        "save": save,
        "fresh": fresh,
        "judge": judge,
        "output": output,
        "store": store,
        "as_json": as_json,
    }
    finish(evaluate(options))
