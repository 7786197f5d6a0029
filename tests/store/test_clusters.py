"""Copies of one story: found whatever the order, kept right as documents come and go, and counted once."""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.reading.sketch import FEWEST, agreement, sketch
from assistant.store.contract import EventQuery, Record
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.types import Scope
from tests.store.records import Builder

DAY = date(2020, 3, 2)
WORDS = [
    f"{first}{second}" for first in ("ba", "do", "fi", "lu", "me", "no", "pa", "ri") for second in ("ka", "len", "sor")
]


def story(seed: int, words: int = 300) -> str:
    """Words of a story, the same for the same number."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    return "On 1 March 2020 the boat came. " + " ".join(drawn.choice(WORDS) for _ in range(words)) + "."


def changed(text: str, places: int) -> str:
    """The text with some words in a row changed from the middle on."""
    words = text.split()
    middle = len(words) // 2
    return " ".join(["other" if middle <= place < middle + places else word for place, word in enumerate(words)])


def made(name: str, text: str, day: date | None = DAY, source: str = "Wire", collection: str = "default") -> Record:
    record = Builder(name, text, day, source).date("1 March 2020", date(2020, 3, 1)).record()
    return replace(record, document=replace(record.document, collection=collection))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    store = await open_embedded(tmp_path / "store")
    yield store
    await store.close()


async def clusters(store: EmbeddedStore) -> dict[str, str | None]:
    heads = [head.id async for head in store.documents()]
    return dict.fromkeys(heads) | await store.stories(heads)


STORY = story(1)
# a chain: each is a copy of the next, the first of the last is none
CHAIN = [STORY, changed(STORY, 30), changed(changed(STORY, 30), 60)]


def test_a_sketch_tells_copies_from_others():
    assert agreement(sketch(STORY), sketch(STORY.upper().replace(" ", "  "))) == 1
    assert agreement(sketch(STORY), sketch(changed(STORY, 3))) > 0.9
    assert agreement(sketch(STORY), sketch(story(2))) < 0.1
    assert sketch("word " * (FEWEST - 1)) == ()
    assert agreement((), ()) == 0


async def test_copies_are_found_whatever_the_order_they_come_in(tmp_path: Path):
    records = [made(f"c{number}", text) for number, text in enumerate(CHAIN)]
    records += [made("other", story(2)), made("twin", story(2) + " More."), made("alone", story(3))]
    for number, order in enumerate(itertools.islice(itertools.permutations(records), 0, 720, 97)):
        store = await open_embedded(tmp_path / f"s{number}")
        for record in order:
            await store.put(record)
        found = await clusters(store)
        assert found["other"] == found["twin"] == "other"
        assert found["alone"] is None
        assert found["c0"] == found["c1"] == found["c2"] == "c0"
        await store.close()


async def test_a_cluster_falls_apart_with_the_document_that_links_it(store: EmbeddedStore):
    await store.put_many([made(f"c{number}", text) for number, text in enumerate(CHAIN)])
    assert agreement(sketch(CHAIN[0]), sketch(CHAIN[2])) < 0.8
    await store.forget("c1")
    assert await clusters(store) == {"c0": None, "c2": None}
    await store.put(made("c1", CHAIN[1]))
    assert set((await clusters(store)).values()) == {"c0"}
    await store.forget("c0")
    assert await clusters(store) == {"c1": "c1", "c2": "c1"}
    await store.put(made("c1", story(9)))
    assert await clusters(store) == {"c1": None, "c2": None}


async def test_what_is_printed_again_much_later_or_in_another_collection_is_no_copy(store: EmbeddedStore):
    later, near = DAY + timedelta(days=365), DAY + timedelta(days=20)
    await store.put_many([made("a", STORY), made("b", STORY, later), made("c", STORY, near)])
    await store.put(made("ports/a", STORY, collection="ports"))
    assert await clusters(store) == {"a": "a", "b": None, "c": "a", "ports/a": None}


async def test_the_copies_of_a_document_are_given_within_the_scope(store: EmbeddedStore):
    papers = [
        made(f"p{number}", changed(STORY, number), DAY + timedelta(number), f"Paper {number}") for number in range(4)
    ]
    await store.put_many(papers)
    assert [head.id for head in await store.copies("p2")] == ["p0", "p1", "p3"]
    assert [head.id for head in await store.copies("p2", Scope(as_of=DAY))] == ["p0"]
    assert await store.copies("none") == []


async def test_a_story_in_forty_papers_counts_once_for_a_day(store: EmbeddedStore):
    await store.put(made("wire", STORY, DAY))
    [once] = [count for count in await store.day_counts(EventQuery()) if count.mentions]
    papers = [made(f"p{number:02}", changed(STORY, number % 5), DAY + timedelta(number % 9)) for number in range(40)]
    await store.put_many(papers)
    await store.put(made("own", story(5), DAY))
    [counted] = [count for count in await store.day_counts(EventQuery()) if count.mentions]
    assert (counted.documents, counted.mentions, counted.late) == (2, 2, 0)
    assert once.documents == 1
    published = {count.day: count.published for count in await store.day_counts(EventQuery()) if count.published}
    assert published == {DAY: 2}
    [scoped] = [count for count in await store.day_counts(EventQuery(scope=Scope(sources=("Wire",)))) if count.mentions]
    assert scoped.documents == 2
    await store.forget("wire")
    [left] = [count for count in await store.day_counts(EventQuery()) if count.mentions]
    assert left.documents == 2
