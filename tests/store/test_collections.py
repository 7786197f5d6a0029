"""Collections do not leak: what a scope of one collection sees is what a store of that collection alone would show.

Every query is put to two stores, one that has the collection alone and one that has another beside it with the same
names, days, sources and words. Only scores may differ: how rare a word is (BM25) is counted over the whole store.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.store.contract import EventQuery, Hit, PassageQuery, QuoteQuery, Record, Store
from assistant.store.opening import open_store
from assistant.types import Scope
from tests.store.contract_suite import EARLY, LATE, dispute, summit, undated
from tests.store.records import Builder

OWN = Scope(collections=("default",))
OTHER = Scope(collections=("embassy",))
NOTHING = Scope(collections=())
MODEL = "toy"


def elsewhere(record: Record) -> Record:
    """The same document in the other collection."""
    name = f"embassy/{record.document.id}"
    passages = tuple(replace(passage, document=name) for passage in record.passages)
    return replace(record, document=replace(record.document, id=name, collection="embassy"), passages=passages)


def cable() -> Record:
    """What only the other collection has: names, aliases, roles, words, days and a source of its own."""
    text = (
        'Ambassador Ana Veloso-Brandt met Minister Kofi Mensah in Accra on 5 October 2019. "We agree on zircon," '
        "Veloso said. President Wałęsa is due in Accra in May 2020. Veloso bought a boat."
    )
    builder = Builder("cable", text, date(2019, 10, 6), "Secret Cable", "Zircon talks")
    builder.mention("Ana Veloso-Brandt", "Ana Veloso").mention("Kofi Mensah").mention("Accra", kind="place")
    builder.mention("Veloso", nth=1).mention("Wałęsa", "Piotr Wałęsa").mention("Accra", kind="place", nth=1)
    builder.role("Ambassador Ana Veloso-Brandt", "Ana Veloso", "Ambassador")
    builder.role("Minister Kofi Mensah", "Kofi Mensah", "Minister").role(
        "President Wałęsa", "Piotr Wałęsa", "President"
    )
    builder.date("5 October 2019", date(2019, 10, 5)).date("May 2020", date(2020, 5, 1), date(2020, 5, 31))
    builder.event("met Minister", date(2019, 10, 5), who=("Ana Veloso", "Kofi Mensah"))
    builder.event("due in Accra", date(2020, 5, 1), date(2020, 5, 31), "planned", ("Piotr Wałęsa",))
    builder.quote("We agree on zircon,", "Ana Veloso", said=date(2019, 10, 5))
    return builder.record()


def story(identity: str, day: date) -> Record:
    """One long enough to have copies."""
    text = " ".join(f"Ship {number} left the port of Aveiro for Gdynia with salt." for number in range(12))
    return Builder(identity, text, day, "Coast Radio").mention("Aveiro", kind="place").record()


STORIES = (story("ships", EARLY), story("ships-again", date(2019, 10, 5)))
OWN_RECORDS = (summit(), dispute(), undated(), *STORIES)
OTHER_RECORDS = tuple(map(elsewhere, (summit(), dispute(), undated(), cable(), *STORIES, story("ships-more", EARLY))))


async def opened(folder: Path, *records: Record) -> Store:
    """A store with these records, each passage with a vector."""
    store = await open_store(str(folder), create=True)
    await store.put_many(records)
    await embed(store)
    return store


async def embed(store: Store) -> None:
    """Give each passage a vector."""
    while waiting := await store.unembedded(MODEL):
        await store.put_vectors(MODEL, {passage: [1.0, len(passage.text) / 100] for passage in waiting})


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Store]:
    store = await opened(tmp_path / "alone", *OWN_RECORDS)
    yield store
    await store.close()


@pytest.fixture
async def mixed(tmp_path: Path) -> AsyncIterator[Store]:
    store = await opened(tmp_path / "mixed", *OTHER_RECORDS[:2], *OWN_RECORDS, *OTHER_RECORDS[2:])
    yield store
    await store.close()


def unscored(hits: list[Hit]) -> list[Hit]:
    return sorted((replace(hit, score=0) for hit in hits), key=lambda hit: (hit.document.id, hit.passage.span))


async def all_documents(store: Store, scope: Scope) -> list[Any]:
    return [head async for head in store.documents(scope)]


def passages(**query: Any) -> Callable[[Store, Scope], Awaitable[Any]]:
    async def ask(store: Store, scope: Scope) -> Any:
        return unscored(await store.search(PassageQuery(scope=scope, limit=100, **query)))

    return ask


async def whole_documents(store: Store, scope: Scope) -> Any:
    found = await store.search_documents(PassageQuery(words=("Veloso", "zircon", "boat"), scope=scope))
    return sorted(head.id for head, _ in found)


async def by_meaning(store: Store, scope: Scope) -> Any:
    return unscored(await store.search_vectors(MODEL, [1.0, 0.5], PassageQuery(scope=scope, limit=100)))


async def each_document(store: Store, scope: Scope) -> Any:
    names = [record.document.id for record in (*OWN_RECORDS, *OTHER_RECORDS)]
    return [await store.document(name, scope) for name in names]


async def copies(store: Store, scope: Scope) -> Any:
    names = [record.document.id for record in (*OWN_RECORDS, *OTHER_RECORDS)]
    return [found for name in names if (found := await store.copies(name, scope))]


async def held(store: Store, scope: Scope) -> Any:
    found = await store.holdings(scope)
    return found.documents, found.undated, found.first, found.last, *found.sources.items(), *found.collections.items()


NAMES = (
    "Ana Veloso",
    "Veloso",
    "Ana Veloso-Brandt",
    "Wałęsa",
    "Kofi Mensah",
    "Accra",
    "Lisbon",
    "Coast Radio",
    "Mensah",
)
WORDS = ("zircon", "fish", "boat", "Veloso", "Accra", "agree", "Wałęsa")


async def everywhere(ask: Callable[[str], Awaitable[Any]], names: tuple[str, ...] = NAMES) -> list[Any]:
    return [await ask(name) for name in names]


QUESTIONS: dict[str, Callable[[Store, Scope], Awaitable[Any]]] = {
    "documents": all_documents,
    "document": each_document,
    "sources": lambda store, scope: store.sources(scope),
    "holdings": held,
    "copies": copies,
    "every passage": passages(),
    "words": passages(words=WORDS),
    "a word of the others' alone": passages(words=("zircon",)),
    "a phrase": passages(phrases=("agree on zircon",)),
    "related words": passages(words=("fish",), related=(("zircon", 1.0),)),
    "an entity's passages": passages(words=("boat",), entity="Ana Veloso"),
    "a source's passages": passages(words=("Veloso",), sources=("Secret Cable", "Harbour News")),
    "passages of named documents": passages(words=("Veloso",), documents=("summit", "embassy/summit", "embassy/cable")),
    "whole documents": whole_documents,
    "vectors": by_meaning,
    "document frequency": lambda store, scope: store.document_frequency(WORDS, scope),
    "entities": lambda store, scope: everywhere(lambda name: store.entities(name, scope)),
    "mentions": lambda store, scope: everywhere(lambda name: store.mentions(name, scope)),
    "related": lambda store, scope: everywhere(lambda name: store.related(name, scope)),
    "roles of a person": lambda store, scope: everywhere(lambda name: store.roles(person=name, scope=scope)),
    "roles by title": lambda store, scope: everywhere(
        lambda title: store.roles(title=title, scope=scope), ("president", "minister", "ambassador")
    ),
    "quotes": lambda store, scope: store.quotes(QuoteQuery(scope=scope)),
    "a speaker's quotes": lambda store, scope: store.quotes(QuoteQuery(speakers=("Ana Veloso",), scope=scope)),
    "quotes about": lambda store, scope: store.quotes(QuoteQuery(words=("agree",), scope=scope)),
    "events": lambda store, scope: store.events(EventQuery(scope=scope)),
    "events of a day": lambda store, scope: store.events(
        EventQuery(date(2019, 10, 1), date(2019, 10, 31), scope=scope)
    ),
    "a participant's events": lambda store, scope: store.events(
        EventQuery(participants=("Piotr Wałęsa",), scope=scope)
    ),
    "events about": lambda store, scope: store.events(EventQuery(words=("Accra",), scope=scope)),
    "days": lambda store, scope: store.day_counts(EventQuery(scope=scope)),
    "days of a span": lambda store, scope: store.day_counts(EventQuery(EARLY, LATE, scope=scope)),
    "a participant's days": lambda store, scope: store.day_counts(
        EventQuery(participants=("Ana Veloso",), scope=scope)
    ),
    "days about": lambda store, scope: store.day_counts(EventQuery(words=("met",), scope=scope)),
}


async def answers(store: Store, scope: Scope) -> dict[str, Any]:
    """What every question brings under a scope."""
    return {name: await ask(store, scope) for name, ask in QUESTIONS.items()}


async def test_a_scope_of_one_collection_sees_what_a_store_of_it_alone_would_show(alone: Store, mixed: Store):
    shown = await answers(alone, Scope())
    assert await answers(alone, OWN) == shown
    assert await answers(mixed, OWN) == shown


async def test_the_questions_are_such_that_the_other_collection_would_answer(mixed: Store):
    own, other, every = [await answers(mixed, scope) for scope in (OWN, OTHER, Scope())]
    assert [name for name in QUESTIONS if own[name] in (other[name], every[name])] == []


async def test_an_empty_scope_and_one_that_is_not_there_see_nothing(mixed: Store):
    for scope in (NOTHING, Scope(collections=("nowhere",))):
        for name, told in (await answers(mixed, scope)).items():
            values: Any = cast("dict[str, int]", told).values() if isinstance(told, dict) else told
            assert not any(values), name


async def test_scopes_of_several_collections_see_them_all(mixed: Store):
    assert await answers(mixed, Scope(collections=("embassy", "default"))) == await answers(mixed, Scope())


async def test_nothing_is_left_of_a_collection_that_was_forgotten(mixed: Store, alone: Store):
    for record in OTHER_RECORDS:
        assert await mixed.forget(record.document.id)
    assert await answers(mixed, Scope()) == await answers(alone, Scope())
