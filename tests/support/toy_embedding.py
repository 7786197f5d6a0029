"""A deterministic toy embedding: words are hashed to places, and a few words of one meaning share theirs."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from assistant.reading.stems import stems

SAME = {"vessel": "ship", "boat": "ship", "freighter": "ship", "physician": "doctor", "medic": "doctor"}


def embed(texts: Sequence[str], dimension: int) -> list[list[float]]:
    """One vector for each text; a text without words points in the last direction."""
    return [_vector(text, dimension) for text in texts]


def _vector(text: str, dimension: int) -> list[float]:
    vector = [0.0] * dimension
    for key in stems(text):
        vector[crc32(SAME.get(key, key).encode()) % dimension] += 1.0
    if not any(vector):
        vector[-1] = 1.0
    return vector
