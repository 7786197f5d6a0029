"""Results as the JSON that other programs rely on. Fields may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from assistant.tool import ToolResult
from assistant.types import Briefing, Citation, Claim, Excerpt, Reading, Reason, Span

Json = dict[str, Any]


def citation_form(excerpt: Excerpt, identifier: str) -> Json:
    """An excerpt under its id."""
    return {
        "id": identifier,
        "document": excerpt.document,
        "title": excerpt.title,
        "source": excerpt.source,
        "date": _day(excerpt.date),
        "start": excerpt.start,
        "end": excerpt.end,
        "text": excerpt.text,
        "sha256": excerpt.sha256,
        "flags": list(excerpt.flags),
        "source_type": excerpt.source_type,
        "language": excerpt.language,
        "url": excerpt.url,
        "page": excerpt.page,
        "collection": excerpt.collection,
    }


def citations_form(citations: Iterable[Citation]) -> list[Json]:
    """Citations in order."""
    return [citation_form(citation.excerpt, citation.id) for citation in citations]


def reasons_form(reasons: Iterable[Reason]) -> list[Json]:
    """Reasons in order."""
    return [{"kind": reason.kind, "detail": reason.detail} for reason in reasons]


def claim_form(claim: Claim) -> Json:
    """One sentence of an answer."""
    return {
        "text": claim.text,
        "status": claim.status,
        "reasons": reasons_form(claim.reasons),
        "citations": citations_form(claim.citations),
    }


def briefing_form(briefing: Briefing, identifier: object = None) -> Json:
    """A briefing; `identifier` is the question's own where it came from a file."""
    head: Json = {} if identifier is None else {"id": identifier}
    return head | {
        "question": briefing.question,
        "answer": briefing.answer,
        "grounding": briefing.grounding,
        "as_of": _day(briefing.as_of),
        "claims": [claim_form(claim) for claim in briefing.claims],
        "searched": list(briefing.searched),
        "model": briefing.model,
        "prompts": dict(briefing.prompts),
        "usage": asdict(briefing.usage),
        "incomplete": briefing.incomplete,
        "warnings": list(briefing.warnings),
    }


def place_of(excerpt: Excerpt) -> str:
    """An excerpt's id where there is no conversation to give one: its document and offsets."""
    return f"{excerpt.document}:{excerpt.start}-{excerpt.end}"


def tool_form(result: ToolResult, *, by_place: bool = False) -> Json:
    """A tool's result with `citation` in place of each pointer to an excerpt; `excerpts` lists them all.

    Their ids count within the result, or are their places, which mean the same in every result.
    """
    plain = result.model_dump(mode="json", by_alias=True, exclude={"excerpts"})
    citations = [
        citation_form(excerpt, place_of(excerpt) if by_place else f"e{number}")
        for number, excerpt in enumerate(result.excerpts, 1)
    ]
    return cast("Json", _with_citations(plain, citations)) | {"excerpts": citations}


def search_form(result: ToolResult, identifier: object = None) -> Json:
    """Ranked excerpts; `identifier` is the query's own where it came from a file."""
    hits: list[Json] = result.model_dump()["hits"]
    results: list[Json] = []
    for hit in hits:
        position: int = hit["excerpt"]
        form = citation_form(result.excerpts[position], "")
        del form["id"]
        results.append(form | {"score": hit["score"]})
    head: Json = {} if identifier is None else {"id": identifier}
    return head | {"results": results, "truncated": result.truncated}


def reading_form(text: str, reading: Reading, identifier: str) -> Json:
    """What was read out of a text."""
    from assistant.reading.quotes import with_inner_marks  # loaded where there is a reading

    return {
        "id": identifier,
        "mentions": [_span(m.span) | {"type": m.type, "name": m.name, "rule": m.rule} for m in reading.mentions],
        "roles": [
            _span(r.span) | {"person": r.person, "title": r.title, "former": r.former, "rule": r.rule}
            for r in reading.roles
        ],
        "quotes": [
            {
                # A mark that faces an interruption belongs to the words it closes or opens.
                "spans": [[span.start, span.end] for span in with_inner_marks(text, quote.spans)],
                "kind": quote.kind,
                "cue": _pair(quote.cue),
                "speaker": None if quote.speaker is None else _speaker(quote.speaker.name, quote.speaker.span),
                "reported_by": None
                if quote.reported_by is None
                else _speaker(quote.reported_by.name, quote.reported_by.span),
                "said": None if quote.said is None else _days(quote.said.lo, quote.said.hi, quote.said.grain),
                "rule": quote.rule,
            }
            for quote in reading.quotes
        ],
        "dates": [
            _span(d.span)
            | _days(d.interval.lo, d.interval.hi, d.interval.grain)
            | {"anchor": d.interval.anchor, "rule": d.rule}
            for d in reading.dates
        ],
        "events": [
            _span(e.span)
            | _days(e.interval.lo, e.interval.hi, e.interval.grain)
            | {"status": e.status, "participants": list(e.participants), "rule": e.rule}
            for e in reading.events
        ],
        "characters": len(text),
    }


def _with_citations(value: object, citations: Sequence[Json]) -> object:
    if isinstance(value, list):
        return [_with_citations(item, citations) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    plain = {key: _with_citations(item, citations) for key, item in cast("dict[str, object]", value).items()}
    pointer = plain.pop("excerpt", None)
    return plain if pointer is None else plain | {"citation": citations[cast("int", pointer)]}


def _speaker(name: str, span: Span | None) -> Json:
    return {"name": name, "span": _pair(span)}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _days(lo: date, hi: date, grain: str) -> Json:
    return {"lo": lo.isoformat(), "hi": hi.isoformat(), "grain": grain}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
