"""What the first passages name tells what else to look for, where a long question circumscribes its subject.

"Who is the person whose exchange …" names nobody; the passages that fit best do. Their names are looked for, and
what has them gains a little: pseudo-relevance feedback, reduced to names.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.reading.stems import stem
from assistant.retrieval.candidates import Pool
from assistant.retrieval.words import FRAMING_STEMS, STOP_STEMS
from assistant.store.contract import Hit, PassageQuery, StoreView

READ = 5
"""Passages whose names are read."""

MOST_NAMES = 10

_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]{2,60}")
_PASSAGES = 120


def feed_back(store: StoreView, pool: Pool, query: PassageQuery, first: Sequence[Hit]) -> dict[str, float]:
    """Put into the pool what has the names of the first hits; by document how well it has them, 0 to 1.

    Raises StoreError.
    """
    known = {stem(word) for word in (*query.words, *(word for word, _ in query.related))}
    names = _names(first[:READ], known)
    frequencies = store.document_frequency(list(names), query.scope)
    weights = _weighed(names, frequencies)
    if not weights:
        return {}
    best = max(weights, key=lambda name: weights[name])
    related = tuple((name, weight / weights[best]) for name, weight in weights.items() if name != best)
    asked = replace(query, words=(best,), related=related)
    found = {document.id: score for document, score in store.search_documents(asked)}
    if not found:
        return {}
    new = [
        hit
        for hit in store.search(replace(asked, documents=tuple(found), limit=_PASSAGES))
        if (hit.document.id, hit.passage.ordinal) not in pool.hits
    ]
    # their scores are for the names: what counts is how they fit the question
    pool.add(replace(hit, score=0.0) for hit in new)
    pool.score_documents(store, query)
    most = max(found.values())
    return {document: score / most for document, score in found.items()}


def _names(hits: Sequence[Hit], known: Collection[str]) -> Counter[str]:
    """Capitalised words of the hits that the question has not, with the number of hits that have them."""
    counts: Counter[str] = Counter()
    passed = {"", *known, *STOP_STEMS, *FRAMING_STEMS}
    for hit in hits:
        text = f"{hit.text} {hit.document.title or ''}"
        forms = {stem(match[0]): match[0] for match in _CAPITALISED.finditer(text)}
        counts.update(form for key, form in forms.items() if key not in passed)
    return counts


def _weighed(counts: Mapping[str, int], frequencies: Mapping[str, int]) -> dict[str, float]:
    """The best names: in many of the hits and in few passages of the store."""
    weights = {name: count / (1 + math.log1p(frequencies.get(name, 0))) for name, count in counts.items()}
    return dict(sorted(weights.items(), key=lambda pair: -pair[1])[:MOST_NAMES])
