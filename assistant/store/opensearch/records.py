"""A record as the engine's own: one document with everything that was read out of it as nested parts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from assistant.reading.folding import fold
from assistant.reading.sketch import sketch
from assistant.store.analysis import undotted
from assistant.store.clusters import bands
from assistant.store.contract import Record
from assistant.store.entities import surname
from assistant.store.entries import LEAD
from assistant.store.interning import source_key
from assistant.store.opensearch.packing import (
    DOCUMENT,
    EVENT,
    MENTIONS,
    QUOTE,
    ROLE,
    WHOLE,
    Whole,
    dump,
    head_of,
    pack,
    pack_sketch,
    place,
    stem_list,
    term,
)
from assistant.store.packing import containing, day_number
from assistant.types import Document, Mention, Span

LATE = 7
"""Days after which a document that names a day looks back at it; `DayCount` says the same."""

LEADING = 5
"""Sentences that open a document."""

Json = dict[str, Any]


def entity_key(kind: str, folded: str) -> str:
    """The term of the entity of this type and folded name."""
    return f"{kind}\x1f{term(folded)}"


def body_of(record: Record, mark: str, digest: str, nonce: str) -> Json:
    """The engine's document; `mark`, `digest` and `nonce` are the write's fingerprint, hash and own number."""
    return _Parts(record).body(mark, digest, nonce)


def filtered_by(document: Document) -> Json:
    """What a scope looks at of a document."""
    day = day_number(document.date)
    return {
        "id": term(document.id),
        **_present(publisher=_source(document.source)),
        **({} if day is None else {"day": day}),
        "collection": term(document.collection),
    }


def entities_of(record: Record) -> list[list[str]]:
    """For each passage of a record the entities that it names."""
    mentioned = sorted((each.span.start, _entity(each)) for each in record.reading.mentions)
    starts = [start for start, _ in mentioned]
    spans = (passage.span for passage in record.passages)
    inside = (mentioned[bisect_left(starts, span.start) : bisect_left(starts, span.end)] for span in spans)
    return [sorted({entity for _, entity in each}) for each in inside]


class _Parts:
    """What a record is made of."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._document = record.document
        self._text = record.document.text
        self._reading = record.reading
        self._sentences = record.reading.sentences
        self._starts = [span.start for span in self._sentences]
        self._day = day_number(record.document.date)

    def body(self, mark: str, digest: str, nonce: str) -> Json:
        document, record = self._document, self._record
        made = record.sketch or sketch(document.text)
        whole = Whole(record.passages, record.reading)
        title = document.title or ""
        return {
            **filtered_by(document),
            "sha256": term(document.sha256),
            **_present(source=document.source),
            "scored": _words(f"{title}\n{self._text}"),
            "lead": _words(f"{title}\n{self._text[:LEAD]}"),
            "bands": [f"{band:x}" for band in bands(made)] if made else [],
            "entities": sorted(set(map(_entity, self._reading.mentions))),
            "head": head_of(document),
            "write": {"fingerprint": mark, "digest": digest, "nonce": nonce},
            **({"sketch": pack_sketch(made)} if made else {}),
            "document": pack(DOCUMENT, document),
            "record": pack(WHOLE, whole),
            "passages": list(self._passages()),
            "names": self._names(),
            "sentences": list(self._named()),
            "roles": list(self._roles()),
            "quotes": list(self._quotes()),
            "events": list(self._events()),
            "voices": self._voices(),
            "spoken": list(self._spoken()),
        }

    def _passages(self) -> Iterable[Json]:
        title = self._document.title or ""
        for passage, entities in zip(self._record.passages, entities_of(self._record), strict=True):
            start, end = passage.span.start, passage.span.end
            text = self._text[start:end]
            yield {
                "ordinal": passage.ordinal,
                "start": start,
                "end": end,
                "scored": _words(f"{title}\n{text}"),
                "body": " ".join(stem_list(text)),
                "entities": entities,
                "text": text,
            }

    def _names(self) -> list[Json]:
        used: Counter[tuple[str, str]] = Counter()
        named: Counter[tuple[str, str]] = Counter()
        for mention in self._reading.mentions:
            used[_entity(mention), mention.span.of(self._text)] += 1
            named[_entity(mention), mention.name] += 1
        return [self._name(*pair, used[pair], named[pair]) for pair in sorted(used.keys() | named.keys())]

    def _name(self, entity: str, form: str, mentions: int, named: int) -> Json:
        kind, _, own = entity.partition("\x1f")
        last = surname(own) if kind == "person" else None
        folded = fold(form)
        return {
            "entity": entity,
            "form": term(form),
            "fold": term(folded),
            "words": sorted({term(word) for word in folded.split()}),
            **({} if last is None else {"surname": term(last)}),
            "mentions": mentions,
            "named": named,
        }

    def _named(self) -> Iterable[Json]:
        """A part for each sentence that names somebody; -1 is before the first."""
        inside: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in self._reading.mentions:
            inside[self._sentence(mention.span)].append(mention)
        for ordinal, mentions in sorted(inside.items()):
            placed = tuple(place(self._document, each, each.span, self._context(each.span)) for each in mentions)
            entities = sorted({_entity(each) for each in mentions})
            yield {"ordinal": ordinal, "entities": entities, "value": dump(MENTIONS, placed)}

    def _roles(self) -> Iterable[Json]:
        for role in self._reading.roles:
            placed = place(self._document, role, role.span, self._context(role.span))
            words = sorted({term(word) for word in fold(role.title).split()})
            person = term(fold(role.person))
            yield {"person": person, "title": words, "start": role.span.start, "value": dump(ROLE, placed)}

    def _quotes(self) -> Iterable[Json]:
        for ordinal, quote in enumerate(self._reading.quotes):
            whole = Span(quote.spans[0].start, quote.spans[-1].end) if quote.spans else quote.sentence
            lo = day_number(quote.said.lo) if quote.said else self._day
            hi = day_number(quote.said.hi) if quote.said else self._day
            yield {
                **({} if quote.speaker is None else {"speaker": term(fold(quote.speaker.name))}),
                "kind": quote.kind,
                **({} if lo is None else {"lo": lo, "hi": hi}),
                "stems": self._stems(quote.sentence),
                "ordinal": ordinal,
                "value": dump(QUOTE, place(self._document, quote, whole, quote.sentence)),
            }

    def _events(self) -> Iterable[Json]:
        for ordinal, event in enumerate(self._reading.events):
            lo, hi = event.interval.lo.toordinal(), event.interval.hi.toordinal()
            yield {
                "people": sorted({term(fold(name)) for name in event.participants}),
                "status": event.status,
                "lo": lo,
                "hi": hi,
                "place": event_place(lo, hi),
                "stems": self._stems(self._around(event.span)),
                "ordinal": ordinal,
                "value": dump(EVENT, place(self._document, event, event.span, self._context(event.span))),
            }

    def _voices(self) -> list[Json]:
        """For each single day that the document names: how often, and whether early, late and leading."""
        expressions: Counter[int] = Counter()
        leading: set[int] = set()
        for sentence, day in self._single_days():
            expressions[day] += 1
            if sentence < LEADING:
                leading.add(day)
        return [self._voice(day, expressions[day], day in leading) for day in sorted(expressions)]

    def _spoken(self) -> Iterable[Json]:
        """The same for each sentence that tells an event, with what the events of the sentence are asked for by."""
        told: defaultdict[int, list[int]] = defaultdict(list)
        for ordinal, event in enumerate(self._reading.events):
            told[self._sentence(event.span)].append(ordinal)
        expressions = Counter(pair for pair in self._single_days() if pair[0] in told)
        for (sentence, day), count in sorted(expressions.items()):
            events = [self._reading.events[ordinal] for ordinal in told[sentence]]
            parts = sorted({(each.status, term(fold(name))) for each in events for name in each.participants})
            yield {
                **self._voice(day, count, sentence < LEADING),
                "people": sorted({person for _, person in parts}),
                "statuses": sorted({each.status for each in events}),
                "parts": [part(status, person) for status, person in parts],
                "stems": sorted({stem for each in events for stem in self._stems(self._around(each.span))}),
            }

    def _voice(self, day: int, expressions: int, leading: bool) -> Json:
        out = self._day
        return {
            "named": day,
            "expressions": expressions,
            "early": int(out is not None and out <= day),
            "late": int(out is not None and out > day + LATE),
            "leading": int(leading),
        }

    def _single_days(self) -> Iterable[tuple[int, int]]:
        """The sentence and the day of each expression that means one day."""
        for said in self._reading.dates:
            if said.interval.grain == "day" and said.interval.lo == said.interval.hi:
                yield self._sentence(said.span), said.interval.lo.toordinal()

    def _sentence(self, span: Span) -> int:
        return containing(self._starts, span.start)

    def _context(self, span: Span) -> Span | None:
        ordinal = self._sentence(span)
        return self._sentences[ordinal] if ordinal >= 0 else None

    def _around(self, span: Span) -> Span:
        sentence = self._context(span) or span
        return Span(min(sentence.start, span.start), max(sentence.end, span.end))

    def _stems(self, span: Span) -> list[str]:
        return list(dict.fromkeys(stem_list(span.of(self._text))))


def part(status: str, person: str) -> str:
    """The term of an event of this status with this participant."""
    return f"{status}\x1f{person}"


def event_place(lo: int, hi: int) -> int:
    """One number by which events come in order of time."""
    return (lo << 22) + hi  # the last day there is has the number 3,652,059


def _words(text: str) -> str:
    return " ".join(stem_list(undotted(text)))


def _entity(mention: Mention) -> str:
    return entity_key(mention.type, fold(mention.name))


def _source(name: str | None) -> str | None:
    return None if name is None else source_key(name)


def _present(**fields: str | None) -> Json:
    return {name: term(value) for name, value in fields.items() if value is not None}
