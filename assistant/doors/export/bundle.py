"""A briefing as JSON that can be verified later: every citation with its document, offsets, text and hash."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

KIND = "attache-bundle"
VERSION = 1


def bundle(conversation: Json, turn: int | None = None) -> str:
    """The conversation, or one turn of it, as `attache verify` reads it."""
    turns = [
        {"turn": number} | {name: stored[name] for name in ("question", "created", "briefing") if name in stored}
        for number, stored in enumerate(conversation["turns"])
        if turn is None or number == turn
    ]
    whole = {"kind": KIND, "version": VERSION, "title": conversation["title"], "turns": turns}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
