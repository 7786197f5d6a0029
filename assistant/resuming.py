"""A conversation kept and taken up again, perhaps after a restart and over a record that has changed since.

Ids and reader numbers keep their meaning. Every excerpt is held against the store again: one whose document was
replaced, forgotten or moved out of sight meanwhile, in its text or in anything a reader is told of it, is withdrawn.
It stays shown where it was cited, and no later sentence can rest on it; what a tool finds now gets an id of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from assistant.conversation import Conversation
from assistant.evidence import excerpt_at
from assistant.ledger import Ledger
from assistant.store.contract import Store
from assistant.store.desk_contract import StoredConversation
from assistant.types import Citation, Scope, Turn

Json = dict[str, Any]

CHANGED = "(Sources of this answer have changed since; look them up again.)"
_MARKER = re.compile(r"[ \t]?\[(e\d{1,9})\]")


async def resume(stored: StoredConversation, store: Store, scope: Scope | None = None) -> Conversation:
    """The conversation as it was, with the excerpts withdrawn that the store no longer has as they were.

    `scope` is what may be seen now where that is less than what the conversation may see; None leaves it as it is.
    Raises StoreError.
    """
    seen = scope_from_json(stored.scope) if scope is None else scope
    ledger = Ledger.from_json(stored.ledger)
    ledger.withdraw(await _changed(ledger.citations, store, seen))
    turns = [Turn(turn.question, without_withdrawn(turn.remembered, ledger.withdrawn)) for turn in stored.turns]
    return Conversation(seen, ledger, turns)


async def _changed(citations: Iterable[Citation], store: Store, scope: Scope) -> set[str]:
    """The ids of excerpts that are not, character for character and head for head, what the store has."""
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.excerpt.document, []).append(citation)
    stored = await store.documents_named(list(by_document), scope)
    changed: set[str] = set()
    for name, entries in by_document.items():
        document = stored.get(name)
        for citation in entries:
            start, end = citation.excerpt.start, citation.excerpt.end
            if document is None or excerpt_at(document, start, document.text[start:end]) != citation.excerpt:
                changed.add(citation.id)
    return changed


def without_withdrawn(answer: str, withdrawn: Collection[str]) -> str:
    """An earlier answer as later turns see it: markers of withdrawn excerpts are gone, and that is said."""
    kept = _MARKER.sub(lambda found: "" if found[1] in withdrawn else found[0], answer)
    return answer if kept == answer else f"{kept} {CHANGED}"


def with_withdrawn(form: Json, withdrawn: Collection[str]) -> Json:
    """A kept briefing's JSON form, each citation told whether it is `"current"`."""
    return cast("Json", _told(form, frozenset(withdrawn)))


def _told(value: object, withdrawn: frozenset[str]) -> object:
    if isinstance(value, list):
        return [_told(item, withdrawn) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("Json", value)
    told = {name: _told(item, withdrawn) for name, item in fields.items()}
    cites = "sha256" in fields and "id" in fields
    return told | {"current": fields["id"] not in withdrawn} if cites else told


def scope_to_json(scope: Scope) -> Json:
    """A scope as JSON; open bounds are left out."""
    fields = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(scope).items()}
    return {
        name: value for name, value in fields.items() if value is not None and (value != () or name == "collections")
    }


def scope_from_json(form: Json) -> Scope:
    """The scope that `scope_to_json` gave."""
    days = {name: date.fromisoformat(form[name]) for name in ("as_of", "lo", "hi") if name in form}
    collections = form.get("collections")
    return Scope(
        **days, sources=tuple(form.get("sources", ())), collections=None if collections is None else tuple(collections)
    )
