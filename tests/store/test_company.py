"""Who is named in the same sentences, however the store keeps it: counted again from the records themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.reading.folding import fold
from assistant.store.contract import Record
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.sqlite import Sqlite
from assistant.types import EntityType, Scope
from tests.store.records import Builder

WRITE = 6  # SQLite's flags to open for writing and create
NAMINGS = 9  # the schema that had a row for each name in a sentence
START = date(2019, 1, 1)
NAMES: tuple[tuple[str, EntityType], ...] = (
    ("Ana Veloso", "person"),
    ("Georgia", "place"),
    ("Georgia", "person"),
    ("Rui Alves", "person"),
    ("Lisbon", "place"),
    ("Union", "organisation"),
)
CROWD = [f"Person{number:02} Alvor" for number in range(24)]


def record(chance: random.Random, number: int) -> Record:
    """A document of sentences with names by lot, the same one more than once."""
    sentences = [chance.choices(NAMES, k=chance.randrange(5)) for _ in range(6)]
    text = " ".join(f"Then {' and '.join(name for name, _ in named) or 'nobody'} spoke." for named in sentences)
    builder = Builder(f"d{number}", text, START + timedelta(days=number), f"Source {number % 2}")
    said = Counter[str]()
    for name, kind in (pair for named in sentences for pair in named):
        builder.mention(name, kind=kind, nth=said[name])
        said[name] += 1
    return builder.record()


def crowded() -> Record:
    """A document of a long list of names, and a sentence besides."""
    names = [*CROWD, "Ana Veloso"]
    builder = Builder("crowd", f"There were {', '.join(names)}. Ana Veloso saw Lisbon. Georgia too.", START, "Source 1")
    for name in (*names, "Lisbon", "Georgia"):
        builder.mention(name, kind="place" if name in {"Lisbon", "Georgia"} else "person")
    return builder.mention("Ana Veloso", nth=1).record()


def counted(records: Iterable[Record], name: str) -> dict[tuple[str, str], int]:
    """The sentences that each other entity shares with those of this name."""
    shared = Counter[tuple[str, str]]()
    for one in records:
        for sentence in one.reading.sentences:
            mentions = [mention for mention in one.reading.mentions if sentence.covers(mention.span)]
            named = {(mention.name, mention.type) for mention in mentions}
            others = {(other, kind) for other, kind in named if fold(other) != fold(name)}
            if len(others) < len(named):
                shared.update(others)
    return dict(shared)


async def related(store: EmbeddedStore, name: str, scope: Scope = Scope()) -> dict[tuple[str, str], int]:
    found = await store.related(name, scope, limit=100)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    return {(match.name, match.type): count for match, count in found}


@pytest.fixture
async def records(tmp_path: Path) -> list[Record]:
    """The records that are left in the store of `tmp_path` after some were replaced and removed."""
    chance = random.Random(5)  # noqa: S311 - a test's lot
    store = await open_embedded(tmp_path / "store")
    await store.put_many([record(chance, number) for number in range(30)])
    kept = {f"d{number}": record(chance, number) for number in range(0, 30, 2)} | {"crowd": crowded()}
    await store.put_many(list(kept.values()))
    for number in range(1, 30, 2):
        await store.forget(f"d{number}")
    await store.close()
    return list(kept.values())


@pytest.mark.parametrize("name", ["Ana Veloso", "Georgia", "Lisbon", "Union", CROWD[3], "Nobody"])
async def test_those_named_together_are_counted_by_sentences(records: list[Record], tmp_path: Path, name: str):
    store = await open_embedded(tmp_path / "store")
    assert await related(store, name) == counted(records, name)
    assert (name != "Nobody") == bool(await related(store, name))
    half = [one for one in records if one.document.source == "Source 1"]
    assert await related(store, name, Scope(sources=("Source 1",))) == counted(half, name)
    early = [one for one in records if (one.document.date or date.max) <= START + timedelta(days=9)]
    assert await related(store, name, Scope(as_of=START + timedelta(days=9))) == counted(early, name)
    await store.close()


async def test_a_store_that_kept_every_naming_is_brought_up_to_date(records: list[Record], tmp_path: Path):
    file = tmp_path / "store" / "attache.db"
    before = lists(file)
    take_back(file)
    store = await open_embedded(tmp_path / "store", create=False)
    assert lists(file) == before
    assert {others is None for _, _, others in before} == {True, False}
    for name in ("Ana Veloso", "Georgia", "Lisbon", CROWD[3]):
        assert await related(store, name) == counted(records, name)
    await store.forget("crowd")
    rest = [one for one in records if one.document.id != "crowd"]
    assert await related(store, "Ana Veloso") == counted(rest, "Ana Veloso")
    await store.close()


def take_back(file: Path) -> None:
    """Give a store the schema that it had before there were lists of those named together."""
    connection = Sqlite(str(file), WRITE, 0)
    connection.run(
        "DROP TABLE company; DROP TABLE holders;"
        "CREATE INDEX roles_by_person ON roles (person);"
        "CREATE TRIGGER role_added AFTER INSERT ON roles BEGIN SELECT 1; END;"
        "CREATE TABLE namings (document INTEGER NOT NULL, sentence INTEGER NOT NULL, entity INTEGER NOT NULL,"
        " PRIMARY KEY (document, sentence, entity)) STRICT, WITHOUT ROWID;"
        "INSERT OR IGNORE INTO namings SELECT document, sentence, entity FROM mentions WHERE sentence >= 0"
    )
    connection.pragma("user_version", NAMINGS)
    connection.close()


def lists(file: Path) -> list[tuple[int, int, list[str] | None]]:
    connection = Sqlite(str(file), WRITE, 0)
    rows = list(connection.rows("SELECT entity, document, others FROM company ORDER BY entity, document"))
    connection.close()
    return [(row[0], row[1], sorted(row[2].split(",")) if row[2] else None) for row in rows]
