"""What the index has not seen yet is found, scored and filtered as if it had."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.store import keeper
from assistant.store.contract import Hit, PassageQuery
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.index import Entry, Plan, Position, TextIndex
from assistant.store.sqlite import Sqlite
from assistant.store.tail import TailDocument, rounded, search_tail
from assistant.types import Scope
from tests.store.records import Builder

WRITE = 6  # SQLite's flags to open for writing and create
DAY = date(2020, 5, 1)
WORDS = "the boat came to port with fish and ice for a fair price said crew".split()


@contextmanager
def indexes_kept(folder: Path) -> Generator[None]:
    """Nobody else may write the indexes of a store."""
    others = [Sqlite(str(folder / f"{name}.lock"), WRITE, 0) for name in ("index", "index-documents")]
    try:
        for other in others:
            other.run("BEGIN EXCLUSIVE")
        yield
    finally:
        for other in others:
            other.close()


def record(number: int):
    """A document with some of the words, a day now and then missing, two sources and two people."""
    words = [WORDS[(number * step) % len(WORDS)] for step in range(1, 9)]
    text = f"{' '.join(words)} at sea. Ana Veloso saw U.S. boats. {'Rui Alves' if number % 2 else 'Nobody'} left."
    day = None if number % 5 == 4 else DAY + timedelta(days=number)
    builder = Builder(f"d{number:03}", text, day, f"Source {number % 2}", title=f"Fish and port {number % 3}")
    builder.mention("Ana Veloso")
    return (builder.mention("Rui Alves") if number % 2 else builder).record()


@pytest.fixture
async def indexed(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    """A store whose index has seen sixty documents."""
    store = await open_embedded(tmp_path / "store")
    await store.put_many([record(number) for number in range(60)])
    await store.refresh()
    yield store
    await store.close()


QUERIES = {
    "words": PassageQuery(words=("boat", "fish", "price"), limit=500),
    "related words": PassageQuery(words=("boat",), related=(("ice", 0.5), ("crew", 2.0)), limit=500),
    "a phrase": PassageQuery(phrases=("Ana Veloso saw",), limit=500),
    "a phrase and words": PassageQuery(words=("boat",), phrases=("veloso",), limit=500),
    "everything": PassageQuery(limit=500),
    "days": PassageQuery(words=("boat", "sea"), lo=DAY + timedelta(days=3), hi=DAY + timedelta(days=64), limit=500),
    "as of a day": PassageQuery(words=("sea",), scope=Scope(as_of=DAY + timedelta(days=62)), limit=500),
    "a source": PassageQuery(words=("sea", "left"), sources=("source 1",), limit=500),
    "an entity": PassageQuery(words=("left",), entity="Rui Alves", limit=500),
    "documents": PassageQuery(words=("sea",), documents=("d001", "d061", "d063"), limit=500),
    "another collection": PassageQuery(words=("sea",), scope=Scope(collections=("none",)), limit=500),
    "letters with dots": PassageQuery(words=("U.S.",), limit=500),
}


def told(hits: Sequence[Hit]) -> list[tuple[str, int]]:
    return sorted((hit.document.id, hit.passage.ordinal) for hit in hits)


@pytest.mark.parametrize("name", QUERIES)
async def test_a_search_finds_the_same_before_and_after_its_documents_are_indexed(
    indexed: EmbeddedStore, tmp_path: Path, name: str
):
    query = QUERIES[name]
    with indexes_kept(tmp_path / "store"):
        await indexed.put_many([record(number) for number in range(55, 66)])  # some in place of their old selves
        await indexed.forget("d010")
        before = await indexed.search(query), await indexed.search_documents(replace(query, phrases=()))
        few = await indexed.search(replace(query, limit=7))
    await indexed.refresh()
    after = await indexed.search(query), await indexed.search_documents(replace(query, phrases=()))
    assert told(before[0]) == told(after[0])
    assert sorted(head.id for head, _ in before[1]) == sorted(head.id for head, _ in after[1])
    assert [hit.passage for hit in few] == [hit.passage for hit in before[0][:7]]


async def test_documents_are_counted_by_word_before_they_are_indexed(indexed: EmbeddedStore, tmp_path: Path):
    scope = Scope(as_of=DAY + timedelta(days=64))
    with indexes_kept(tmp_path / "store"):
        await indexed.put_many([record(number) for number in range(58, 64)])
        await indexed.forget("d003")
        before = await indexed.document_frequency(("Veloso", "Alves", "zebra"), scope)
    await indexed.refresh()
    assert before == await indexed.document_frequency(("Veloso", "Alves", "zebra"), scope)


async def test_more_writes_than_can_be_looked_through_are_indexed_first(
    indexed: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeper, "LONGEST_TAIL", 3)
    await indexed.put_many([record(number) for number in range(60, 66)])
    assert (await indexed.status()).index_behind == 6
    assert len(await indexed.search(QUERIES["a phrase"])) == 66
    assert (await indexed.status()).index_behind == 0


# --- scores ---


def entry(number: int, text: str, title: str = "", lead: str = "") -> Entry:
    return Entry(number, number, title, text, "source", 700_000, (), "default", lead)


@pytest.fixture
def index(tmp_path: Path) -> TextIndex:
    made = TextIndex(tmp_path)
    texts = [" ".join(WORDS[number % 7 : number % 7 + number % 5 + 2]) for number in range(40)]
    entries = [entry(number + 1, text, "Port news", f"Port news {text}") for number, text in enumerate(texts)]
    with made.writing() as writer:
        made.apply(writer, [], entries, Position("store"))
    return made


PLANS: dict[str, Plan] = {
    "words": Plan(words=("boat", "port", "ice")),
    "weights": Plan(words=("boat",), related=(("fish", 0.3), ("port", 2.0))),
    "lead": Plan(words=("boat", "news"), lead_weight=0.1),
    "phrase": Plan(phrases=("came to port",)),
    "one word as a phrase": Plan(words=("fish",), phrases=("port",)),
    "phrase without words": Plan(phrases=("?!",), words=("boat",)),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_document_scores_beside_the_index_as_in_it(index: TextIndex, name: str):
    searcher = index.searcher()
    indexed = {found.key: found.score for found in index.search(searcher, PLANS[name], 100)}
    assert indexed
    twins = [
        TailDocument([entry(number + 1, text, "Port news", f"Port news {text}")])
        for number, text in enumerate(" ".join(WORDS[n % 7 : n % 7 + n % 5 + 2]) for n in range(40))
    ]
    beside = search_tail(
        twins,
        PLANS[name],
        100,
        lambda field: index.statistics(searcher, field),
        lambda field, stem: index.frequency(searcher, field, stem),
    )
    assert {found.key: found.score for found in beside} == pytest.approx(indexed, rel=1e-4)


def test_lengths_are_rounded_as_the_index_rounds_them(tmp_path: Path):
    made = TextIndex(tmp_path)
    lengths = [1, 39, 40, 41, 42, 43, 55, 56, 57, 59, 60, 87, 88, 95, 96, 151, 152, 167, 168, 500, 2_000, 70_000]
    with made.writing() as writer:
        entries = [entry(number, "boat " * length) for number, length in enumerate(lengths, 1)]
        made.apply(writer, [], entries, Position("store"))
    searcher = made.searcher()
    query = made.query(Plan(words=("boat",)))
    hits = searcher.search(query, limit=100).hits
    keys = searcher.fast_field_values("passage", [place for _, place in hits])
    explained = {
        lengths[int(key or 0) - 1]: json.loads(query.explain(searcher, place).to_json())
        for key, (_, place) in zip(keys, hits, strict=True)
    }
    assert {length: rounded(length) for length in lengths} == {
        length: number_of(explanation, "dl") for length, explanation in explained.items()
    }


def number_of(explanation: dict[str, Any], name: str) -> float | None:
    """The number of this name, however deep in an explanation."""
    if str(explanation["description"]).startswith(f"{name},"):
        return explanation["value"]
    deeper = (number_of(detail, name) for detail in explanation.get("details", ()))
    return next((found for found in deeper if found is not None), None)


@given(st.integers(0, 10**6))
def test_a_rounded_length_is_never_longer_and_stays_as_it_is(length: int):
    assert rounded(length) <= length
    assert rounded(rounded(length)) == rounded(length)
