"""What the evaluators share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.answered import Answered
from evals.cases import Expectation, Inputs

Context: TypeAlias = EvaluatorContext[Inputs, Answered, Expectation]
Judge: TypeAlias = Evaluator[Inputs, Answered, Expectation]
Verdicts: TypeAlias = Mapping[str, EvaluationReason]

_MOST_REASONS = 4


def expected(context: Context) -> Expectation:
    """What the case expects. Raises ValueError for a case without any."""
    if context.metadata is None:
        raise ValueError("the case has no metadata")
    return context.metadata


def verdict(name: str, faults: Iterable[str], otherwise: str) -> Verdicts:
    """An assertion that holds where there is no fault, with the faults as its reason."""
    told = list(dict.fromkeys(faults))
    more = [f"and {len(told) - _MOST_REASONS} more"] if len(told) > _MOST_REASONS else []
    reason = "; ".join([*told[:_MOST_REASONS], *more]) or otherwise
    return {name: EvaluationReason(not told, reason)}


def silent(context: Context) -> bool:
    """Whether the answer is a refusal where one is right: then there is nothing else to hold it to."""
    return context.output.last.refused and expected(context).refusal != "forbidden"
