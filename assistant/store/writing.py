"""A record into rows, in the caller's transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, TypeVar

from assistant.errors import UsageError
from assistant.reading.sketch import sketch
from assistant.store import clusters, company, inputs, model_answers
from assistant.store.analysis import stems
from assistant.store.contract import Record, fingerprint
from assistant.store.interning import Interner
from assistant.store.packing import (
    containing,
    day_number,
    dump,
    dump_interval,
    dump_spans,
    dump_speaker,
    pack_spans,
)
from assistant.store.schema import SUMS, UNSUMS
from assistant.store.sqlite import Row, Sqlite
from assistant.types import Document, Interval, Outcome, Reading, Span, Speaker

T = TypeVar("T")


def write_record(connection: Sqlite, interner: Interner, record: Record) -> Outcome:
    """Write `record` in place of what its id held before; "unchanged" when that is the same."""
    interner.begin()
    mark = record.mark or fingerprint(record.document, record.reader)
    digest = record.digest or digest_of(record)
    old = connection.row(
        "SELECT key, collection, fingerprint, digest FROM documents WHERE id = ?", (record.document.id,)
    )
    if old is not None and old[1] != record.document.collection:
        raise UsageError(f"{record.document.id} is a document of the collection {old[1]}; give it another id.")
    if old is not None and old[2:] == (mark, digest):
        return "unchanged"
    if old is not None:
        delete_document(connection, old[0])
    key = _insert_head(connection, interner, record.document, mark, digest)
    _Rows(connection, interner, key, record).insert()
    clusters.add(connection, key, record.sketch or sketch(record.document.text))
    log(connection, removed=None if old is None else old[0], added=key)
    return "added" if old is None else "replaced"


def delete_document(connection: Sqlite, key: int) -> None:
    """Remove a document and all that hangs on it; what remains are names that no document uses."""
    clusters.remove(connection, key)
    for sql in UNSUMS:
        connection.run(sql, (key,))
    for table in ("quote", "event"):  # the word tables have no foreign keys
        connection.run(
            f"DELETE FROM {table}_words WHERE rowid IN (SELECT key FROM {table}s WHERE document = ?)",
            (key,),
        )
    connection.run("DELETE FROM documents WHERE key = ?", (key,))


def forget_document(connection: Sqlite, document: str) -> bool:
    """Remove the document with this id wholly; False where there is none."""
    row = connection.row("SELECT key, sha256 FROM documents WHERE id = ?", (document,))
    if row is None:
        return False
    delete_document(connection, row[0])
    model_answers.drop_unused(connection, row[1])
    inputs.drop_document(connection, document)
    log(connection, removed=row[0], added=None)
    return True


def log(connection: Sqlite, *, removed: int | None, added: int | None) -> None:
    """Note a write for the search index to replay."""
    connection.run(
        "INSERT INTO writes (nonce, removed, added) VALUES (?, ?, ?)", (secrets.randbits(62), removed, added)
    )


def _insert_head(connection: Sqlite, interner: Interner, document: Document, mark: str, digest: str) -> int:
    row = (
        document.id,
        document.title,
        document.source,
        interner.source(document.source),
        day_number(document.date),
        document.dated_by,
        document.url,
        document.language,
        document.sha256,
        len(document.text),
        dump(document.flags),
        mark,
        digest,
        document.source_type,
        document.author,
        dump(document.pages),
        document.collection,
    )
    connection.run(
        "INSERT INTO documents (id, title, source, publisher, day, dated_by, url, language, sha256, characters,"
        " flags, fingerprint, digest, source_type, author, pages, collection)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        row,
    )
    return connection.last_key


def digest_of(record: Record) -> str:
    """A hash of all that was read, so that the same text read otherwise counts as changed."""
    reading = record.reading
    parts: list[list[Any]] = [
        [(p.ordinal, p.span.start, p.span.end) for p in record.passages],
        [(s.start, s.end) for s in reading.sentences],
        [(m.span.start, m.span.end, m.type, m.name, m.rule) for m in reading.mentions],
        [(r.span.start, r.span.end, r.person, r.title, r.rule, r.former, _days(r.held)) for r in reading.roles],
        [(d.span.start, d.span.end, _days(d.interval), d.rule) for d in reading.dates],
        [
            (
                [(span.start, span.end) for span in (*q.spans, q.sentence)],
                q.kind,
                q.rule,
                (q.cue.start, q.cue.end) if q.cue else None,
                _who(q.speaker),
                _who(q.reported_by),
                _days(q.said),
            )
            for q in reading.quotes
        ],
        [(e.span.start, e.span.end, _days(e.interval), e.status, e.rule, e.participants) for e in reading.events],
    ]
    return hashlib.sha256(dump(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _days(interval: Interval | None) -> Row | None:
    if interval is None:
        return None
    return (interval.lo.toordinal(), interval.hi.toordinal(), interval.grain, interval.anchor)


def _who(speaker: Speaker | None) -> Row | None:
    if speaker is None:
        return None
    return (speaker.name, speaker.span.start, speaker.span.end) if speaker.span else (speaker.name,)


class _Rows:
    """All rows of one document besides its head."""

    def __init__(self, connection: Sqlite, interner: Interner, key: int, record: Record) -> None:
        self._connection = connection
        self._intern = interner
        self._key = key
        self._document = record.document
        self._passages = record.passages
        self._reading: Reading = record.reading
        self._starts = [span.start for span in record.reading.sentences]

    def insert(self) -> None:
        text = (self._key, self._document.text, pack_spans(self._reading.sentences))
        self._many("texts", [text])
        passages = [(None, self._key, p.ordinal, p.span.start, p.span.end) for p in self._passages]
        self._many("passages", passages)
        self._mentions()
        self._roles()
        self._dates()
        self._quotes()
        self._events()
        for sql in SUMS:
            self._connection.run(sql, (self._key,))

    def _many(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self._connection.run_many(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _sentence(self, span: Span) -> int:
        return containing(self._starts, span.start)

    def _mentions(self) -> None:
        rows: list[Row] = []
        used: Counter[tuple[int, int]] = Counter()
        named: Counter[tuple[int, int]] = Counter()
        for ordinal, mention in enumerate(self._reading.mentions):
            span = mention.span
            entity = self._intern.entity(mention.name, mention.type)
            name = self._intern.form(mention.name)
            used[entity, self._intern.form(span.of(self._document.text))] += 1
            named[entity, name] += 1
            rows.append((self._key, ordinal, span.start, span.end, entity, name, mention.rule, self._sentence(span)))
        self._many("mentions", rows)
        self._many("company", company.rows_of(self._key, {(row[-1], row[4]) for row in rows if row[-1] >= 0}))
        day, source = day_number(self._document.date), self._intern.source(self._document.source)
        collection = self._document.collection
        pairs = sorted(used.keys() | named.keys())
        self._many(
            "appearances",
            [(e, form, self._key, day, source, used[e, form], named[e, form], collection) for e, form in pairs],
        )

    def _roles(self) -> None:
        rows = [
            (
                self._key,
                ordinal,
                role.span.start,
                role.span.end,
                self._intern.fold(role.person),
                role.person,
                self._intern.title(role.title),
                int(role.former),
                dump_interval(role.held),
                role.rule,
                self._sentence(role.span),
            )
            for ordinal, role in enumerate(self._reading.roles)
        ]
        self._many("roles", rows)

    def _dates(self) -> None:
        rows: list[Row] = []
        for ordinal, said in enumerate(self._reading.dates):
            days = said.interval
            where = (self._key, ordinal, said.span.start, said.span.end)
            when = (days.lo.toordinal(), days.hi.toordinal(), days.grain, days.anchor)
            rows.append((*where, *when, said.rule, self._sentence(said.span)))
        self._many("dates", rows)

    def _quotes(self) -> None:
        published = day_number(self._document.date)
        rows: list[Row] = []
        words: list[Row] = []
        for ordinal, (key, quote) in enumerate(self._keyed("quotes", self._reading.quotes)):
            lo = quote.said.lo.toordinal() if quote.said else published
            hi = quote.said.hi.toordinal() if quote.said else published
            row = (
                key,
                self._key,
                ordinal,
                quote.kind,
                dump_spans(quote.spans),
                quote.sentence.start,
                quote.sentence.end,
                quote.rule,
                dump_spans((quote.cue,)) if quote.cue else None,
                self._intern.fold(quote.speaker.name) if quote.speaker else None,
                dump_speaker(quote.speaker),
                dump_speaker(quote.reported_by),
                dump_interval(quote.said),
                lo,
                hi,
            )
            rows.append(row)
            words.append((key, self._stems(quote.sentence)))
        self._many("quotes", rows)
        self._words("quote_words", words)

    def _events(self) -> None:
        rows: list[Row] = []
        words: list[Row] = []
        people: list[Row] = []
        for ordinal, (key, event) in enumerate(self._keyed("events", self._reading.events)):
            days = event.interval
            where = (key, self._key, ordinal, event.span.start, event.span.end)
            when = (days.lo.toordinal(), days.hi.toordinal(), days.grain, days.anchor)
            what = (event.status, event.rule, self._sentence(event.span), dump(event.participants))
            rows.append((*where, *when, *what))
            words.append((key, self._stems(self._around(event.span))))
            place = (days.lo.toordinal(), days.hi.toordinal(), self._key, ordinal, key)
            people.extend((fold, *place) for fold in {self._intern.fold(name) for name in event.participants})
        self._many("events", rows)
        self._words("event_words", words)
        self._many("participants", people)

    def _keyed(self, table: str, values: Iterable[T]) -> Iterator[tuple[int, T]]:
        """The values with the keys that the table would give them, so that all rows go in at once."""
        row = self._connection.row(f"SELECT max(key) FROM {table}")
        return zip(count((row[0] or 0) + 1 if row else 1), values)

    def _around(self, span: Span) -> Span:
        """The sentence a span begins in, drawn out to hold all of it."""
        ordinal = self._sentence(span)
        sentence = self._reading.sentences[ordinal] if ordinal >= 0 else span
        return Span(min(sentence.start, span.start), max(sentence.end, span.end))

    def _stems(self, span: Span) -> str:
        return " ".join(dict.fromkeys(stems(span.of(self._document.text))))

    def _words(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.run_many(f"INSERT INTO {table} (rowid, stems) VALUES (?, ?)", rows)
