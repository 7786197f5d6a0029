"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as YYYY-MM-DD.") from None


StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="FOLDER", help="The store; else ATTACHE_STORE, else your own.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AsOfOption = Annotated[
    date | None, typer.Option("--as-of", metavar="DATE", parser=_day, help="Hide everything published later.")
]
FromOption = Annotated[date | None, typer.Option("--from", metavar="DATE", parser=_day, help="Not before this day.")]
ToOption = Annotated[date | None, typer.Option("--to", metavar="DATE", parser=_day, help="Not after this day.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only this source; may be given again.")
]
CollectionOption = Annotated[
    list[str] | None,
    typer.Option("--collection", metavar="NAME", help="Only this collection; may be given again. Else all."),
]
SearchLimit = Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="Most results.")]
QuotesLimit = Annotated[int, typer.Option("--limit", min=1, max=200, metavar="N", help="Most results.")]
TimelineLimit = Annotated[int, typer.Option("--limit", min=1, max=500, metavar="N", help="Most results.")]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="The chat model; `extractive` uses none.")
]
LinesOption = Annotated[
    Path | None, typer.Option("--jsonl", metavar="FILE", help="Read JSON lines; `-` is standard input.")
]
