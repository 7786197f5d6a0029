"""Drafts cases from a user's own documents: from who held which office, who said what, and what happened when.

A draft is only as good as the reading; somebody who knows the documents confirms it (`review`).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from assistant.reading.reader import read
from assistant.retrieval import STOP_WORDS, content_words
from assistant.store.contract import Store
from assistant.types import Document, Event, Interval, Quote, Reading, Role, Span
from evals.cases import LONGEST_WORDS, Expectation, Fact, FiledCase, Inputs, SpanRef

MOST_OF_A_KIND = 2
"""Drafts of one kind from one document: a suite is to look into many."""

_LONGEST_SPAN = 600
_NOT_NAME = re.compile(r"[^\w]+")
_MARKS = " \"“”„«»'‘’.,;:"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted case and the characters it points at, for the reviewer's eyes."""

    case: FiledCase
    shown: str
    source: str


async def drafts(store: Store, taken: frozenset[str] = frozenset()) -> AsyncIterator[Drafted]:
    """Drafts from every document of a store, a few of each; `taken` are case names in use already."""
    names = set(taken)
    async for head in store.documents():
        document = await store.document(head.id)
        if document is None:
            continue
        for drafted in drafts_of(document):
            name = _unused(drafted.case.name, names)
            names.add(name)
            yield Drafted(drafted.case.model_copy(update={"name": name}), drafted.shown, drafted.source)


def drafts_of(document: Document) -> Iterator[Drafted]:
    """The drafts from one document."""
    reading = read(document.text, document.date)
    for made in (_offices(document, reading), _quotations(document, reading), _events(document, reading)):
        for number, drafted in enumerate(made):
            if number == MOST_OF_A_KIND:
                break
            yield drafted


def span_of(document: Document, span: Span) -> SpanRef:
    """The reference to a span of a document."""
    return SpanRef.of(document.id, document.text, span.start, span.end)


def slug(*parts: str) -> str:
    """A case's name from words."""
    return "-".join(filter(None, (_NOT_NAME.sub("-", part.casefold()).strip("-") for part in parts)))[:60].strip("-")


def _offices(document: Document, reading: Reading) -> Iterator[Drafted]:
    """Who held an office when the document was published."""
    told: set[str] = set()
    for role in reading.roles:
        sentence = _sentence(reading, role.span)
        if document.date is None or role.former or role.title in told or sentence is None:
            continue
        told.add(role.title)
        question = f"Who was {_articled(role)} in {document.date:%B %Y}?"
        said = (Fact(words=(role.person.split()[-1][:LONGEST_WORDS],)),)
        yield _draft(document, slug("office", role.title), question, "office", sentence, said)


def _articled(role: Role) -> str:
    return role.title if role.title[:1].isupper() and "'" in role.title else f"the {role.title}"


def _quotations(document: Document, reading: Reading) -> Iterator[Drafted]:
    """What somebody said, word for word."""
    for quote in reading.quotes:
        about = _subject(document.text, quote)
        if quote.kind != "direct" or quote.speaker is None or about is None:
            continue
        sentence = Span(min(quote.sentence.start, quote.spans[0].start), max(quote.sentence.end, quote.spans[0].end))
        words = _without_marks(document.text, quote.spans[0])
        question = f"What did {quote.speaker.name} say about {about}?"
        name = slug("quotation", quote.speaker.name.split()[-1], about)
        yield _draft(document, name, question, "direct quotation", sentence, quoted=(span_of(document, words),))


def _subject(text: str, quote: Quote) -> str | None:
    """A word of the quotation that may tell what it is about: the longest that carries meaning."""
    words = [word for word in content_words(quote.spans[0].of(text)) if word.lower() not in STOP_WORDS]
    return max(words, key=len, default=None)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


def _events(document: Document, reading: Reading) -> Iterator[Drafted]:
    """What happened, or was planned, on a day or in a month."""
    for event in reading.events:
        told = _written(event.interval)
        if told is None or not event.participants or event.status not in ("happened", "planned"):
            continue
        who = event.participants[0]
        verb = "happened" if event.status == "happened" else "was planned"
        question = f"What {verb} {_when(event)} that {who} took part in?"
        said = (Fact(date=told),)
        name = slug("event", who.split()[-1], told)
        yield _draft(document, name, question, "planned or happened", event.span, said, status=event.status)


def _written(interval: Interval) -> str | None:
    """The days of an event as a case writes them; None for a week or a season."""
    forms = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
    return interval.lo.strftime(forms[interval.grain]) if interval.grain in forms else None


def _when(event: Event) -> str:
    forms = {"day": "on {day.day} {day:%B %Y}", "month": "in {day:%B %Y}", "year": "in {day:%Y}"}
    return forms[event.interval.grain].format(day=event.interval.lo)


def _draft(
    document: Document,
    name: str,
    question: str,
    kind: str,
    span: Span,
    said: tuple[Fact, ...] = (),
    quoted: tuple[SpanRef, ...] = (),
    status: str | None = None,
) -> Drafted:
    wanted = Expectation.model_validate(
        {"kind": kind, "excerpts": ((span_of(document, span),),), "said": said, "quoted": quoted, "status": status}
    )
    case = FiledCase(name=name or "case", inputs=Inputs(questions=(question,)), metadata=wanted)
    source = ", ".join(str(part) for part in (document.title or document.id, document.source, document.date) if part)
    return Drafted(case, span.of(document.text)[:_LONGEST_SPAN], source)


def _sentence(reading: Reading, span: Span) -> Span | None:
    return next((sentence for sentence in reading.sentences if sentence.covers(span)), None)


def _unused(name: str, names: set[str]) -> str:
    found, number = name, 1
    while found in names:
        number += 1
        found = f"{name}-{number}"
    return found
