"""A checked sentence of a draft as the JSON that other programs rely on."""

from __future__ import annotations

from typing import Any

from assistant.check import CheckedSentence
from assistant.doors.forms import citation_form, citations_form, reasons_form

Json = dict[str, Any]


def checked_form(draft: str, item: CheckedSentence) -> Json:
    """A sentence with its place in the draft, its verdict and the excerpts that speak for or against it."""
    span = item.statement.span
    return {
        "text": span.of(draft),
        "start": span.start,
        "end": span.end,
        "block": item.statement.block,
        "status": item.claim.status,
        "verdict": item.verdict,
        "reasons": reasons_form(item.claim.reasons),
        "did_you_mean": item.near_misses[0].wording if item.near_misses else None,
        "near_misses": [
            {
                "quotation": miss.quotation,
                "wording": miss.wording,
                "start": miss.span.start,
                "end": miss.span.end,
                "citation": citation_form(miss.citation.excerpt, miss.citation.id),
            }
            for miss in item.near_misses
        ],
        "citations": citations_form(item.claim.citations),
    }
