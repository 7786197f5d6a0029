"""Vectors as stores keep them: of length 1, and of one dimension where they are kept together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from assistant.errors import StoreError


def dimension_of(vectors: Iterable[Sequence[float]]) -> int:
    """Their dimension. Raises StoreError where they have none or several."""
    dimensions = {len(vector) for vector in vectors}
    if len(dimensions) != 1 or 0 in dimensions:
        raise StoreError("Vectors of different dimensions cannot be stored together.")
    return dimensions.pop()


def unit(vector: Sequence[float]) -> list[float]:
    """The vector of length 1 in the same direction. Raises StoreError for one without length."""
    length = math.hypot(*vector)
    if not (length and math.isfinite(length)):
        raise StoreError("A vector has no length; the embedding model gave none.")
    return [value / length for value in vector]
