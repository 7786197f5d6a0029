"""A briefing as JSON that can be verified later: every citation with its document, offsets, text and hash."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

KIND = "attache-bundle"
VERSION = 1


def bundle(conversation: Json, turn: int | None = None) -> str:
    """The conversation as `attache verify` reads it; one turn alone has the form that `attache ask --json` prints."""
    head: Json = {"kind": KIND, "version": VERSION}
    turns: list[Json] = conversation["turns"]
    if turn is not None:
        body: Json = turns[turn]["briefing"]
    else:
        kept = ("question", "created", "briefing")
        body = {
            "title": conversation["title"],
            "turns": [{name: stored[name] for name in kept if name in stored} for stored in turns],
        }
    return json.dumps(head | body, ensure_ascii=False, indent=2) + "\n"
