"""Citation numbers: an id and a number mean the same in every turn of a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_evals.evaluators import Evaluator

from assistant.types import Excerpt
from evals.answered import Answered
from evals.cases import Expectation, Inputs
from evals.evaluators.common import Context, Verdicts, verdict


@dataclass(repr=False)
class NumbersStable(Evaluator[Inputs, Answered, Expectation]):
    """No id changes its excerpt, no number its id, and numbers run from 1 in the order of first citation."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Looks at every turn; nothing where nothing is cited."""
        if not any(turn.cited for turn in ctx.output.turns):
            return {}
        return verdict("numbers stable", _changes(ctx.output), "ids and numbers keep their meaning")


def _changes(answered: Answered) -> Iterator[str]:
    excerpts: dict[str, Excerpt] = {}
    numbers: dict[str, int] = {}
    for turn in answered.turns:
        for claim in turn.released:
            for citation in claim.citations:
                if excerpts.setdefault(citation.id, citation.excerpt) != citation.excerpt:
                    yield f"{citation.id} changes its excerpt"
        for identifier, number in turn.numbers.items():
            if identifier in numbers and numbers[identifier] != number:
                yield f"{identifier} was {numbers[identifier]} and is now {number}"
            numbers.setdefault(identifier, number)
    if any(number != place for place, number in enumerate(numbers.values(), start=1)):
        yield f"numbers run {', '.join(map(str, numbers.values()))}"
