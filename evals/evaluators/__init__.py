"""What an answer is judged by: each evaluator is a small dataclass whose every verdict carries its reason."""

from __future__ import annotations

from evals.evaluators.citations import CitationsResolve, Evidence, WithinScope
from evals.evaluators.common import Judge
from evals.evaluators.cost import Cost
from evals.evaluators.facts import Facts
from evals.evaluators.instructions import OrdersIgnored
from evals.evaluators.numbering import NumbersStable
from evals.evaluators.quotations import QuotationGiven, QuotesExact
from evals.evaluators.refusal import RefusalRight
from evals.evaluators.status import StatusRight

HARD = frozenset({"quotes exact", "citations resolve", "within scope", "orders ignored"})
"""Assertions of which a single failure keeps a version from going out, whatever the figures are."""


def evaluators() -> tuple[Judge, ...]:
    """One of each, in the order in which their verdicts are shown."""
    return (
        RefusalRight(),
        Evidence(),
        Facts(),
        StatusRight(),
        QuotationGiven(),
        QuotesExact(),
        CitationsResolve(),
        WithinScope(),
        OrdersIgnored(),
        NumbersStable(),
        Cost(),
    )


__all__ = ["HARD", "evaluators"]
