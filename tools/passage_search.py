"""Ranked passages for a question or a few words."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.evidence import Evidence
from assistant.retrieval import Search, passage_of, sentences_of
from assistant.tool import FROM, TO, Day, ToolArguments, ToolContext, ToolResult


class PassageSearchArguments(ToolArguments):
    """What to look for and where."""

    query: str = Field(min_length=1, max_length=1000, description='Words to look for; "a phrase" must stand as it is.')
    from_: Day | None = FROM
    to: Day | None = TO
    sources: tuple[str, ...] = Field(default=(), description="Only documents of these sources.")
    entity: str | None = Field(default=None, description="Only passages that name this person, body or place.")
    documents: tuple[str, ...] = Field(default=(), description="Only these documents, by their ids.")
    limit: int = Field(default=8, ge=1, le=100, description="Most excerpts.")
    unit: Literal["passage", "sentence"] = Field(
        default="passage", description="Whole passages, or each of their sentences by itself."
    )


class RankedHit(BaseModel):
    """One excerpt's rank: higher scores fit better; scores compare within one result only.

    `passage` is the same for the sentences of one passage. `also` names documents that print it, too: one account
    that was reprinted, not several that agree.
    """

    model_config = ConfigDict(frozen=True)

    excerpt: int
    score: float
    passage: int
    also: tuple[str, ...] = ()


class PassageSearchResult(ToolResult):
    """Excerpts, best first.

    `frequencies` counts, for each word looked for, the passages that have it; `sources` are those of the record
    that the query names.
    """

    hits: tuple[RankedHit, ...] = ()
    frequencies: dict[str, int] = Field(default_factory=dict[str, int])
    sources: tuple[str, ...] = ()


async def passage_search(arguments: PassageSearchArguments, context: ToolContext) -> PassageSearchResult:
    """Find excerpts about a subject. Use it for any question; other tools answer who, when and who-said-what.

    `from` and `to` bound the day of publication.
    """
    found = await context.retrieval.find(
        Search(
            text=arguments.query,
            scope=context.scope,
            lo=arguments.from_,
            hi=arguments.to,
            sources=arguments.sources,
            entity=arguments.entity,
            documents=arguments.documents,
            limit=arguments.limit + 1,
        )
    )
    kept = found.hits[: arguments.limit]
    cut = sentences_of if arguments.unit == "sentence" else passage_of
    evidence = Evidence()
    ranked = [
        RankedHit(excerpt=evidence.add(excerpt), score=round(hit.score, 4), passage=passage, also=hit.also)
        for passage, hit in enumerate(kept)
        for excerpt in cut(hit)
    ]
    return PassageSearchResult(
        excerpts=evidence.excerpts,
        hits=tuple(ranked),
        sources=found.sources,
        frequencies=found.frequencies,
        truncated=len(found.hits) > arguments.limit,
        note=found.note,
    )
