"""What the server answers, as typed values. Fields that a newer server adds are kept and reached as attributes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import ClaimStatus, Grounding, SourceType, Verdict


class Result(BaseModel):
    """Base of all results."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Citation(Result):
    """A verbatim span `[start:end]` of a stored document. `number` is the one a reader sees, 1, 2, 3 …"""

    document: str
    start: int
    end: int
    text: str
    sha256: str
    id: str = ""
    number: int | None = None
    title: str | None = None
    source: str | None = None
    source_type: SourceType | None = None
    date: dt.date | None = None
    language: str | None = None
    url: str | None = None
    page: int | None = None
    collection: str = "default"
    flags: tuple[str, ...] = ()


class Reason(Result):
    """Why a sentence did not hold: a stable word and a detail a reader understands."""

    kind: str
    detail: str


class Claim(Result):
    """One sentence of an answer with its status."""

    text: str
    status: ClaimStatus
    reasons: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()


class Briefing(Result):
    """An answer. `conversation` and `turn` are where it is kept: give the conversation back to follow up."""

    question: str
    answer: str
    grounding: Grounding
    as_of: dt.date | None = None
    claims: tuple[Claim, ...] = ()
    searched: tuple[str, ...] = ()
    model: str = ""
    prompts: dict[str, str] = Field(default_factory=dict[str, str])
    usage: dict[str, Any] = Field(default_factory=dict[str, Any])
    incomplete: str | None = None
    warnings: tuple[str, ...] = ()
    conversation: str = ""
    turn: int = 0

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The excerpts that its sentences rest on, each once, in order of first use."""
        found = {citation.id: citation for claim in self.claims for citation in claim.citations}
        return tuple(found.values())


class TurnRecord(Result):
    """One turn of a kept conversation; `events` tell what was done for it."""

    turn: int
    question: str
    created: dt.datetime
    briefing: Briefing
    events: tuple[dict[str, Any], ...] = ()


class ConversationHead(Result):
    """A kept conversation without its turns; `turns` is their number."""

    id: str
    title: str
    created: dt.datetime
    updated: dt.datetime
    turns: int


class Conversation(Result):
    """A kept conversation with its turns."""

    id: str
    title: str
    created: dt.datetime
    updated: dt.datetime
    scope: dict[str, Any] = Field(default_factory=dict[str, Any])
    turns: tuple[TurnRecord, ...] = ()


class SearchResult(Citation):
    """An excerpt with its rank: higher scores fit better, within one search."""

    score: float


class DocumentHead(Result):
    """A document without its text. `pages` are the offsets at which its pages begin."""

    id: str
    sha256: str
    characters: int
    title: str | None = None
    source: str | None = None
    source_type: SourceType | None = None
    date: dt.date | None = None
    language: str | None = None
    url: str | None = None
    flags: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    collection: str = "default"


class DocumentText(DocumentHead):
    """A document with the characters `[start:end]` of its text."""

    start: int
    end: int
    text: str
    author: str | None = None
    dated_by: str | None = None


class CheckedSentence(Result):
    """The sentence `[start:end]` of a draft with its verdict and the excerpts that speak for or against it.

    `did_you_mean` is the true wording of a quotation that comes near one.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    did_you_mean: str | None = None
    citations: tuple[Citation, ...] = ()


class CheckedDraft(Result):
    """A draft, sentence by sentence."""

    sentences: tuple[CheckedSentence, ...] = ()


class ServerStatus(Result):
    """What the server holds and offers."""

    documents: int
    model: str
    models: tuple[str, ...] = ()
    version: str = ""
    sources: dict[str, int] = Field(default_factory=dict[str, int])
    collections: dict[str, int] = Field(default_factory=dict[str, int])
    starter: bool = False
