"""What the answer to a case cost, over all its turns."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_evals.evaluators import EvaluationReason, Evaluator

from evals.answered import Answered
from evals.cases import Expectation, Inputs
from evals.evaluators.common import Context, Verdicts


@dataclass(repr=False)
class Cost(Evaluator[Inputs, Answered, Expectation]):
    """Tokens, calls and seconds; they are told and decide nothing."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Sums over the turns."""
        spent = [turn.briefing.usage for turn in ctx.output.turns]
        estimated = "estimated" if any(usage.estimated for usage in spent) else "as the endpoint told"
        return {
            "prompt tokens": EvaluationReason(sum(usage.prompt_tokens for usage in spent), estimated),
            "completion tokens": EvaluationReason(sum(usage.completion_tokens for usage in spent), estimated),
            "model calls": EvaluationReason(sum(usage.model_calls for usage in spent), "replies of the model"),
            "tool calls": EvaluationReason(sum(usage.tool_calls for usage in spent), "calls of tools"),
            "seconds": EvaluationReason(sum(turn.seconds for turn in ctx.output.turns), "from question to briefing"),
        }
