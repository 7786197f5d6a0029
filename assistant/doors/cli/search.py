"""`attache search`: ranked excerpts for one query, or a file of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.doors.cli.lines import LineReader, put, text_of, warn
from assistant.doors.cli.session import assistant_of, in_order, readable
from assistant.doors.forms import search_form
from assistant.errors import UsageError
from assistant.reading.hidden import shown
from assistant.settings import EXTRACTIVE
from assistant.tool import ToolResult
from assistant.types import Scope

_LONGEST = 1000  # characters of a query, as the tool takes them


async def search(
    query: str | None,
    queries: Path | None,
    arguments: Mapping[str, object],
    scope: Scope,
    store: str | None,
    *,
    as_json: bool,
) -> int:
    """Search; exit status 1 when a line of the file could not be read."""
    if (query is None) == (queries is None):
        raise UsageError('Give one query, as in attache search "joint exercises", or --queries FILE.')
    in_order(arguments)
    if queries is not None:
        readable(queries)
    async with assistant_of(store, EXTRACTIVE, scope) as assistant:
        if queries is not None:
            reader = LineReader(queries, ("id", "text"), lambda line: (line["id"], text_of(line, "text", _LONGEST)))
            told: str | None = None
            for identifier, text in reader:
                result = await assistant.call("passage_search", {**arguments, "query": text}, scope)
                put(search_form(result, identifier))
                told = _warned(result, told)
            return 1 if reader.refused else 0
        result = await assistant.call("passage_search", {**arguments, "query": query}, scope)
    _warned(result)
    if as_json:
        put(search_form(result))
    else:
        _show(result, query or "")
    return 0


def _warned(result: ToolResult, told: str | None = None) -> str | None:
    """Say what the search had to do without, once in a row of searches; returns what was said last."""
    if result.note is not None and result.note != told:
        warn(result.note)
    return result.note or told


def _show(result: ToolResult, query: str) -> None:
    from assistant.doors.cli.phrases import shortened
    from assistant.doors.cli.render import caution, head, show

    if not result.excerpts:
        show("Nothing in the record fits.")
    for number, excerpt in enumerate(result.excerpts, 1):
        show((f"{number:>3}  ", "cyan"), (head(excerpt), "bold"), (caution(excerpt), "yellow"), indent=5)
        show("     " + shortened(shown(excerpt.text), query), indent=5)
    if result.truncated:
        show(("There are more; raise --limit to see them.", "dim"))
