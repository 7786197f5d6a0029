"""A conversation: its scope, its earlier turns and the excerpts they brought up."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.ledger import Ledger
from assistant.types import Briefing, Scope, Turn


@dataclass(slots=True)
class Conversation:
    """What later turns see of earlier ones. One turn at a time: it is not safe for two at once."""

    scope: Scope = Scope()
    ledger: Ledger = field(default_factory=Ledger)
    turns: list[Turn] = field(default_factory=list[Turn])

    def remember(self, briefing: Briefing) -> None:
        """Keep a finished turn: the question and what of the answer held."""
        self.turns.append(Turn(briefing.question, briefing.answer))
