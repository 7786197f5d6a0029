"""A written draft held against the record, sentence by sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from assistant.grounding.draft import sentences
from assistant.grounding.markers import split_markers
from assistant.grounding.verifier import verify
from assistant.retrieval import Retrieval, Search, passage_of
from assistant.types import Citation, Claim, Scope, Span

_EXCERPTS = 12
# A quotation that is not in the record must still bring up what it is nearest to.
_NO_MARKS = dict.fromkeys(map(ord, "\"“”„«»"), " ")


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the draft at `span`, with its verdict and the excerpts that speak best for or against it."""

    span: Span
    claim: Claim


async def check_draft(draft: str, retrieval: Retrieval, scope: Scope) -> AsyncIterator[CheckedSentence]:
    """Each sentence of the draft in order, held against the excerpts nearest to it. Raises StoreError."""
    position = 0
    for piece in sentences(draft):
        start = draft.index(piece.strip(), position)
        position = start + len(piece.strip())
        text, _ = split_markers(piece)
        if text.strip():
            yield CheckedSentence(Span(start, position), await _check(text, retrieval, scope))


async def _check(text: str, retrieval: Retrieval, scope: Scope) -> Claim:
    """The verdict from the one excerpt, or all of them together, that carries the sentence best."""
    hits = await retrieval.search(Search(text.translate(_NO_MARKS), scope=scope, limit=_EXCERPTS))
    excerpts = [excerpt for hit in hits for excerpt in passage_of(hit)]
    citations = [Citation(f"e{number}", excerpt) for number, excerpt in enumerate(excerpts, 1)]
    alone = [verify(text, [citation]) for citation in citations]
    best = min(alone, key=lambda claim: len(claim.reasons), default=verify(text, []))
    if best.status == "supported" or len(citations) < 2:
        return best
    together = verify(text, citations[:3])
    return together if len(together.reasons) < len(best.reasons) else best
