"""A document's own text around a place."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.evidence import Evidence, excerpt_at
from assistant.reading.sentences import split_sentences
from assistant.tool import ToolArguments, ToolContext, ToolResult
from assistant.types import Span


class OpenDocumentArguments(ToolArguments):
    """Which document, and where in it."""

    document: str = Field(min_length=1, max_length=500, description="The document's id, as results give it.")
    offset: int = Field(default=0, ge=0, description="Character to read around; 0 is the beginning.")
    length: int = Field(default=1200, ge=1, le=60_000, description="About how many characters.")
    unit: Literal["passage", "sentence"] = Field(
        default="passage", description="The place as one excerpt, or each of its sentences by itself."
    )


class OpenDocumentResult(ToolResult):
    """The text around the place, cut at sentences, with where it lies in the whole."""

    document: str = ""
    characters: int = 0


async def open_document(arguments: OpenDocumentArguments, context: ToolContext) -> OpenDocumentResult:
    """Read a document around a place, to see what stands before and after an excerpt."""
    document = await context.store.document(arguments.document, context.scope)
    if document is None:
        return OpenDocumentResult(note=f"There is no document {arguments.document} that may be seen here.")
    sentences = _around(document.text, arguments.offset, arguments.length)
    span = Span(sentences[0].start, sentences[-1].end)
    evidence = Evidence()
    for part in sentences if arguments.unit == "sentence" else (span,):
        evidence.add(excerpt_at(document, part.start, part.of(document.text)))
    return OpenDocumentResult(
        document=document.id,
        characters=len(document.text),
        excerpts=evidence.excerpts,
        truncated=span.end - span.start < len(document.text.strip()),
    )


def _around(text: str, offset: int, length: int) -> tuple[Span, ...]:
    """Whole sentences that cover about `length` characters centred on `offset`; at least one sentence."""
    lo, hi = max(0, min(offset, len(text)) - length // 2), min(len(text), offset + length // 2)
    window = Span(lo, max(hi, min(len(text), lo + length)))
    sentences = split_sentences(text)
    inside = tuple(sentence for sentence in sentences if sentence.overlaps(window))
    return inside or tuple(sentences[-1:]) or (Span(0, len(text)),)
