"""Documents with everything that was read out of them, put together again from their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from assistant.store import heads
from assistant.store.clusters import unpack_sketch
from assistant.store.contract import Record
from assistant.store.packing import load_interval, load_spans, load_speaker, unpack_spans
from assistant.store.snapshot import Snapshot
from assistant.types import (
    DateExpression,
    Document,
    Event,
    Interval,
    Mention,
    Passage,
    Quote,
    Reading,
    Role,
    Scope,
    Span,
)

_EVERYTHING = Scope()


def records(snapshot: Snapshot, names: Sequence[str]) -> list[Record]:
    """The records of those of these documents that are stored."""
    return [_record(snapshot, document) for document in heads.documents_named(snapshot, names, _EVERYTHING).values()]


def _record(snapshot: Snapshot, document: Document) -> Record:
    [(key, mark, digest, sentences, sketch)] = snapshot.rows(
        "SELECT d.key, d.fingerprint, d.digest, t.sentences, s.sketch FROM documents d"
        " JOIN texts t ON t.document = d.key LEFT JOIN sketches s ON s.document = d.key WHERE d.id = ?",
        (document.id,),
    )
    passages = snapshot.rows("SELECT ordinal, start, end_ FROM passages WHERE document = ? ORDER BY ordinal", (key,))
    reading = Reading(
        sentences=unpack_spans(sentences),
        mentions=tuple(_mentions(snapshot, key)),
        roles=tuple(_roles(snapshot, key)),
        dates=tuple(_dates(snapshot, key)),
        quotes=tuple(_quotes(snapshot, key)),
        events=tuple(_events(snapshot, key)),
    )
    return Record(
        document,
        tuple(Passage(document.id, ordinal, Span(start, end)) for ordinal, start, end in passages),
        reading,
        digest=digest,
        sketch=() if sketch is None else unpack_sketch(sketch),
        mark=mark,
    )


def _mentions(snapshot: Snapshot, key: int) -> list[Mention]:
    rows = snapshot.rows(
        "SELECT m.start, m.end_, e.type, f.form, m.rule FROM mentions m JOIN entities e ON e.key = m.entity"
        " JOIN forms f ON f.key = m.name WHERE m.document = ? ORDER BY m.ordinal",
        (key,),
    )
    return [Mention(Span(start, end), kind, name, rule) for start, end, kind, name, rule in rows]


def _roles(snapshot: Snapshot, key: int) -> list[Role]:
    rows = snapshot.rows(
        "SELECT r.start, r.end_, r.name, t.title, r.rule, r.former, r.held FROM roles r"
        " JOIN titles t ON t.key = r.title WHERE r.document = ? ORDER BY r.ordinal",
        (key,),
    )
    return [
        Role(Span(start, end), name, title, rule, bool(former), load_interval(held))
        for start, end, name, title, rule, former, held in rows
    ]


def _dates(snapshot: Snapshot, key: int) -> list[DateExpression]:
    rows = snapshot.rows(
        "SELECT start, end_, lo, hi, grain, anchor, rule FROM dates WHERE document = ? ORDER BY ordinal", (key,)
    )
    return [
        DateExpression(Span(start, end), Interval(date.fromordinal(lo), date.fromordinal(hi), grain, anchor), rule)
        for start, end, lo, hi, grain, anchor, rule in rows
    ]


def _quotes(snapshot: Snapshot, key: int) -> list[Quote]:
    rows = snapshot.rows(
        "SELECT spans, kind, sentence_start, sentence_end, rule, cue, speaker, reporter, said FROM quotes"
        " WHERE document = ? ORDER BY ordinal",
        (key,),
    )
    return [
        Quote(
            spans=load_spans(spans),
            kind=kind,
            sentence=Span(start, end),
            rule=rule,
            cue=load_spans(cue)[0] if cue else None,
            speaker=load_speaker(speaker),
            reported_by=load_speaker(reporter),
            said=load_interval(said),
        )
        for spans, kind, start, end, rule, cue, speaker, reporter, said in rows
    ]


def _events(snapshot: Snapshot, key: int) -> list[Event]:
    rows = snapshot.rows(
        "SELECT start, end_, lo, hi, grain, anchor, status, rule, participants FROM events"
        " WHERE document = ? ORDER BY ordinal",
        (key,),
    )
    return [
        Event(
            Span(start, end),
            Interval(date.fromordinal(lo), date.fromordinal(hi), grain, anchor),
            status,
            rule,
            tuple(json.loads(people)),
        )
        for start, end, lo, hi, grain, anchor, status, rule, people in rows
    ]
