"""A conversation: its scope, its earlier turns and the excerpts they brought up."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.briefing import NO_ANSWER, with_markers
from assistant.ledger import Ledger
from assistant.types import Briefing, Scope, Turn


@dataclass(slots=True)
class Conversation:
    """What later turns see of earlier ones. One turn at a time: it is not safe for two at once."""

    scope: Scope = Scope()
    ledger: Ledger = field(default_factory=Ledger)
    turns: list[Turn] = field(default_factory=list[Turn])

    def remember(self, briefing: Briefing) -> None:
        """Keep a finished turn: the question and what of the answer held, with a word where that is not the whole."""
        self.turns.append(Turn(briefing.question, _kept(briefing)))


def _kept(briefing: Briefing) -> str:
    """What later turns may build on: nothing that was withheld or marked, and no half that passes for a whole."""
    if briefing.grounding == "none" and briefing.incomplete is None:
        return NO_ANSWER
    if briefing.grounding == "grounded":
        return briefing.answer
    held = [with_markers(claim) for claim in briefing.claims if claim.status == "supported"]
    return " ".join([*held, "(This answer is not whole.)" if briefing.incomplete else ""]).strip()
