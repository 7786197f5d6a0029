"""The nouns: frozen values that import nothing of ours.

Offsets count Unicode code points in a document's stored text; `end` is exclusive. Dates are calendar
days (`datetime.date`), both ends of an interval inclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Grain = Literal["day", "week", "month", "season", "quarter", "year", "decade"]
Anchor = Literal["text", "published", "context"]
EntityType = Literal["person", "organisation", "place", "agreement", "other"]
QuoteKind = Literal["direct", "indirect", "mixed"]
EventStatus = Literal["happened", "planned", "denied", "reported"]
ClaimStatus = Literal["supported", "unsupported", "withheld"]
Grounding = Literal["grounded", "partial", "none"]
Verdict = Literal["supported", "unsupported", "contradicted", "uncheckable"]
Outcome = Literal["added", "replaced", "unchanged"]
SourceType = Literal["official", "news", "opinion", "social"]

DEFAULT_COLLECTION = "default"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """The days `lo` to `hi`, both included.

    `grain` is the unit the words named ("in May 2017" is a month). `anchor` tells what resolved it: the
    words alone (`text`), the publication date (`published`), or another date of the passage (`context`).
    """

    lo: date
    hi: date
    grain: Grain
    anchor: Anchor = "text"

    def meets(self, lo: date | None, hi: date | None) -> bool:
        """Whether the interval shares a day with `lo`..`hi`; None is an open end."""
        return (hi is None or self.lo <= hi) and (lo is None or self.hi >= lo)

    def covers(self, other: Interval) -> bool:
        """Whether all days of `other` are among these."""
        return self.lo <= other.lo and other.hi <= self.hi


# --- documents -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One stored text and where it came from.

    `date` is the publication date and stays None where the record gives none that can be trusted; `dated_by` says
    what gave it ("marker", "front matter", "meta tag", "dateline" …), or which days were found and not trusted.
    `flags` holds the words of `flags`, such as "undated". `source` is the publisher, `source_type` what kind of text
    it is where that is known, `pages` the offset at which each page begins where there are pages. `collection` is
    the corpus it belongs to.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    source: str | None = None
    date: dt.date | None = None
    dated_by: str | None = None
    url: str | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()
    source_type: SourceType | None = None
    author: str | None = None
    pages: tuple[int, ...] = ()
    collection: str = DEFAULT_COLLECTION


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a run of whole sentences of one document, by offset."""

    document: str
    ordinal: int
    span: Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim span of a stored document with what a reader needs to judge it: the only citable thing.

    `flags` and what follows are the document's; `page` counts from 1 and is that of the first character.
    """

    document: str
    start: int
    end: int
    text: str
    sha256: str
    title: str | None = None
    source: str | None = None
    date: dt.date | None = None
    flags: tuple[str, ...] = ()
    source_type: SourceType | None = None
    language: str | None = None
    url: str | None = None
    page: int | None = None
    collection: str = DEFAULT_COLLECTION


# --- what is read out of a text --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where the text has it. `name` is the fullest form the document itself gives for it."""

    span: Span
    type: EntityType
    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office the text gives a person, at `span` (title and name together).

    `former` is true for "former", "ex-", "then-"; `held` is the interval the words themselves state, if any.
    """

    span: Span
    person: str
    title: str
    rule: str
    former: bool = False
    held: Interval | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A calendar expression of the text, resolved to days."""

    span: Span
    interval: Interval
    rule: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. `span` is where the text names the speaker (a pronoun's span, with the resolved name)."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody said or wrote.

    `spans` cover the words without their quotation marks; `cue` is the speech verb. `reported_by` is who
    passed the words on when that is not the speaker. `sentence` is the whole sentence or sentences around
    it. `said` is the day the text gives for the saying, else None (the publication date is then an upper
    bound, not a fact).
    """

    spans: tuple[Span, ...]
    kind: QuoteKind
    sentence: Span
    rule: str
    cue: Span | None = None
    speaker: Speaker | None = None
    reported_by: Speaker | None = None
    said: Interval | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence: what the text says took place, will take place, did not, or is claimed."""

    span: Span
    interval: Interval
    status: EventStatus
    rule: str
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the rules read out of one text, in order of position."""

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()


# --- answers ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence or a claim did not hold: a stable identifier and a detail a reader understands."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's footing: the id the excerpt carries throughout the conversation, and the excerpt."""

    id: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer with exactly one status, given by a program."""

    text: str
    status: ClaimStatus
    reasons: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost. `estimated` is true where the endpoint did not count and we did."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    model_calls: int = 0
    tool_calls: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """The outcome of one turn: what holds, what was withheld and why, and what was searched.

    `warnings` are sentences on what a reader should know of the documents the answer rests on.
    """

    question: str
    answer: str
    grounding: Grounding
    claims: tuple[Claim, ...] = ()
    searched: tuple[str, ...] = ()
    as_of: date | None = None
    model: str = ""
    prompts: dict[str, str] = field(default_factory=dict[str, str])
    usage: Usage = Usage()
    incomplete: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer, as later turns of the conversation see them."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a conversation may see. Nothing outside it reaches a tool.

    `as_of` hides every document published later, and every undated one, since nothing shows that it is not
    later. `lo`..`hi` bound the publication date likewise. `sources` compares whole source names, case-folded.
    `collections` are the corpora that may be seen; None is all of them, and an empty tuple none.
    """

    as_of: date | None = None
    lo: date | None = None
    hi: date | None = None
    sources: tuple[str, ...] = ()
    collections: tuple[str, ...] | None = None

    @property
    def latest(self) -> date | None:
        """The last publication day that may be seen, from `as_of` and `hi` together."""
        days = [day for day in (self.as_of, self.hi) if day is not None]
        return min(days) if days else None
