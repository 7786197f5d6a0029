"""Who said what, in the documents' own words."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.evidence import Evidence, sentence_around, told_once, words_at
from assistant.lookup import look_up_speaker
from assistant.retrieval import content_words
from assistant.store.contract import Located, QuoteQuery
from assistant.tool import FROM, TO, DateRange, Day, ToolArguments, ToolContext, ToolResult
from assistant.types import Quote, QuoteKind, Role

_KINDS: dict[str, tuple[QuoteKind, ...]] = {"direct": ("direct", "mixed"), "indirect": ("indirect",), "any": ()}

_COPIES = 3  # reprints are folded after they are found: so many more are looked at


class QuoteRetrievalArguments(ToolArguments):
    """Whose words, about what, when."""

    speaker: str | None = Field(default=None, max_length=200, description="Name, or office, of who said it.")
    about: str | None = Field(default=None, max_length=500, description="Words that stand in or around the quotation.")
    from_: Day | None = FROM
    to: Day | None = TO
    kind: Literal["direct", "indirect", "any"] = Field(
        default="any", description="With quotation marks, without, or both."
    )
    limit: int = Field(default=20, ge=1, le=200, description="Most quotations.")


class QuoteSpeaker(BaseModel):
    """Who said it, with the office the same document gives them; an empty name where the text does not tell."""

    model_config = ConfigDict(frozen=True)

    name: str
    role: str | None = None


class FoundQuote(BaseModel):
    """One quotation: `words` are the document's own, without the marks; `said` is None where the text does not tell.

    `documents` counts those that carry the same sentence; the excerpt is from the first published.
    """

    model_config = ConfigDict(frozen=True)

    speaker: QuoteSpeaker
    kind: str
    words: str
    said: DateRange | None = None
    reported_by: str | None = None
    documents: int = 1
    excerpt: int


class QuoteRetrievalResult(ToolResult):
    """Quotations, newest first; `matches` are the names meant when the speaker's name is not clear."""

    quotes: tuple[FoundQuote, ...] = ()
    matches: tuple[str, ...] = ()


async def quote_retrieval(arguments: QuoteRetrievalArguments, context: ToolContext) -> QuoteRetrievalResult:
    """Find what somebody said, word for word or reported. Give the speaker, the subject, or both.

    `from` and `to` bound the day it was said, or of publication where the text does not tell.
    """
    names: tuple[str, ...] = ()
    if arguments.speaker:
        lookup = await look_up_speaker(context.store, arguments.speaker, context.scope)
        if not lookup.names:
            matches = tuple(match.name for match in lookup.matches)
            return QuoteRetrievalResult(matches=matches, note=_unclear(arguments.speaker, matches))
        names = lookup.names
    found = await context.store.quotes(
        QuoteQuery(
            speakers=names,
            words=content_words(arguments.about) if arguments.about else (),
            kinds=_KINDS[arguments.kind],
            lo=arguments.from_,
            hi=arguments.to,
            scope=context.scope,
            limit=_COPIES * arguments.limit,
        )
    )
    evidence = Evidence()
    once = await told_once(context.store, found, lambda located: located.value.spans[0].start - located.context_start)
    kept = once[: arguments.limit]
    offices = _Offices(context)
    quotes = tuple([await _shown(located, copies, evidence, offices) for located, copies in kept])
    truncated = len(once) > arguments.limit or len(found) > _COPIES * arguments.limit
    return QuoteRetrievalResult(quotes=quotes, excerpts=evidence.excerpts, truncated=truncated)


def _unclear(speaker: str, matches: tuple[str, ...]) -> str:
    if matches:
        return f"{speaker} may be any of: {', '.join(matches)}. Ask with the full name."
    return f"The record has no words of {speaker}."


async def _shown(located: Located[Quote], copies: int, evidence: Evidence, offices: _Offices) -> FoundQuote:
    quote = located.value
    words = " … ".join(words_at(located, span) for span in quote.spans)
    name = quote.speaker.name if quote.speaker else ""
    return FoundQuote(
        speaker=QuoteSpeaker(name=name, role=await offices.of(name, located)),
        kind=quote.kind,
        words=words,
        said=DateRange.of(quote.said) if quote.said else None,
        reported_by=quote.reported_by.name if quote.reported_by else None,
        documents=copies,
        excerpt=evidence.add(sentence_around(located)),
    )


class _Offices:
    """The offices of speakers, looked up once each."""

    def __init__(self, context: ToolContext) -> None:
        self._context = context
        self._known: dict[str, list[Located[Role]]] = {}

    async def of(self, name: str, located: Located[Quote]) -> str | None:
        """The office the same document gives the speaker: no later or former one is shown beside the words."""
        if name and name not in self._known:
            self._known[name] = await self._context.store.roles(person=name, scope=self._context.scope)
        roles = [role for role in self._known.get(name, ()) if role.document.id == located.document.id]
        return max((role.value.title for role in roles if not role.value.former), key=len, default=None)
