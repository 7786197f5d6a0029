"""Figures with their 95 % confidence intervals, and the paired test that the gate decides by.

Shares of cases have Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927).
Means of scores have the percentile bootstrap over cases (B. Efron, Annals of Statistics 7, 1979), with a fixed seed,
so that the same results always give the same table. Paired outcomes have McNemar's exact test (Q. McNemar,
Psychometrika 12, 1947), one-sided.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959964  # the standard normal's 97.5th percentile
_RESAMPLES = 2000
_SEED = 20170216


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `count` cases and the ends of its 95 % interval."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def share(outcomes: Sequence[float]) -> Estimate | None:
    """The mean of outcomes between 0 and 1, with Wilson's interval; None of none."""
    count = len(outcomes)
    if not count:
        return None
    value = sum(outcomes) / count
    square = _Z * _Z
    centre = (value + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * math.sqrt(value * (1 - value) / count + square / (4 * count * count))
    return Estimate(value, max(0.0, centre - half), min(1.0, centre + half), count)


def mean(scores: Sequence[float]) -> Estimate | None:
    """The mean of scores, with the percentile bootstrap's interval; None of none."""
    count = len(scores)
    if not count:
        return None
    draw = random.Random(_SEED)  # noqa: S311 - resampling is no secret
    means = sorted(sum(draw.choices(scores, k=count)) / count for _ in range(_RESAMPLES))
    low, high = means[round(0.025 * (_RESAMPLES - 1))], means[round(0.975 * (_RESAMPLES - 1))]
    return Estimate(sum(scores) / count, low, high, count)


def mcnemar(lost: int, gained: int) -> float:
    """The probability of at least `lost` losses among all changes, if losses and gains were equally likely."""
    changed = lost + gained
    return sum(math.comb(changed, number) for number in range(lost, changed + 1)) / 2**changed


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well refusals fit: precision, recall and F1 of refusing what must be refused; None where nothing must be."""

    precision: float | None
    recall: float | None
    f1: float | None
    count: int


def refusals(must: Sequence[bool], did: Sequence[bool]) -> Refusals:
    """The figures of refusals that had to be given (`must`) and were (`did`), case by case."""
    both = sum(m and d for m, d in zip(must, did, strict=True))
    precision = both / sum(did) if any(did) else None
    recall = both / sum(must) if any(must) else None
    f1 = 2 * both / (sum(must) + sum(did)) if any(must) else None
    return Refusals(precision, recall, f1, len(must))
