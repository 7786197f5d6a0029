"""`attache entity`, `timeline` and `quotes`: the tools of these names for people and programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from assistant.doors.cli.lines import put
from assistant.doors.cli.phrases import counted, day, days, place, shortened
from assistant.doors.cli.session import assistant_of, in_order
from assistant.doors.forms import tool_form
from assistant.settings import EXTRACTIVE
from assistant.tool import ToolResult
from assistant.types import Scope

Json = dict[str, Any]


async def _call(tool: str, arguments: Mapping[str, object], scope: Scope, store: str | None) -> ToolResult:
    async with assistant_of(store, EXTRACTIVE, scope) as assistant:
        return await assistant.call(tool, arguments, scope)


async def entity(name: str, scope: Scope, store: str | None, *, as_json: bool) -> int:
    """Who or what a name is; exit status 1 when it is unknown or ambiguous."""
    form = tool_form(await _call("entity_lookup", {"name": name}, scope, store))
    known = bool(form["name"])
    if as_json:
        put({key: form[key] for key in _ENTITY} if known else {"matches": form["matches"], "note": form["note"]})
    elif known:
        _print(_show_entity, form)
    else:
        _print(_show_matches, form)
    return 0 if known else 1


_ENTITY = (
    "name",
    "type",
    "aliases",
    "roles",
    "mentions",
    "documents",
    "first",
    "last",
    "related",
    "excerpts",
    "truncated",
)


async def timeline(arguments: Mapping[str, object], scope: Scope, store: str | None, *, as_json: bool) -> int:
    """Dated events in order of time."""
    in_order(arguments)
    form = tool_form(await _call("timeline_slice", arguments, scope, store))
    if as_json:
        put({key: form[key] for key in ("events", "days", "truncated", "note")})
    else:
        _print(_show_timeline, form)
    return 0


async def quotes(arguments: Mapping[str, object], scope: Scope, store: str | None, *, as_json: bool) -> int:
    """Who said what; exit status 1 when the speaker's name is ambiguous."""
    in_order(arguments)
    form = tool_form(await _call("quote_retrieval", arguments, scope, store))
    if as_json:
        put({key: form[key] for key in ("quotes", "matches", "truncated", "note")})
    else:
        _print(_show_quotes, form)
    return 1 if form["matches"] else 0


def _print(show: Callable[[Json], None], form: Json) -> None:
    show(form)
    from assistant.doors.cli.render import show as line

    if form["truncated"]:
        line(("There is more than is shown.", "dim"))


def _show_matches(form: Json) -> None:
    from assistant.doors.cli.render import show

    show(form["note"] or "")
    for match in form["matches"]:
        show(f"  {match['name']} ({match['type']}, {counted(match['mentions'], 'mention')})")


def _show_entity(form: Json) -> None:
    from assistant.doors.cli.render import show

    show((form["name"], "bold"), f" · {form['type']}")
    if others := [alias for alias in form["aliases"] if alias != form["name"]]:
        show("also: ", ", ".join(others), indent=6)
    mentions, documents = counted(form["mentions"], "mention"), counted(form["documents"], "document")
    show(f"{mentions} in {documents}, {_from_to(form['first'], form['last'])}")
    for role in form["roles"]:
        former = "former " if role["former"] else ""
        show("  ", former + role["title"], f", {_from_to(role['from'], role['to'])}", indent=4)
        show(("    " + _place(role["citation"]), "dim"), indent=4)
    if form["related"]:
        show("with: ", ", ".join(match["name"] for match in form["related"]), indent=6)
    for citation in form["excerpts"]:
        show("")
        show((_place(citation), "bold"), indent=2)
        show("  " + shortened(citation["text"]), indent=2)


def _show_timeline(form: Json) -> None:
    from assistant.doors.cli.render import show

    if not form["events"]:
        show(form["note"] or "The record has no dated events there.")
    styles = {"happened": "green", "planned": "yellow", "denied": "red", "reported": "magenta"}
    for event in form["events"]:
        show((_days(event["date"]), "bold"), " · ", (event["status"], styles[event["status"]]))
        show("  " + shortened(event["text"]), indent=2)
        show(("  " + _place(event["citation"]), "dim"), indent=2)
    if form["days"]:
        show("")
        show("The days that matter most, by their weight:")
    for found in form["days"]:
        show(f"  {found['weight']:.2f}  ", (day(date.fromisoformat(found["date"])), "bold"))


def _show_quotes(form: Json) -> None:
    from assistant.doors.cli.render import show

    if not form["quotes"]:
        show(form["note"] or "The record has no such words.")
    for match in form["matches"]:
        show(f"  {match}")
    for quote in form["quotes"]:
        said = f", said {_days(quote['said'])}" if quote["said"] else ""
        by = f", reported by {quote['reported_by']}" if quote["reported_by"] else ""
        role = f", {quote['speaker']['role']}" if quote["speaker"]["role"] else ""
        show((quote["speaker"]["name"] or "speaker not named", "bold"), role, (f" ({quote['kind']}{said}{by})", "dim"))
        show("  " + (f"“{quote['words']}”" if quote["kind"] == "direct" else quote["words"]), indent=2)
        show(("  " + _place(quote["citation"]), "dim"), indent=2)
        if quote["kind"] != "direct":
            show(("  " + shortened(quote["citation"]["text"]), "dim"), indent=2)


def _days(interval: Json) -> str:
    return days(date.fromisoformat(interval["lo"]), date.fromisoformat(interval["hi"]))


def _from_to(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return "undated"
    if first == last:
        return day(date.fromisoformat(first))
    return f"{day(date.fromisoformat(first))} to {day(date.fromisoformat(last))}"


def _place(citation: Json) -> str:
    published = date.fromisoformat(citation["date"]) if citation["date"] else None
    return place(citation["source"], published, citation["title"], citation["document"])
