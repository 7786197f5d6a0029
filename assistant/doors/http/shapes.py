"""The bodies that requests bring and responses carry, as the OpenAPI document tells them.

What stands in `assistant.doors.forms` has its schema from `assistant.doors.schemas`; here are the others.
"""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.tool import Day
from assistant.types import SourceType

Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Collection = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
Question = Annotated[str, StringConstraints(min_length=1, max_length=8000, pattern=r"\S")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]


class Strict(BaseModel):
    """A request's body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Bounds(Strict):
    """Which documents may be seen."""

    as_of: Day | None = Field(default=None, description="Hide everything published later.", examples=["2017-11-01"])
    from_: Day | None = Field(default=None, alias="from", description="Earliest day of publication.")
    to: Day | None = Field(default=None, description="Latest day of publication.")
    sources: tuple[Name, ...] = Field(default=(), max_length=100, description="Only documents of these sources.")
    collections: tuple[Collection, ...] | None = Field(
        default=None, max_length=100, description="Only these collections; null for all that the key may see."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.to and self.from_ > self.to:
            raise PydanticCustomError("order", "`from` must not be later than `to`")
        return self


class AskBody(Bounds):
    """A question, and the conversation that it continues."""

    question: Question = Field(description="The question.", examples=["What did Esperon say could be bought first?"])
    conversation: Identifier | None = Field(default=None, description="The conversation to continue; else a new one.")
    replace_from: int | None = Field(
        default=None, ge=0, le=100_000, description="Answer in place of this turn and all later ones."
    )
    model: Name | None = Field(
        default=None,
        description="One of the names that GET /v1/models lists; else the default.",
        examples=["extractive"],
    )
    entity: Name | None = Field(default=None, description="Whom or what the question is about.", examples=["Esperon"])
    mark: bool = Field(default=False, description="Show sentences that fail the check, marked; else withhold them.")

    @model_validator(mode="after")
    def _replaces_something(self) -> Self:
        if self.replace_from is not None and self.conversation is None:
            raise PydanticCustomError("replace", "`replace_from` needs the `conversation` whose turn it replaces")
        return self


class NewConversation(Bounds):
    """A conversation before its first question."""

    title: Title = Field(default="New conversation", examples=["Naval visits in 2017"])


class Renamed(Strict):
    """A conversation's new title."""

    title: Title = Field(examples=["Naval visits in 2017"])


class ConversationSummary(BaseModel):
    """A conversation without its turns; `turns` is their number."""

    id: Identifier
    title: str
    created: datetime
    updated: datetime
    turns: int


class ConversationList(BaseModel):
    """Conversations, the one written last first. `next` goes into `after` for those that follow."""

    conversations: list[ConversationSummary]
    next: Identifier | None = None


class TurnRecord(BaseModel):
    """One turn: the question, the briefing, and what was done for it as the events of the stream tell it."""

    turn: int
    question: str
    created: datetime
    briefing: dict[str, Any]
    events: list[dict[str, Any]]


class ConversationRecord(BaseModel):
    """A conversation with its turns. `scope` is what it may see."""

    id: Identifier
    title: str
    created: datetime
    updated: datetime
    scope: dict[str, Any]
    turns: list[TurnRecord]


class Who(BaseModel):
    """Whose key it is and what it may do."""

    name: str
    scopes: list[str]
    collections: list[str] | None


class Status(BaseModel):
    """What may be asked here, and of what."""

    documents: int
    sources: dict[str, int]
    collections: dict[str, int]
    undated: int
    first: date | None
    last: date | None
    model: str = Field(description="The model that answers where none is named.")
    models: list[str]
    starter: bool = Field(description="Whether these are the starter documents, for want of others.")
    version: str
    who: Who


class Health(BaseModel):
    """That it works."""

    status: str = Field(examples=["ok"])


class DocumentHead(BaseModel):
    """A document without its text. `pages` are the offsets at which its pages begin, where it has pages."""

    id: str
    sha256: str = Field(description="The hash of its stored text.")
    title: str | None
    source: str | None
    source_type: SourceType | None
    date: dt.date | None
    language: str | None
    url: str | None
    flags: list[str]
    pages: list[int]
    collection: str
    characters: int


class DocumentList(BaseModel):
    """Documents by id. `next` goes into `after` for those that follow."""

    documents: list[DocumentHead]
    next: str | None = None


class DocumentText(DocumentHead):
    """A document with the characters `start` to `end` of its text; `end` is exclusive."""

    author: str | None
    dated_by: str | None
    start: int
    end: int
    text: str


class Draft(Strict):
    """A text to hold against the record."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=100_000)] = Field(
        description="The draft: text or Markdown.", examples=["Trucks could be bought from Russia first."]
    )
    as_of: Day | None = Field(default=None, description="Hide everything published later.")
    sources: tuple[Name, ...] = Field(default=(), max_length=100, description="Only documents of these sources.")
    collections: tuple[Collection, ...] | None = Field(
        default=None, max_length=100, description="Only these collections."
    )
