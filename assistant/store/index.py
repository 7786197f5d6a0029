"""The search index: tantivy over passages, holding nothing that SQLite has not committed.

One extra document in the index, the mark, carries its position: which store it belongs to and the last write it has
seen. It is committed together with the passages, so the two can never disagree.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import FieldType, IndexWriter, Occur, Query, Searcher

from assistant.store.analysis import NAME, analyzer, undotted

FORMAT = 6  # raise it when the fields, the analysis or the position change: older indexes are then rebuilt
SCORED = ("scored", "lead", "body")
"""The fields that words are scored in: title and text together, how a document begins, and the text for phrases."""

_HEAP = 50_000_000
_UNDATED = 0  # no day has this ordinal; the first of January of the year 1 is 1
_MARK = "attachepositionmark"  # the one word of the mark, by which the index explains its statistics


@dataclass(frozen=True, slots=True)
class Position:
    """How far an index has come: `nonce` is that of the write with number `sequence`."""

    store: str
    sequence: int = 0
    nonce: int = 0
    format: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage, or a whole document, as an index keeps it: `passage` is its own key there."""

    passage: int
    document: int
    title: str
    body: str
    source: str
    day: int | None
    entities: tuple[int, ...]
    collection: str
    lead: str = ""
    with_phrases: bool = True

    @property
    def rank_day(self) -> int:
        """The day by which the newest come first: undated ones last."""
        return self.day or _UNDATED


class Found(NamedTuple):
    """A passage, or a document, that fits a plan: its key, its score and its day as in `Entry.rank_day`."""

    key: int
    score: float
    day: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A search in the index's own terms. None means no bound, an empty tuple that nothing can match."""

    words: tuple[str, ...] = ()
    related: tuple[tuple[str, float], ...] = ()
    lead_weight: float = 0.0
    phrases: tuple[str, ...] = ()
    lo: int | None = None
    hi: int | None = None
    sources: tuple[tuple[str, ...], ...] = ()
    collections: tuple[str, ...] | None = None
    entities: tuple[int, ...] | None = None
    documents: tuple[int, ...] | None = None

    @property
    def is_ranked(self) -> bool:
        """Whether there is anything to score by."""
        return bool(self.words or self.phrases)


def best_first(found: Found) -> tuple[float, int]:
    """The order of what was scored."""
    return -found.score, found.key


def newest_first(found: Found) -> int:
    """The order of what was not."""
    return -found.day


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in SCORED[:2]:
        builder.add_text_field(name, tokenizer_name=NAME, index_option="freq")
    builder.add_text_field("body", tokenizer_name=NAME)
    for name in ("source", "collection"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("document", "passage", "entity"):
        builder.add_unsigned_field(name, indexed=True, fast=name != "entity")
    builder.add_text_field("position", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("is_position", tokenizer_name="raw", index_option="basic")
    return builder.build()


class TextIndex:
    """An index in a folder; its field `scored` holds title and body together, `lead` how a document begins,
    `body` is for phrases.

    Not safe for two threads at once, but a `searcher` is.
    """

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder), reuse=True)
        self._index.register_tokenizer(NAME, analyzer())
        self._index.config_reader("manual")
        self._index.reload()

    def reload(self) -> None:
        """See what was committed since, also by other processes."""
        self._index.reload()

    def searcher(self) -> Searcher:
        """A view of the last reload."""
        return self._index.searcher()

    def position(self) -> Position | None:
        """How far the last reload has come, None for an index that was never committed."""
        searcher = self.searcher()
        hits = searcher.search(self._is_position(), limit=1).hits
        if not hits:
            return None
        return Position(**json.loads(searcher.doc(hits[0][1])["position"][0]))

    @contextmanager
    def writing(self) -> Generator[IndexWriter]:
        """The writer, of which there can be one; what it committed is seen after the block."""
        writer = self._index.writer(_HEAP, 1)
        try:
            yield writer
        finally:
            writer.wait_merging_threads()
        self.reload()

    def apply(self, writer: IndexWriter, removed: Sequence[int], added: Iterable[Entry], position: Position) -> None:
        """Take out documents, put in passages and move to `position`, in one commit."""
        if removed:  # by query: a term of the binding is a signed number, which these fields do not hold
            writer.delete_documents_by_query(Query.term_set_query(self._schema, "document", list(removed)))
        for entry in added:
            writer.add_document(_document(entry))
        writer.delete_documents_by_query(self._is_position())
        mark = tantivy.Document()
        mark.add_text("is_position", "yes")
        for field in SCORED:
            mark.add_text(field, _MARK)
        mark.add_text("position", json.dumps(asdict(position)))
        writer.add_document(mark)
        writer.commit()

    def search(self, searcher: Searcher, plan: Plan, limit: int) -> list[Found]:
        """What fits, best first and equal scores by key; without words and phrases newest first."""
        ranked = plan.is_ranked
        hits = searcher.search(
            self.query(plan), limit=limit, count=False, order_by_field=None if ranked else "day"
        ).hits
        keys = searcher.fast_field_values("passage", [address for _, address in hits])
        pairs = [(int(key), order) for key, (order, _) in zip(keys, hits, strict=True) if key]
        if not ranked:
            return [Found(key, 0.0, int(day)) for key, day in pairs]
        return sorted((Found(key, score) for key, score in pairs), key=best_first)

    def statistics(self, searcher: Searcher, field: str) -> tuple[int, float]:
        """What BM25 goes by in a field: the number of passages, removed ones too, and their average length."""
        query = self._term(_MARK, field)
        [(_, mark)] = searcher.search(query, limit=1).hits
        found = _numbers(json.loads(query.explain(searcher, mark).to_json()))
        return int(found["N"]), found["avgdl"]

    def frequency(self, searcher: Searcher, field: str, stem: str) -> int:
        """The number of passages that have this stem in a field, removed ones too until segments are merged."""
        return searcher.doc_freq(field, stem)

    def count(self, searcher: Searcher, plan: Plan, stem: str, without: Sequence[int] = ()) -> int:
        """The number of passages that pass the plan's filters, have this stem in their text, and are of other documents
        than those `without`.
        """
        fitting = [(Occur.Must, query) for query in (self._term(stem, "body"), *self._filters(plan))]
        fitting.append((Occur.MustNot, Query.term_set_query(self._schema, "document", list(without))))
        found: Any = searcher.search(Query.boolean_query(fitting), limit=1, count=True)  # the stubs lack `count`
        return int(found.count)

    def _is_position(self) -> Query:
        return Query.term_query(self._schema, "is_position", "yes", "basic")

    def query(self, plan: Plan) -> Query:
        """The plan as a query of tantivy."""
        # A flat union of terms and nothing else is what tantivy can prune (block-max WAND).
        words = [(Occur.Should, self._term(stem)) for stem in plan.words]
        words += [(Occur.Should, Query.boost_query(self._term(stem), weight)) for stem, weight in plan.related]
        if plan.lead_weight:
            words += [
                (Occur.Should, Query.boost_query(self._term(stem, "lead"), plan.lead_weight)) for stem in plan.words
            ]
        must = [phrase for text in plan.phrases if (phrase := self._phrase(text)) is not None]
        must += [Query.const_score_query(query, 0.0) for query in self._filters(plan)]
        if words and not must:
            return Query.boolean_query(words)
        if words and not plan.phrases:
            must.append(Query.boolean_query(words))
            words = []
        if not must:
            every = Query.range_query(self._schema, "passage", FieldType.Unsigned, 1, None)
            must.append(Query.const_score_query(every, 0.0))
        return Query.boolean_query([*((Occur.Must, query) for query in must), *words])

    def _term(self, stem: str, field: str = "scored") -> Query:
        return Query.term_query(self._schema, field, stem, "freq")

    def _phrase(self, text: str) -> Query | None:
        tokens = [(token.position, token.text) for token in analyzer().pre_tokenize(text).tokens]
        if not tokens:
            return None
        if len(tokens) == 1:
            return Query.term_query(self._schema, "body", tokens[0][1], "freq")
        return Query.phrase_query(self._schema, "body", list(tokens))

    def _filters(self, plan: Plan) -> list[Query]:
        filters: list[Query] = []
        if plan.lo is not None or plan.hi is not None:
            lo = max(plan.lo or 0, _UNDATED + 1)
            filters.append(Query.range_query(self._schema, "day", FieldType.Integer, lo, plan.hi))
        filters += [Query.term_set_query(self._schema, "source", list(names)) for names in plan.sources]
        if plan.collections is not None:
            filters.append(Query.term_set_query(self._schema, "collection", list(plan.collections)))
        chosen: tuple[tuple[str, Sequence[int] | None], ...] = (("entity", plan.entities), ("document", plan.documents))
        filters += [Query.term_set_query(self._schema, name, list(keys)) for name, keys in chosen if keys is not None]
        return filters


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("scored", undotted(f"{entry.title}\n{entry.body}"))
    if entry.lead:
        document.add_text("lead", undotted(entry.lead))
    if entry.with_phrases:
        document.add_text("body", entry.body)
    document.add_text("source", entry.source)
    document.add_text("collection", entry.collection)
    document.add_integer("day", entry.day or _UNDATED)
    document.add_unsigned("document", entry.document)
    document.add_unsigned("passage", entry.passage)
    for entity in entry.entities:
        document.add_unsigned("entity", entity)
    return document


def _numbers(explanation: dict[str, Any]) -> dict[str, float]:
    """The named numbers of tantivy's explanation of a score: "N" of "N, total number of docs"."""
    found = {str(explanation["description"]).split(",")[0]: float(explanation["value"])}
    for detail in explanation.get("details", ()):
        found |= _numbers(detail)
    return found
