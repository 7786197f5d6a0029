"""How many of a question's neighbouring words stand close together in a document, too.

Source: the unordered windows of the sequential dependence model (Metzler and Croft, 2005), reduced to whether a
pair occurs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from assistant.reading.stems import stem, stems_again
from assistant.retrieval.words import STOP_STEMS
from assistant.store.contract import Hit

WINDOW = 4
"""Most steps from one word of a pair to the other, words that tell nothing not counted."""

RARITY = 5
"""How many times as many passages as the commonest word's there are taken to be, in weighing words by rarity."""


def closeness(words: Sequence[str], frequencies: Mapping[str, int], hits: Iterable[Hit]) -> dict[str, float]:
    """For each document the weighted share, 0 to 1, of the pairs of neighbouring `words` that its hits have close.

    A pair weighs as its commoner word does: the more, the fewer passages (`frequencies`, by word) have it.
    """
    most = RARITY * max(frequencies.values(), default=0)
    weights = {stem(word): math.log1p(most / (1 + frequencies.get(word, 0))) for word in words if stem(word)}
    pairs = {(one, other): min(weights[one], weights[other]) for one, other in pairwise(weights)}
    total = sum(pairs.values())
    if not total:
        return {}
    beginnings = {key: _beginning(key) for key in weights}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for hit in hits:
        text, have = hit.text.lower(), found[hit.document.id]
        there = {key for key, beginning in beginnings.items() if beginning in text}
        possible = [pair for pair in pairs if pair not in have and there.issuperset(pair)]
        if possible:  # reading the words of every text would take most of a search's time
            places = _places(hit.text, weights)
            have.update(pair for pair in possible if _near(places, pair))
    return {document: sum(pairs[pair] for pair in have) / total for document, have in found.items()}


def _beginning(key: str) -> str:
    """What words with this stem begin with: its last letter may be another one in them, as in "policy"."""
    return key[:-1] if len(key) > 3 else key


def _places(text: str, wanted: Mapping[str, float]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    telling = [key for key in stems_again(text) if key not in STOP_STEMS]
    for place, key in enumerate(telling):
        if key in wanted:
            places.setdefault(key, []).append(place)
    return places


def _near(places: Mapping[str, list[int]], pair: tuple[str, str]) -> bool:
    one, other = (places.get(key, ()) for key in pair)
    return any(abs(first - second) <= WINDOW for first in one for second in other)
