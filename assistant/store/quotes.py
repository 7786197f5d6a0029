"""Quotations by speaker, day and words."""

from __future__ import annotations

from typing import Any

from assistant.store.conditions import Where
from assistant.store.contract import Located, QuoteQuery
from assistant.store.entities import folds_meant
from assistant.store.located import place, split
from assistant.store.packing import load_interval, load_spans, load_speaker
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.types import Quote, Span


def quotes(snapshot: Snapshot, query: QuoteQuery) -> list[Located[Quote]]:
    """Quotations that fit, newest first; one more than the limit when there are more."""
    where = Where(within(query.scope))
    if query.speakers:
        where.among("q.person", folds_meant(snapshot, query.speakers, query.scope))
    if query.kinds:
        where.among("q.kind", query.kinds)
    if query.lo is not None:
        where.add("q.hi >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add("q.lo <= ?", query.hi.toordinal())
    where.words("quote_words", "q.key", query.words)
    rows = snapshot.rows(
        f"SELECT {HEAD}, q.spans, q.kind, q.sentence_start, q.sentence_end, q.rule, q.cue,"
        " q.speaker, q.reporter, q.said"
        f" FROM quotes q CROSS JOIN documents d ON d.key = q.document WHERE {where.sql}"
        " ORDER BY q.hi DESC, q.document, q.ordinal LIMIT ?",
        (*where.values, query.limit + 1),
    )
    return [_quote(snapshot, row) for row in rows]


def _quote(snapshot: Snapshot, row: tuple[Any, ...]) -> Located[Quote]:
    head, (spans, kind, start, end, rule, cue, speaker, reporter, said) = split(row)
    words, sentence = load_spans(spans), Span(start, end)
    quote = Quote(
        spans=words,
        kind=kind,
        sentence=sentence,
        rule=rule,
        cue=load_spans(cue)[0] if cue else None,
        speaker=load_speaker(speaker),
        reported_by=load_speaker(reporter),
        said=load_interval(said),
    )
    whole = Span(words[0].start, words[-1].end) if words else sentence
    return place(snapshot, head, quote, whole, context=sentence)
