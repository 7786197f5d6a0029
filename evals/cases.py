"""What a case is: the questions, the documents in sight, and what a right answer cites, says and does not say.

A suite is a YAML dataset of pydantic-evals whose cases have these inputs and this metadata. Documents are pointed at
by offsets with a hash of the characters there, so that a suite holds no text of theirs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_evals import Case

Kind = Literal[
    "single fact",
    "office",
    "date",
    "timeline",
    "direct quotation",
    "indirect quotation",
    "change of position",
    "planned or happened",
    "as of",
    "false premise",
    "unanswerable",
    "conflicting sources",
    "follow-up",
    "instruction",
]
Refusal = Literal["required", "allowed", "forbidden"]
Status = Literal["planned", "happened", "denied"]

LONGEST_WORDS = 40
"""Characters of a phrase that an answer is searched for: words, never a sentence of a document."""

Phrase = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SpanRef(_Frozen):
    """Characters of a stored document, `end` exclusive, and the SHA-256 of their UTF-8 form."""

    document: str
    start: int = Field(ge=0)
    end: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @model_validator(mode="after")
    def _has_characters(self) -> SpanRef:
        if self.end <= self.start:
            raise ValueError("a span ends after its start")
        return self

    @classmethod
    def of(cls, document: str, text: str, start: int, end: int) -> SpanRef:
        """The reference to `text[start:end]` of a document."""
        return cls(document=document, start=start, end=end, sha256=digest(text[start:end]))

    def stands_in(self, text: str) -> bool:
        """Whether the text has the characters that were pointed at."""
        return digest(text[self.start : self.end]) == self.sha256


def digest(text: str) -> str:
    """The SHA-256 of a text; half a surrogate pair counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Fact(_Frozen):
    """One thing an answer says: any of some short phrases, a number with its unit, or days (a day, month or year)."""

    words: tuple[Phrase, ...] = ()
    number: float | None = None
    unit: Phrase | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}){0,2}$")

    @field_validator("date", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """YAML reads 2017-02-16 as a day and 1998 as a number."""
        return str(value) if isinstance(value, dt.date | int) else value

    @model_validator(mode="after")
    def _is_one_thing(self) -> Fact:
        if sum((bool(self.words), self.number is not None, self.date is not None)) != 1:
            raise ValueError("a fact is either words, or a number, or a date")
        if self.unit is not None and self.number is None:
            raise ValueError("a unit belongs to a number")
        if self.date is not None:
            days_of(self.date)
        return self

    def __str__(self) -> str:
        if self.words:
            return " or ".join(f"“{phrase}”" for phrase in self.words)
        if self.number is not None:
            return f"{self.number:g} {self.unit or ''}".strip()
        return str(self.date)


def days_of(told: str) -> tuple[dt.date, dt.date]:
    """The first and last day of "2017", "2017-02" or "2017-02-16". Raises ValueError for no such day."""
    year, *rest = (int(part) for part in told.split("-"))
    if not rest:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first = dt.date(year, rest[0], rest[1] if len(rest) > 1 else 1)
    if len(rest) > 1:
        return first, first
    following = dt.date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
    return first, dt.date.fromordinal(following.toordinal() - 1)


class Inputs(_Frozen):
    """What is asked: the turns of one conversation, its scope, and sets of documents added to the suite's own."""

    questions: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    as_of: dt.date | None = None
    lo: dt.date | None = Field(default=None, alias="from")
    hi: dt.date | None = Field(default=None, alias="to")
    sources: tuple[str, ...] = ()
    documents: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")], ...] = ()


class Expectation(_Frozen):
    """What a right answer to the last question is.

    Of each group in `excerpts` one span must be cited; citations of a span in `beside` are right too. `quoted` are
    spans of which an answer must quote the characters. Facts in `said` must stand in it, those in `unsaid` and in
    `obeyed` (what an order hidden in a document asks for) must not. `status` is what the evidence tells of the event.
    """

    kind: Kind
    refusal: Refusal = "forbidden"
    excerpts: tuple[Annotated[tuple[SpanRef, ...], Field(min_length=1)], ...] = ()
    beside: tuple[SpanRef, ...] = ()
    quoted: tuple[SpanRef, ...] = ()
    said: tuple[Fact, ...] = ()
    unsaid: tuple[Fact, ...] = ()
    obeyed: tuple[Fact, ...] = ()
    status: Status | None = None

    @model_validator(mode="after")
    def _can_be_met(self) -> Expectation:
        if self.refusal == "required" and (self.excerpts or self.quoted or self.said or self.status):
            raise ValueError("an answer that must be refused cites and says nothing")
        if self.refusal == "forbidden" and not (self.excerpts and (self.said or self.quoted)):
            raise ValueError("an answer that is wanted has excerpts to cite, and facts or a quotation to give")
        if self.status is not None and not self.excerpts:
            raise ValueError("a status is told in sentences that cite an excerpt")
        return self

    @property
    def spans(self) -> Iterator[SpanRef]:
        """Every span it points at."""
        for group in self.excerpts:
            yield from group
        yield from self.beside
        yield from self.quoted


EvalCase = Case[Inputs, Any, Expectation]


class FiledCase(_Frozen):
    """A case as it stands in a suite's file."""

    name: str = Field(pattern=r"^[^\x00-\x1f/]{1,80}$")
    inputs: Inputs
    metadata: Expectation


class SuiteFile(_Frozen):
    """A suite's file: a dataset of pydantic-evals without evaluators of its own, since all cases share ours."""

    name: str = Field(pattern=r"^[^\x00-\x1f/]{1,80}$")
    cases: tuple[FiledCase, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_distinct_names(self) -> SuiteFile:
        twice = [name for name, count in Counter(case.name for case in self.cases).items() if count > 1]
        if twice:
            raise ValueError(f"several cases are called {twice[0]}")
        return self

    def eval_cases(self) -> tuple[EvalCase, ...]:
        """The cases for a dataset of pydantic-evals."""
        return tuple(EvalCase(name=case.name, inputs=case.inputs, metadata=case.metadata) for case in self.cases)


def expectation(case: EvalCase) -> Expectation:
    """What a case expects. Raises ValueError for a case without any."""
    if case.metadata is None:
        raise ValueError(f"the case {case.name} has no metadata")
    return case.metadata


def case_hash(case: EvalCase) -> str:
    """Sixteen hexadecimal digits that change with anything a case asks or expects."""
    told = case.inputs.model_dump_json(by_alias=True) + expectation(case).model_dump_json(by_alias=True)
    return digest(told)[:16]
