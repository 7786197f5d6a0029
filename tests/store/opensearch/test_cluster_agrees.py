"""A store on a cluster answers as the embedded store does."""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.store.contract import EventQuery, Hit, PassageQuery, QuoteQuery, Record, Store
from assistant.store.embedded import open_embedded
from assistant.store.opensearch.store import open_cluster
from assistant.types import EventStatus, Scope
from tests.store import test_clusters, test_collections, test_sums
from tests.store.test_collections import MODEL

SCOPES = (
    Scope(),
    Scope(as_of=date(2019, 1, 25)),
    Scope(sources=("source 1", "coast radio", "wire")),
    Scope(collections=("default",)),
    Scope(collections=()),
    Scope(lo=date(2019, 1, 10), hi=date(2019, 12, 31), collections=("default", "embassy")),
)
STATUSES: tuple[tuple[EventStatus, ...], ...] = ((), ("happened",), ("planned", "denied"))
_NOT_COMPARED = ("sources", "every passage", "whole documents", "vectors")
"""Without an order; and cut off between equals: see the tests of the ranking and of the nearest."""

PEOPLE = ("Ana Veloso", "Rui Alves", "Brandt", "Veloso", "Piotr Wałęsa", "Nobody")


def invented() -> list[Record]:
    """Documents by lot, documents of two collections, and stories with their copies."""
    chance = random.Random(5)  # noqa: S311 - a test's lot
    made = [test_sums.record(chance, number) for number in range(40)]
    made += [*test_collections.OWN_RECORDS, *test_collections.OTHER_RECORDS]
    made += [test_clusters.made(f"c{number}", text) for number, text in enumerate(test_clusters.CHAIN)]
    papers = (test_clusters.changed(test_clusters.STORY, number % 5) for number in range(12))
    for number, text in enumerate(papers):
        out = test_clusters.DAY + timedelta(days=number % 7)
        made.append(test_clusters.made(f"p{number}", text, out, ("Wire", "Paper")[number % 2]))
    made += [
        test_clusters.made("alone", test_clusters.story(7)),
        test_clusters.made("undated copy", test_clusters.STORY, None),
        test_clusters.made("z replaced", test_clusters.STORY),
    ]
    return sorted(made, key=lambda record: record.document.id)  # as the stores order equals: by entry, and by id


@pytest.fixture
async def both(tmp_path: Path, address: str) -> AsyncIterator[tuple[Store, Store]]:
    stores: tuple[Store, Store] = (await open_embedded(tmp_path / "store"), await open_cluster(address, create=True))
    records = invented()
    for store in stores:
        await store.put_many(records)
        for forgotten in ("d3", "p4", "c1"):
            await store.forget(forgotten)
        await store.put_many([*records[10:12], test_clusters.made("z replaced", test_clusters.story(8))])
        await test_collections.embed(store)
    yield stores
    for store in stores:
        await store.close()


def scored(hits: list[Hit]) -> dict[tuple[str, int], float]:
    return {(hit.document.id, hit.passage.ordinal): round(hit.score, 3) for hit in hits}


@pytest.mark.parametrize("scope", SCOPES, ids=str)
async def test_every_question_has_the_same_answer(both: tuple[Store, Store], scope: Scope):
    for name, ask in test_collections.QUESTIONS.items():
        if name in _NOT_COMPARED:
            continue
        embedded, clustered = [await ask(store, scope) for store in both]
        assert clustered == embedded, name


async def test_documents_are_of_the_same_stories(both: tuple[Store, Store]):
    ids = [record.document.id for record in invented()]
    embedded, clustered = [await store.stories(ids) for store in both]
    assert clustered == embedded
    assert {"c0", "p0"} <= embedded.keys()
    assert "alone" not in embedded
    for store in both:
        assert await store.at_once(lambda view: view.stories(ids)) == embedded
        assert await store.stories(["p0", "alone", "p4", "none"]) == {"p0": embedded["p0"]}
        assert await store.stories([]) == {}


@pytest.mark.parametrize("scope", SCOPES, ids=str)
async def test_the_nearest_by_meaning_are_the_same(both: tuple[Store, Store], scope: Scope):
    for query in (PassageQuery(scope=scope, limit=1000), PassageQuery(scope=scope, entity="Ana Veloso", limit=1000)):
        embedded, clustered = [await store.search_vectors(MODEL, [1.0, 0.5], query) for store in both]
        assert scored(clustered) == scored(embedded)
        assert test_collections.unscored(clustered) == test_collections.unscored(embedded)
        assert len(embedded) < 1000
    assert len(await both[0].search_vectors(MODEL, [1.0, 0.5], PassageQuery(limit=1000))) > 100


def queries() -> list[PassageQuery]:
    made = [
        PassageQuery(words=words)
        for words in (("Veloso", "fish"), ("minister", "spoke", "rained"), ("boat",), ("U.S.", "talks"))
    ]
    made += [PassageQuery(words=("Veloso",), phrases=("it was",)), PassageQuery(phrases=("as minister on", "spoke"))]
    made += [PassageQuery(words=("rained",), related=(("minister", 0.4), ("boat", 0.2)))]
    made += [PassageQuery(words=("spoke",), entity=name) for name in PEOPLE]
    return [replace(query, limit=1000) for query in made]


@pytest.fixture
async def untouched(tmp_path: Path, new_address: str) -> AsyncIterator[tuple[Store, Store]]:
    """Stores in which nothing was replaced: what is removed counts until the engines merge it away."""
    stores: tuple[Store, Store] = (
        await open_embedded(tmp_path / "store"),
        await open_cluster(new_address, create=True),
    )
    for store in stores:
        await store.put_many(invented())
        await store.refresh()
    yield stores
    for store in stores:
        await store.close()


async def test_passages_and_documents_are_ranked_the_same(untouched: tuple[Store, Store]):
    for query in (replace(query, scope=scope) for query in queries() for scope in SCOPES):
        embedded, clustered = [scored(await store.search(query)) for store in untouched]
        assert clustered == pytest.approx(embedded, rel=0.01), query
        embedded, clustered = [
            {head.id: score for head, score in await store.search_documents(query)} for store in untouched
        ]
        # the embedded store's index has a mark in it, which counts as one more document
        assert clustered == pytest.approx(embedded, rel=0.03), query


async def test_days_quotes_and_events_are_counted_the_same(both: tuple[Store, Store]):
    asked = itertools.product(
        ((None, None), (date(2019, 1, 5), date(2019, 1, 20))),
        ((), ("Veloso",), ("Ana Veloso", "Rui Alves"), ("Brandt",)),
        ((), ("met",), ("spoke", "minister")),
        STATUSES,
        SCOPES,
    )
    for (lo, hi), people, words, statuses, scope in itertools.islice(asked, 0, None, 11):
        query = EventQuery(lo, hi, people, words, statuses, scope, 500)
        embedded, clustered = [await store.day_counts(query) for store in both]
        assert clustered == embedded, query
        embedded, clustered = [await store.events(query) for store in both]
        assert clustered == embedded, query
    for ask in (each for scope in SCOPES for each in quoted(scope)):
        embedded, clustered = [await store.quotes(ask) for store in both]
        assert clustered == embedded, ask


def quoted(scope: Scope) -> list[QuoteQuery]:
    day = date(2019, 1, 12)
    narrowed: list[Callable[[QuoteQuery], QuoteQuery]] = [
        lambda query: query,
        lambda query: replace(query, speakers=("Veloso", "Alves")),
        lambda query: replace(query, words=("said",)),
        lambda query: replace(query, lo=day),
        lambda query: replace(query, hi=day, kinds=("direct",)),
    ]
    return [narrow(QuoteQuery(scope=scope, limit=500)) for narrow in narrowed]
