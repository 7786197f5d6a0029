"""A hash of all that a store's file holds of each document, whatever the keys of its rows; raises where parts lack."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from contextlib import closing
from pathlib import Path

import apsw

from assistant.store.contract import PassageQuery
from assistant.store.database import BUSY_MS
from assistant.store.embedded import open_embedded
from assistant.store.sqlite import Sqlite

_WORDS = ("government", "report", "minister", "elections", "prison")
_EVERY = 1_000_000  # hits: which of equals come first among fewer is for chance to say
_PARTS = (
    "SELECT id, title, source, day, dated_by, url, language, sha256, characters, flags, fingerprint, digest,"
    " source_type, author, pages, collection FROM documents WHERE key = ?",
    "SELECT text, sentences FROM texts WHERE document = ?",
    "SELECT ordinal, start, end_ FROM passages WHERE document = ? ORDER BY ordinal",
    "SELECT m.ordinal, m.start, m.end_, f.fold, e.type, n.form, m.rule, m.sentence FROM mentions m"
    " JOIN entities e ON e.key = m.entity JOIN folds f ON f.key = e.fold JOIN forms n ON n.key = m.name"
    " WHERE m.document = ? ORDER BY m.ordinal",
    "SELECT f.fold, e.type, n.form, a.mentions, a.named FROM appearances a JOIN entities e ON e.key = a.entity"
    " JOIN folds f ON f.key = e.fold JOIN forms n ON n.key = a.form WHERE a.document = ? ORDER BY 1, 2, 3",
    "SELECT r.ordinal, r.start, r.end_, f.fold, r.name, t.title, r.former, r.held, r.rule, r.sentence FROM roles r"
    " JOIN folds f ON f.key = r.person JOIN titles t ON t.key = r.title WHERE r.document = ? ORDER BY r.ordinal",
    "SELECT ordinal, start, end_, lo, hi, grain, anchor, rule, sentence FROM dates WHERE document = ? ORDER BY ordinal",
    "SELECT q.ordinal, kind, spans, sentence_start, sentence_end, rule, cue, f.fold, speaker, reporter, said, lo, hi"
    " FROM quotes q LEFT JOIN folds f ON f.key = q.person WHERE document = ? ORDER BY q.ordinal",
    "SELECT ordinal, start, end_, lo, hi, grain, anchor, status, rule, sentence, participants"
    " FROM events WHERE document = ? ORDER BY ordinal",
    "SELECT e.ordinal, f.fold FROM participants p JOIN events e ON e.key = p.event JOIN folds f ON f.key = p.person"
    " WHERE e.document = ? ORDER BY 1, 2",
    "SELECT (SELECT count(*) FROM quote_words WHERE rowid IN (SELECT key FROM quotes WHERE document = ?1)),"
    " (SELECT count(*) FROM event_words WHERE rowid IN (SELECT key FROM events WHERE document = ?1)),"
    " (SELECT count(*) FROM quotes WHERE document = ?1), (SELECT count(*) FROM events WHERE document = ?1)",
)


def hashes(file: Path, known: Set[str] = frozenset()) -> dict[str, str]:
    """The hash of every document by its id, but for those in `known`; none where the store is not yet begun.

    Raises AssertionError for a damaged file.
    """
    connection = Sqlite(str(file), apsw.SQLITE_OPEN_READONLY, BUSY_MS)
    with closing(connection), connection.snapshot():
        if connection.row("PRAGMA quick_check(1)") != ("ok",):
            raise AssertionError(f"{file} is damaged")
        if connection.row("SELECT 1 FROM sqlite_master") is None:
            return {}
        heads = list(connection.rows("SELECT key, id FROM documents ORDER BY id"))
        found: dict[str, str] = {}
        for key, name in heads:
            if name not in known:
                parts = [list(connection.rows(sql, (key,))) for sql in _PARTS]
                [(quote_words, event_words, quotes, events)] = parts[-1]
                if not parts[1] or (quote_words, event_words) != (quotes, events):
                    raise AssertionError(f"{file} holds half of {name}")
                found[name] = hashlib.sha256(repr(parts).encode()).hexdigest()
        return found


def clusters(file: Path) -> dict[str, str | None]:
    """The cluster of every document."""
    connection = Sqlite(str(file), apsw.SQLITE_OPEN_READONLY, BUSY_MS)
    with closing(connection):
        return {row[0]: row[1] for row in connection.rows("SELECT id, cluster FROM documents ORDER BY id")}


async def found(folder: Path) -> list[list[tuple[str, int]]]:
    """What some searches find in a store, whatever their order."""
    store = await open_embedded(folder, create=False)
    try:
        hits = [await store.search(PassageQuery(words=(word,), limit=_EVERY)) for word in _WORDS]
        return [sorted((hit.document.id, hit.passage.ordinal) for hit in each) for each in hits]
    finally:
        await store.close()
