"""What a turn reports while it runs, in this order, the briefing last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.types import Briefing, Citation, Claim


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """A tool was called with these arguments; None where what the model sent was not readable."""

    tool: str
    arguments: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ExcerptsFound:
    """What a call brought: excerpts with their ids, none when it found nothing. `error` says why it failed."""

    tool: str
    citations: tuple[Citation, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SentenceVerified:
    """A sentence has its verdict: supported ones at once, the others after the repair round.

    `lead` is what separates it from the sentence before: a space or a line break.
    """

    claim: Claim
    lead: str = " "


@dataclass(frozen=True, slots=True)
class ExcerptsDropped:
    """Excerpts the model no longer sees because the prompt grew beyond its budget. They can still be cited."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairAsked:
    """Sentences failed and the model was asked once for replacements."""

    failed: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class BriefingDone:
    """The turn is over."""

    briefing: Briefing


TurnEvent = ToolCalled | ExcerptsFound | SentenceVerified | ExcerptsDropped | RepairAsked | BriefingDone
