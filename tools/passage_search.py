"""Ranked passages for a question or a few words."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.retrieval import Search, best_sentence, content_words, excerpt_of
from assistant.tool import FROM, TO, ToolArguments, ToolContext, ToolResult


class PassageSearchArguments(ToolArguments):
    """What to look for and where."""

    query: str = Field(min_length=1, max_length=1000, description='Words to look for; "a phrase" must stand as it is.')
    from_: date | None = FROM
    to: date | None = TO
    sources: tuple[str, ...] = Field(default=(), description="Only documents of these sources.")
    entity: str | None = Field(default=None, description="Only passages that name this person, body or place.")
    limit: int = Field(default=8, ge=1, le=100, description="Most excerpts.")
    unit: Literal["passage", "sentence"] = Field(
        default="passage", description="Whole passages or their best sentence."
    )


class RankedHit(BaseModel):
    """One excerpt's rank: higher scores fit better; scores compare within one result only."""

    model_config = ConfigDict(frozen=True)

    excerpt: int
    score: float


class PassageSearchResult(ToolResult):
    """Excerpts, best first. `frequencies` counts, for each word looked for, the passages that have it."""

    hits: tuple[RankedHit, ...] = ()
    frequencies: dict[str, int] = Field(default_factory=dict[str, int])


async def passage_search(arguments: PassageSearchArguments, context: ToolContext) -> PassageSearchResult:
    """Find excerpts about a subject. Use it for any question; other tools answer who, when and who-said-what.

    `from` and `to` bound the day of publication.
    """
    hits = await context.retrieval.search(
        Search(
            text=arguments.query,
            scope=context.scope,
            lo=arguments.from_,
            hi=arguments.to,
            sources=arguments.sources,
            entity=arguments.entity,
            limit=arguments.limit + 1,
        )
    )
    words = content_words(arguments.query)
    sentences = arguments.unit == "sentence"
    kept = hits[: arguments.limit]
    return PassageSearchResult(
        excerpts=tuple(best_sentence(hit, words) if sentences else excerpt_of(hit) for hit in kept),
        hits=tuple(RankedHit(excerpt=index, score=round(hit.score, 4)) for index, hit in enumerate(kept)),
        frequencies=await context.store.document_frequency(words, context.scope),
        truncated=len(hits) > arguments.limit,
    )
