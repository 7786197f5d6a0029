"""Refusal: no answer where the record has none, an answer where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_evals.evaluators import Evaluator

from evals.answered import Answered
from evals.cases import Expectation, Inputs
from evals.evaluators.common import Context, Verdicts, expected, verdict


@dataclass(repr=False)
class RefusalRight(Evaluator[Inputs, Answered, Expectation]):
    """Whether the last turn refuses exactly where it must."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Holds where either is allowed."""
        wanted, refused = expected(ctx).refusal, ctx.output.last.refused
        faults: list[str] = []
        if wanted == "required" and not refused:
            faults.append("answers what the record does not say")
        if wanted == "forbidden" and refused:
            faults.append("gives no answer where the record has one")
        return verdict("refusal", faults, "refuses" if refused else "answers")
