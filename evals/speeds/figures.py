"""A measured figure with the bound it is held to, and figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A median over `runs` measurements, in `unit`, from `lowest` to `highest`."""

    name: str
    value: float
    unit: str
    runs: int
    lowest: float
    highest: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value keeps its bounds."""
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    @property
    def bound(self) -> str:
        """The bound in words, empty where there is none."""
        if self.at_most is not None:
            return f"≤ {self.at_most:.4g}"
        return "" if self.at_least is None else f"≥ {self.at_least:.4g}"

    def as_json(self) -> dict[str, Any]:
        """All fields, and whether the bounds are kept."""
        return asdict(self) | {"holds": self.holds}


def median(name: str, values: Sequence[float], unit: str, **bounds: float) -> Figure:
    """The figure of some measurements; `bounds` are `at_most` and `at_least`."""
    ranked = sorted(values)
    middle = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    return Figure(name, middle, unit, len(ranked), ranked[0], ranked[-1], **bounds)


def percentile(name: str, values: Sequence[float], share: float, unit: str, **bounds: float) -> Figure:
    """The value that this share of the measurements does not exceed; `bounds` as for `median`."""
    ranked = sorted(values)
    value = ranked[min(len(ranked) - 1, int(share * len(ranked)))]
    return Figure(name, value, unit, len(ranked), ranked[0], ranked[-1], **bounds)


def table(figures: Sequence[Figure]) -> str:
    """Aligned columns: what, median, range, bound, whether it holds."""
    rows = [("", "median", "lowest", "highest", "unit", "bound", "")]
    for one in figures:
        numbers = [f"{number:.4g}" for number in (one.value, one.lowest, one.highest)]
        verdict = ("ok" if one.holds else "MISSED") if one.bound else ""
        rows.append((one.name, numbers[0], numbers[1], numbers[2], one.unit, one.bound, verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
