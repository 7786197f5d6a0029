"""Documents with everything that was read out of them, put together again from their rows."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.store import heads
from assistant.store.clusters import unpack_sketch
from assistant.store.contract import Record
from assistant.store.packing import unpack_spans
from assistant.store.rows import date_of, event_of, mention_of, quote_of, role_of
from assistant.store.snapshot import Snapshot
from assistant.types import Document, Passage, Reading, Scope, Span

_EVERYTHING = Scope()
_MENTIONS = (
    "SELECT m.start, m.end_, e.type, f.form, m.rule FROM mentions m JOIN entities e ON e.key = m.entity"
    " JOIN forms f ON f.key = m.name WHERE m.document = ? ORDER BY m.ordinal"
)
_ROLES = (
    "SELECT r.start, r.end_, r.name, t.title, r.rule, r.former, r.held FROM roles r"
    " JOIN titles t ON t.key = r.title WHERE r.document = ? ORDER BY r.ordinal"
)
_DATES = "SELECT start, end_, lo, hi, grain, anchor, rule FROM dates WHERE document = ? ORDER BY ordinal"
_QUOTES = (
    "SELECT spans, kind, sentence_start, sentence_end, rule, cue, speaker, reporter, said FROM quotes"
    " WHERE document = ? ORDER BY ordinal"
)
_EVENTS = (
    "SELECT start, end_, lo, hi, grain, anchor, status, rule, participants FROM events"
    " WHERE document = ? ORDER BY ordinal"
)


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
        mentions=tuple(map(mention_of, snapshot.rows(_MENTIONS, (key,)))),
        roles=tuple(map(role_of, snapshot.rows(_ROLES, (key,)))),
        dates=tuple(map(date_of, snapshot.rows(_DATES, (key,)))),
        quotes=tuple(map(quote_of, snapshot.rows(_QUOTES, (key,)))),
        events=tuple(map(event_of, snapshot.rows(_EVENTS, (key,)))),
    )
    return Record(
        document,
        tuple(Passage(document.id, ordinal, Span(start, end)) for ordinal, start, end in passages),
        reading,
        digest=digest,
        sketch=() if sketch is None else unpack_sketch(sketch),
        mark=mark,
    )
