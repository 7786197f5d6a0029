"""The indexes: their fields, spelt out, and the version of both.

Words reach the engine as stems with spaces between, made by `store.analysis` as for the embedded store, so the engine
only splits at white space, which it does without any plugin, and both stores rank alike. A document is one record of
the engine with everything that was read out of it as nested parts: it is written and replaced whole or not at all by
the engine's own promise for one record, and its parts are never seen beside those of its old self.
"""

from __future__ import annotations

from typing import Any

VERSION = 2
"""Raise it when fields or what goes into them change: `attache upgrade` then makes the indexes anew."""

OLDEST_WRITER = 2
"""The oldest version whose records still do in these indexes: servers of it may write on when they were upgraded."""

DOCUMENTS, INPUTS, ANSWERS, KEYS, CONVERSATIONS, TURNS = (
    "documents",
    "inputs",
    "answers",
    "keys",
    "conversations",
    "turns",
)
STORE_INDEXES = (DOCUMENTS, INPUTS, ANSWERS)
DESK_INDEXES = (KEYS, CONVERSATIONS, TURNS)

UNIQUE = {DOCUMENTS: "id", INPUTS: "name", ANSWERS: "request", KEYS: "id", CONVERSATIONS: "id", TURNS: "turn"}
"""A field of each that no two records share."""

MOST_HITS = 10_000
"""Hits of one request, and parts of one document in it."""

_KEYWORD = {"type": "keyword"}
_NUMBER = {"type": "integer"}
_KEPT = {"type": "keyword", "index": False, "doc_values": False, "store": True}
_UNSOUGHT = {"type": "keyword", "index": False, "doc_values": False}
_UNSEEN = {"type": "object", "enabled": False}
_WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}


def _nested(**fields: Any) -> dict[str, Any]:
    return {"type": "nested", "properties": fields}


_FIELDS: dict[str, dict[str, Any]] = {
    DOCUMENTS: {
        "id": _KEYWORD,
        "sha256": _KEYWORD,
        "source": _KEYWORD,
        "publisher": _KEYWORD,
        "day": _NUMBER,
        "collection": _KEYWORD,
        "scored": _WORDS,
        "lead": _WORDS,
        "bands": _KEYWORD,
        "entities": _KEYWORD,
        "head": _UNSEEN,
        "write": _UNSEEN,
        "sketch": {"type": "binary"},
        "document": {"type": "binary", "store": True},
        "record": {"type": "binary", "store": True},
        "passages": _nested(
            ordinal=_NUMBER,
            start=_NUMBER,
            end=_NUMBER,
            scored=_WORDS,
            body={"type": "text", "analyzer": "whitespace"},
            entities=_KEYWORD,
            text=_KEPT,
        ),
        "names": _nested(
            entity=_KEYWORD,
            form=_KEYWORD,
            fold=_KEYWORD,
            words=_KEYWORD,
            surname=_KEYWORD,
            mentions=_NUMBER,
            named=_NUMBER,
        ),
        "sentences": _nested(ordinal=_NUMBER, entities=_KEYWORD, value=_KEPT),
        "roles": _nested(person=_KEYWORD, title=_KEYWORD, start=_NUMBER, value=_KEPT),
        "quotes": _nested(
            speaker=_KEYWORD, kind=_KEYWORD, lo=_NUMBER, hi=_NUMBER, stems=_KEYWORD, ordinal=_NUMBER, value=_KEPT
        ),
        "events": _nested(
            people=_KEYWORD,
            status=_KEYWORD,
            lo=_NUMBER,
            hi=_NUMBER,
            place={"type": "long"},
            stems=_KEYWORD,
            ordinal=_NUMBER,
            value=_KEPT,
        ),
        "voices": _nested(named=_NUMBER, expressions=_NUMBER, early=_NUMBER, late=_NUMBER, leading=_NUMBER),
        "spoken": _nested(
            named=_NUMBER,
            expressions=_NUMBER,
            early=_NUMBER,
            late=_NUMBER,
            leading=_NUMBER,
            people=_KEYWORD,
            statuses=_KEYWORD,
            parts=_KEYWORD,
            stems=_KEYWORD,
        ),
    },
    INPUTS: {
        "name": _KEYWORD,
        "origin": _KEYWORD,
        "documents": _KEYWORD,
        "failed": {"type": "boolean"},
        "at": {"type": "long"},
        "value": _UNSEEN,
        "nonce": _UNSOUGHT,
    },
    ANSWERS: {"request": _KEYWORD, "text": _KEYWORD, "answer": _UNSEEN},
    KEYS: {"id": _KEYWORD, "value": _UNSEEN, "nonce": _UNSOUGHT},
    CONVERSATIONS: {
        "id": _KEYWORD,
        "owner": _KEYWORD,
        "updated": _KEYWORD,
        "place": {"type": "long"},
        "turns": _NUMBER,
        "value": _UNSEEN,
        "nonce": _UNSOUGHT,
    },
    TURNS: {"turn": _KEYWORD, "conversation": _KEYWORD, "value": _UNSEEN},
}
_SEEN_AS_SENT = {DOCUMENTS: ["head", "write", "sketch"]}
_VECTORS: dict[str, Any] = {
    **{name: _FIELDS[DOCUMENTS][name] for name in ("id", "publisher", "day", "collection", "entities")},
    "nonce": _KEYWORD,
    "ordinal": _NUMBER,
    "place": _UNSEEN,
}
_GRAPH = {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}


def vectors_definition(model: str, dimension: int, shards: int) -> dict[str, Any]:
    """The body that makes the index of a model's vectors, by the engine's k-NN plugin."""
    vector = {"type": "knn_vector", "dimension": dimension, "method": _GRAPH}
    mapping: dict[str, Any] = {
        "dynamic": "strict",
        "_meta": {"attache": VERSION, "model": model, "dimension": dimension},
        "properties": {**_VECTORS, "vector": vector},
        "_source": {"excludes": ["vector"]},
    }
    return {"settings": {"index": {**_settings(shards), "knn": True}}, "mappings": mapping}


def definition(name: str, shards: int) -> dict[str, Any]:
    """The body that makes an index."""
    mapping: dict[str, Any] = {"dynamic": "strict", "_meta": {"attache": VERSION}, "properties": _FIELDS[name]}
    if name in _SEEN_AS_SENT:
        mapping["_source"] = {"includes": _SEEN_AS_SENT[name]}
    settings = {
        **_settings(shards if name == DOCUMENTS else 1),
        "mapping.nested_objects.limit": 10_000_000,
        "max_inner_result_window": MOST_HITS,
    }
    return {"settings": {"index": settings}, "mappings": mapping}


def _settings(shards: int) -> dict[str, Any]:
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "5s",  # for what a writer that died left behind: others refresh what they write
        "max_terms_count": 1 << 17,
    }
