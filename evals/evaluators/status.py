"""Planned, happened or denied: whether the answer tells of an event as the evidence does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic_evals.evaluators import Evaluator

from evals.answered import Answered
from evals.cases import Expectation, Inputs, Status
from evals.evaluators.citations import is_cited
from evals.evaluators.common import Context, Verdicts, expected, silent, verdict

_PLAN = re.compile(
    r"\b(?:will|would|shall|might|could|plan(?:s|ned|ning)?|expect(?:s|ed)?|schedul\w{1,4}|due to|intend\w{0,3}"
    r"|upcoming|future|to be|likely|yet to|not yet|being|set to|hop(?:es?|ed|ing)|propos\w{1,4}|so far)\b"
    r"|\b(?-i:may)\b",  # the verb; the month has a capital
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:no|not|never|neither|nor|none|without|rul\w{1,3} out|den(?:y|ies|ied)|reject\w{0,3}|refus\w{1,3})\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


@dataclass(repr=False)
class StatusRight(Evaluator[Inputs, Answered, Expectation]):
    """What is planned is told as planned in every sentence that cites the evidence; what happened, in one at least."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Nothing where the case asks for no status or the answer is a refusal that is allowed."""
        wanted = expected(ctx)
        if wanted.status is None or silent(ctx):
            return {}
        spans = [span for group in wanted.excerpts for span in group]
        telling = [
            claim.text
            for claim in ctx.output.last.released
            if any(is_cited(span, [citation.excerpt for citation in claim.citations]) for span in spans)
        ]
        if not telling:
            return verdict("status", ["no sentence cites the evidence"], "")
        right = _HOLDS[wanted.status](telling)
        return verdict("status", [] if right else [f"not told as {wanted.status}"], f"told as {wanted.status}")


def _planned(sentences: list[str]) -> bool:
    return all(_PLAN.search(text) for text in sentences)


def _happened(sentences: list[str]) -> bool:
    return any(not _PLAN.search(text) and not _DENIAL.search(text) for text in sentences)


def _denied(sentences: list[str]) -> bool:
    return any(_DENIAL.search(text) for text in sentences)


_HOLDS: dict[Status, Callable[[list[str]], bool]] = {"planned": _planned, "happened": _happened, "denied": _denied}
