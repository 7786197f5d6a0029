"""Files into the store: what is new is read, what is not is passed over, what cannot be read is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import ingest as ingesting
from assistant.errors import StoreBusyError, StoreError
from assistant.formats import InputFile, Refusal, Taking, documents_of, survey
from assistant.ingest import Taken, ingest, ingest_files
from assistant.readers import Readings, read_document
from assistant.reading.passages import cut_passages
from assistant.store.contract import EventQuery, PassageQuery, QuoteQuery, Record, Store
from assistant.store.embedded import open_embedded
from assistant.types import Document

TAKING = Taking(today=date(2021, 1, 1))
NOTE = (
    " date 2020-03-02 Fish talks end in Porto\n\nPORTO – President Ana Veloso met Foreign Minister Piotr Walesa in "
    "Porto on Sunday.\n\n“We agree on fish,” Veloso said. She will travel to Lisbon in May 2020. – Harbour News\n"
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_embedded(tmp_path / "store")
    yield store
    await store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


async def take(store: Store, *paths: Path, workers: int | None = 1) -> dict[str, Taken]:
    return {taken.name: taken async for taken in ingest_files(store, survey(paths), TAKING, workers=workers)}


def texts(number: int, words: int = 20) -> Iterator[Document | Refusal]:
    for index in range(number):
        text = f"Report {index} names President Ana Veloso. " + "The boat came back to Porto on Monday. " * words
        yield from ingest_input(f"d{index:03}", text)


def ingest_input(identity: str, text: str) -> Iterator[Document | Refusal]:
    from assistant.formats.draft import Draft, finish

    draft = Draft(text, id=identity, date=date(2020, 3, 2), dated_by="field")
    yield finish(draft, identity, source=None, today=TAKING.today)


async def test_a_report_goes_in_with_all_that_is_read_out_of_it(store: Store, folder: Path):
    (folder / "a.txt").write_text(NOTE)
    assert (await take(store, folder))["a.txt"].outcome == "added"
    document = await store.document("a.txt")
    assert document is not None
    assert document.text == NOTE.removeprefix(" date 2020-03-02 ")
    assert (document.title, document.source, document.language) == ("Fish talks end in Porto", "Harbour News", "en")
    assert (document.date, document.dated_by, document.flags) == (date(2020, 3, 2), "marker", ())
    assert [match.name for match in await store.entities("Veloso")] == ["Ana Veloso"]
    [quote] = await store.quotes(QuoteQuery(speakers=("Veloso",)))
    assert quote.text == "We agree on fish,"
    days = {event.value.interval.lo for event in await store.events(EventQuery())}
    assert days == {date(2020, 3, 1), date(2020, 5, 1)}


async def test_all_that_is_stored_stands_in_the_text_at_its_offsets(store: Store, folder: Path):
    (folder / "a.txt").write_text(NOTE)
    await take(store, folder)
    document = await store.document("a.txt")
    assert document is not None
    hits = await store.search(PassageQuery())
    assert "".join(hit.text for hit in hits)
    for hit in hits:
        assert hit.text == hit.passage.span.of(document.text)
    for mention in await store.mentions("Ana Veloso"):
        assert mention.text == mention.value.span.of(document.text)
        assert document.text[mention.context_start :].startswith(mention.context)


async def test_the_same_files_again_change_nothing_and_are_not_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "a.txt").write_text(NOTE)
    await take(store, folder)
    before = await store.status()

    async def never(_: object, document: Document) -> Record:
        raise AssertionError(document.id)

    monkeypatch.setattr("assistant.workers.pool.Workers.read", never)
    assert (await take(store, folder))["a.txt"].outcome == "unchanged"
    assert await store.status() == before


async def test_a_changed_file_or_reader_is_read_again(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "a.txt").write_text(NOTE)
    await take(store, folder)
    (folder / "a.txt").write_text(NOTE.replace("fish,”", "nets,”"))
    assert (await take(store, folder))["a.txt"].outcome == "replaced"
    assert [quote.text for quote in await store.quotes(QuoteQuery())] == ["We agree on nets,"]
    monkeypatch.setattr("assistant.ingest.READER_VERSION", "next")
    assert (await take(store, folder))["a.txt"].outcome == "replaced"
    assert (await take(store, folder))["a.txt"].outcome == "unchanged"


async def test_unreadable_inputs_are_told_and_the_others_go_in(store: Store, folder: Path):
    (folder / "good.txt").write_text(NOTE)
    (folder / "empty.txt").write_text("  \n")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (folder / "lines.jsonl").write_text('{"id": "one", "text": "The boat came."}\nbroken\n')
    taken = await take(store, folder, folder / "none.txt")
    refused = {Path(name).name: each.reason for name, each in taken.items() if each.outcome == "refused"}
    assert refused == {
        "none.txt": "there is no such file or folder",
        "empty.txt": "it holds no text",
        "binary.txt": "it is a binary file, not text",
        "lines.jsonl, line 2": "it is not JSON; each line must be one object",
    }
    assert {name for name, each in taken.items() if each.outcome == "added"} == {"good.txt", "one"}
    assert str(taken["good.txt"]) == "good.txt: added."


async def test_what_is_too_large_is_refused_by_its_size_and_the_rest_goes_in(store: Store, folder: Path):
    with (folder / "large.txt").open("wb") as sparse:
        sparse.truncate(2 << 30)
    long = '{"id": "long", "text": "' + "x" * 10_000_001 + '"}'
    (folder / "lines.jsonl").write_text(long + '\n{"id": "one", "text": "The boat came."}\n')
    taken = await take(store, folder)
    refused = {Path(name).name: each.reason or "" for name, each in taken.items() if each.outcome == "refused"}
    assert set(refused) == {"large.txt", "lines.jsonl, line 1"}
    assert all("MB; split it" in reason for reason in refused.values())
    assert taken["one"].outcome == "added"


async def test_a_file_that_did_not_change_is_not_parsed_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "a.txt").write_text(NOTE)
    (folder / "lines.jsonl").write_text('{"id": "one", "text": "The boat came."}\n{"id": "two", "text": "It went."}\n')
    await take(store, folder)

    def never(*_: object) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr("assistant.workers.pool.Workers.take", never)
    taken = await take(store, folder)
    assert {name: each.outcome for name, each in taken.items()} == dict.fromkeys(("a.txt", "one", "two"), "unchanged")
    monkeypatch.undo()
    await store.forget("one")
    taken = await take(store, folder)
    assert taken["one"].outcome == "added"
    other = {taken.name async for taken in ingest_files(store, survey([folder]), Taking(source="Wire"), workers=1)}
    assert other == {"a.txt", "one", "two"}


async def test_a_date_to_come_is_looked_at_again_on_another_day(store: Store, folder: Path):
    (folder / "a.txt").write_text(NOTE)
    early, late = Taking(today=date(2019, 1, 1)), Taking(today=date(2021, 1, 1))
    for taking, flags in ((early, ("future-date",)), (late, ())):
        [taken] = [taken async for taken in ingest_files(store, survey([folder]), taking, workers=1)]
        assert (taken.outcome, taken.flags) == ("added" if flags else "replaced", flags)


async def test_an_undated_document_goes_in_flagged_and_without_a_date(store: Store, folder: Path):
    (folder / "a.txt").write_text("The boat came back on Monday.")
    assert (await take(store, folder))["a.txt"].flags == ("undated",)
    document = await store.document("a.txt")
    assert document is not None
    assert (document.date, document.flags) == (None, ("undated",))
    assert (await store.status()).undated == 1


async def test_the_same_id_twice_in_a_run_is_refused_the_second_time(store: Store, folder: Path):
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(f"The text of {name}.")
    outcomes = [taken async for taken in ingest_files(store, survey([folder / "one", folder / "two"]), TAKING)]
    assert [taken.outcome for taken in outcomes] == ["refused", "added"]
    assert outcomes[0].reason == "another document of this run has the same id; give one of them another id"
    document = await store.document("a.txt")
    assert document is not None
    assert document.text == "The text of one."


async def test_several_processes_read_what_one_reads(tmp_path: Path):
    stores = [await open_embedded(tmp_path / name) for name in ("one", "several")]
    for store, workers in zip(stores, (1, 3), strict=True):
        outcomes = [taken async for taken in ingest(store, texts(20), workers=workers)]
        assert [taken.name for taken in outcomes] == [f"d{index:03}" for index in range(20)]
        assert {taken.outcome for taken in outcomes} == {"added"}
    one, other = [await store.status() for store in stores]
    assert one.passages == other.passages > 20
    marks = [await store.fingerprints([f"d{index:03}" for index in range(20)]) for store in stores]
    assert marks[0] == marks[1]
    for store in stores:
        await store.close()


async def test_leaving_early_keeps_what_was_told_and_the_next_run_does_the_rest(store: Store):
    taking = ingest(store, texts(30), workers=1)
    told = [await anext(taking) for _ in range(3)]
    await taking.aclose()
    assert [each.name for each in told] == ["d000", "d001", "d002"]
    kept = (await store.status()).documents
    assert kept >= 3
    outcomes = [each.outcome async for each in ingest(store, texts(30), workers=1)]
    assert outcomes.count("unchanged") == kept
    assert (await store.status()).documents == 30


async def test_an_index_another_process_is_writing_does_not_stop_an_ingest(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    async def busy() -> None:
        raise StoreBusyError("busy")

    monkeypatch.setattr(store, "refresh", busy)
    assert [taken.outcome async for taken in ingest(store, texts(2), workers=1)] == ["added", "added"]


async def test_two_ingests_at_once_both_succeed_while_a_reader_sees_whole_documents(store: Store, folder: Path):
    for number in range(8):
        (folder / f"{number}.txt").write_text(NOTE.replace("Porto", f"Porto {number}"))
    other, reader = [await open_embedded(folder.parent / "store") for _ in range(2)]

    async def run(opened: Store) -> list[str]:
        return [taken.outcome async for taken in ingest_files(opened, survey([folder]), TAKING, workers=1)]

    both = asyncio.gather(run(store), run(other))
    while not both.done():
        status = await reader.status()
        assert status.quotes == status.documents
        hits = await reader.search(PassageQuery(words=("fish",), limit=100))
        assert len({hit.document.id for hit in hits}) >= status.documents
        await asyncio.wait([both], timeout=0.05)
    assert {outcome for outcomes in await both for outcome in outcomes} <= {"added", "unchanged", "replaced"}
    assert (await reader.status()).documents == 8
    assert await run(store) == ["unchanged"] * 8
    await other.close()
    await reader.close()


async def test_a_store_that_fails_stops_the_run(store: Store):
    await store.close()
    with pytest.raises(StoreError):
        await anext(ingest(store, texts(1), workers=1))


async def test_memory_holds_a_bounded_number_of_documents(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ingesting, "_GROUP", 4)
    given, done, most = 0, 0, 0

    def counted() -> Iterator[Document | Refusal]:
        nonlocal given
        for document in texts(60, words=1):
            given += 1
            yield document

    async for _ in ingest(store, counted(), workers=1):
        done += 1
        most = max(most, given - done)
    assert done == 60
    assert most <= 4 * 4 + 16


SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the two reports are not part of the repository")
async def test_the_two_reports_have_their_dates_and_the_text_after_the_marker(store: Store):
    for file in sorted(SHARED.glob("0*.txt")):
        [document] = documents_of(InputFile(file, file.name), TAKING)
        assert isinstance(document, Document)
        raw = file.read_text()
        assert raw == f" date {document.date} {document.text}"
        read = read_document(document)
        assert isinstance(read, Readings)
        passages = read.passages_of(document.id)
        assert passages == cut_passages(document.id, document.text, read.reading.sentences)
        await store.put(Record(document, passages, read.reading))
    heads = [summary async for summary in store.documents()]
    assert [summary.date for summary in heads] == [date(2017, 2, 17), date(2020, 2, 25)]
    assert [summary.source for summary in heads] == ["Rappler.com", None]
    assert [bool(summary.title) for summary in heads] == [True, False]
