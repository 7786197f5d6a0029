"""A word about an input that cannot be taken in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that cannot be taken in: `name` is its path, with the line where there are lines."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}."
