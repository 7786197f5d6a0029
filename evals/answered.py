"""What came of a case: the briefing of each turn, what the tools had returned, the documents it is judged against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.types import Briefing, Claim, Excerpt
from evals.suites import StoredText

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnsweredTurn:
    """One turn. `found` are all excerpts the tools had returned by its end, by id; `numbers` what a reader sees for
    the ids cited; `steps` the transcript in JSON; `seconds` how long it took.
    """

    briefing: Briefing
    found: Mapping[str, Excerpt] = field(default_factory=dict[str, Excerpt])
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    steps: tuple[Json, ...] = ()
    seconds: float = 0.0

    @property
    def refused(self) -> bool:
        """Whether it gives no answer."""
        return self.briefing.grounding == "none"

    @property
    def released(self) -> tuple[Claim, ...]:
        """The sentences a reader sees, marked ones too."""
        return released(self.briefing)

    @property
    def supported(self) -> tuple[Claim, ...]:
        """The sentences that what they cite carries."""
        return tuple(claim for claim in self.briefing.claims if claim.status == "supported")

    @property
    def cited(self) -> tuple[Excerpt, ...]:
        """The excerpts that its supported sentences cite, each once, in order."""
        return tuple(dict.fromkeys(citation.excerpt for claim in self.supported for citation in claim.citations))


@dataclass(frozen=True, slots=True)
class Answered:
    """All turns of a case, and the documents that were in sight."""

    turns: Sequence[AnsweredTurn]
    texts: Mapping[str, StoredText]

    @property
    def last(self) -> AnsweredTurn:
        """The turn that is judged against what the case expects."""
        return self.turns[-1]


def released(briefing: Briefing) -> tuple[Claim, ...]:
    """The sentences of a briefing that a reader sees."""
    return tuple(claim for claim in briefing.claims if claim.status != "withheld")
