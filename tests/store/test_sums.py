"""What is added up as documents are written says the same as what is counted when it is asked for."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.store import schema
from assistant.store.contract import EventQuery, QuoteQuery, Record
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.sqlite import Sqlite
from assistant.types import EventStatus, Scope
from tests.store.records import Builder

WRITE = 6  # SQLite's flags to open for writing and create
EVER = Scope(as_of=date(2100, 1, 1))  # nothing dated is outside, but sums do not answer for it
STATUSES: tuple[EventStatus, ...] = ("happened", "planned", "denied", "reported")
PEOPLE = ("Ana Veloso", "Rui Alves", "Ana Brandt")
START = date(2019, 1, 1)
ANY = EventQuery()


def record(chance: random.Random, number: int) -> Record:
    """A document by lot: who is in it, which days it names, who speaks."""
    day = START + timedelta(days=chance.randrange(40))
    named = [START + timedelta(days=days) for days in chance.sample(range(40), 3)]
    people = chance.sample(PEOPLE, 2)
    short = people[1].split()[-1]
    lines = [f"{people[0]} met {short} on {named[0]:%d %B %Y} and {named[1]:%d %B %Y}."]
    lines += [f"Then {people[0]} spoke as minister on {named[2]:%d %B %Y}.", "It rained.", f"{short} said it was so."]
    chance.shuffle(lines)
    builder = Builder(f"d{number}", " ".join(lines), day, f"Source {number % 2}")
    for said in named:
        builder.date(f"{said:%d %B %Y}", said)
    builder.event(f"met {short}", named[0], who=(people[0], people[1]))
    builder.event("spoke as", named[2], named[2] + timedelta(days=chance.choice((0, 90))), who=(people[0],))
    builder.mention(people[0]).mention(people[0], nth=1).mention(short, people[1]).mention(short, nth=1)
    builder.role(f"{people[0]} spoke as minister", people[0], "minister")
    return builder.quote("it was so", short, said=chance.choice((None, named[2]))).record()


@pytest.fixture
async def churned(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    """A store in which documents were written, replaced and removed."""
    chance = random.Random(3)  # noqa: S311 - a test's lot
    store = await open_embedded(tmp_path / "store")
    for _ in range(12):
        await store.put_many([record(chance, chance.randrange(25)) for _ in range(5)])
        await store.forget(f"d{chance.randrange(25)}")
    yield store
    await store.close()


async def test_days_are_added_up(churned: EmbeddedStore):
    for query in (ANY, EventQuery(START + timedelta(days=5), START + timedelta(days=20))):
        counted = await churned.day_counts(EventQuery(query.lo, query.hi, scope=EVER))
        assert counted
        assert await churned.day_counts(query) == counted


@pytest.mark.parametrize("people", [("Ana Veloso",), ("Brandt",), ("Ana Veloso", "Rui Alves"), ("Nobody",)])
async def test_days_of_people_are_added_up(churned: EmbeddedStore, people: tuple[str, ...]):
    for scope in (Scope(), EVER, Scope(as_of=START + timedelta(days=20)), Scope(sources=("Source 1",))):
        counted = await churned.day_counts(EventQuery(participants=people, statuses=STATUSES, scope=scope))
        assert await churned.day_counts(EventQuery(participants=people, scope=scope)) == counted


@pytest.mark.parametrize("name", [*PEOPLE, "Veloso", "Ana", "Brandt Ana", "Nobody"])
async def test_names_are_added_up(churned: EmbeddedStore, name: str):
    assert await churned.entities(name) == await churned.entities(name, EVER)
    assert await churned.entities(name, limit=1) == await churned.entities(name, EVER, limit=1)


async def test_nothing_is_left_of_documents_that_are_gone(churned: EmbeddedStore, tmp_path: Path):
    for number in range(25):
        await churned.forget(f"d{number}")
    connection = Sqlite(str(tmp_path / "store" / "attache.db"), WRITE, 0)
    days = ("day_voices", "participants", "participant_days", "participant_documents")
    for table in ("name_totals", "company", *days, "offices", "holders"):
        assert list(connection.rows(f"SELECT * FROM {table}")) == [], table  # noqa: S608 - names of this test
    assert await churned.day_counts(ANY) == []
    connection.close()


async def test_an_older_store_is_added_up_when_it_is_opened(churned: EmbeddedStore, tmp_path: Path):
    old = tmp_path / "old"
    old.mkdir()
    connection = Sqlite(str(old / "attache.db"), WRITE, 0)
    connection.run("BEGIN")
    for migration in schema.MIGRATIONS[:5]:
        connection.run(migration)
    tables = [row[0] for row in connection.rows("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'")]
    connection.run("COMMIT")
    connection.run("ATTACH ? AS newer", (str(tmp_path / "store" / "attache.db"),))
    for table in tables:
        columns = [row[1] for row in connection.rows(f"PRAGMA table_info({table})")]
        if columns and not table.startswith(("quote_words", "event_words")):
            names = ", ".join(columns)
            connection.run(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM newer.{table}")  # noqa: S608 - as above
    connection.pragma("application_id", schema.APPLICATION_ID)
    connection.pragma("user_version", 5)
    connection.close()
    store = await open_embedded(old, create=False)
    assert await answers(store) == await answers(churned)
    await store.close()


async def answers(store: EmbeddedStore) -> list[object]:
    events = [await store.events(EventQuery(participants=people)) for people in ((), ("Ana Veloso",), PEOPLE)]
    return [
        *events,
        await store.day_counts(ANY),
        await store.day_counts(EventQuery(participants=("Ana Veloso",))),
        await store.entities("Ana"),
        await store.quotes(QuoteQuery(speakers=("Rui Alves",))),
        await store.roles(title="minister"),
        await store.roles(person="Ana Veloso"),
        await store.related("Ana Veloso"),
    ]


async def test_events_and_quotations_come_in_order_whatever_they_are_asked_by(churned: EmbeddedStore):
    for lo in (None, START + timedelta(days=15), START + timedelta(days=60)):
        events = await churned.events(EventQuery(lo, participants=PEOPLE, limit=500))
        days = [(event.value.interval.lo, event.value.interval.hi) for event in events]
        assert days == sorted(days)
        assert len({(event.document.id, event.value.span) for event in events}) == len(events)
        everybody = await churned.events(EventQuery(lo, limit=500))
        assert events == everybody
        assert all(event.value.interval.meets(lo, None) for event in everybody)
    last = START + timedelta(days=20)
    quotes = await churned.quotes(QuoteQuery(hi=last, limit=500))
    assert quotes == [
        quote
        for quote in await churned.quotes(QuoteQuery(limit=500))
        if (quote.value.said.lo if quote.value.said else quote.document.date or date.max) <= last
    ]
