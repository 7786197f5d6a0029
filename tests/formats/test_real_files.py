"""Files that people's own programs made: the whole text, the head, the pages, through the real store."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.formats import InputFile, Refusal, Taking, documents_of, survey
from assistant.ingest import ingest_files
from assistant.settings import Settings
from assistant.store.contract import PassageQuery
from assistant.store.opening import open_store
from assistant.types import Document
from tests.formats import make_files
from tests.formats.make_files import ANNEX, NOTE, PARAGRAPHS, TITLE

FILES = Path(__file__).parent / "files"
TAKING = Taking(today=date(2027, 1, 1))
DAY = date(2021, 3, 2)
WHOLE = (*PARAGRAPHS, *ANNEX)
SHORT = tuple(text.replace("Łeba", "?eba") for text in WHOLE)  # what Windows-1252 cannot write


def taken(path: Path) -> dict[str, Document]:
    found = list(documents_of(InputFile(path, path.name), TAKING))
    assert [item for item in found if isinstance(item, Refusal)] == []
    return {item.id: item for item in found if isinstance(item, Document)}


@pytest.mark.parametrize(
    ("name", "dated_by", "words"),
    [
        ("writer.docx", "dateline", WHOLE),
        ("writer.pdf", "dateline", WHOLE),
        ("writer.html", "dateline", WHOLE),
        ("writer-1252.txt", "dateline", SHORT),
        ("writer-utf16.txt", "dateline", WHOLE),
        ("writer-utf16-unmarked.txt", "dateline", WHOLE),
        ("browser.html", "meta tag", WHOLE),
        ("browser.mhtml", "meta tag", WHOLE),
        ("browser.pdf", "dateline", WHOLE),
    ],
)
def test_a_report_is_read_whole_with_its_date(name: str, dated_by: str, words: tuple[str, ...]):
    document = taken(FILES / name)[name]
    noted = document.text.replace("António.[1]", "António.").replace("António.1", "António.")
    assert [text for text in words if text not in noted] == []
    assert (document.date, document.dated_by) == (DAY, dated_by)
    assert document.title == (None if name.endswith(".txt") else TITLE)
    assert set(document.flags) <= {"guessed-encoding"}
    assert ("guessed-encoding" in document.flags) == (name == "writer-1252.txt")


@pytest.mark.parametrize("name", ["writer.docx", "writer.pdf", "writer.html"])
def test_a_note_stands_apart_from_the_figures_it_belongs_to(name: str):
    text = taken(FILES / name)[name].text
    assert NOTE in text
    assert "António.1" not in text


@pytest.mark.parametrize("name", ["browser.html", "browser.mhtml", "browser.pdf"])
def test_what_a_browser_saved_keeps_its_address(name: str):
    assert taken(FILES / name)[name].url == "https://review.example/treaty"


def test_a_saved_page_names_its_site_and_author():
    document = taken(FILES / "browser.html")["browser.html"]
    assert (document.source, document.author, document.language) == ("Harbour Review", "Inês Prado", "en")


def test_the_marks_of_printing_are_no_part_of_the_text():
    text = taken(FILES / "browser.pdf")["browser.pdf"].text
    assert "https://" not in text
    assert "1/2" not in text


@pytest.mark.parametrize("name", ["writer.pdf", "browser.pdf"])
def test_pages_begin_where_they_do_on_paper(name: str):
    document = taken(FILES / name)[name]
    first, second = document.pages
    assert first == 0
    assert document.text[second:].startswith("Annex: the harbours")


def test_a_table_keeps_its_rows():
    assert "2020 | 38,000 | 11,900\n2021 | 40,000 | 12,500" in taken(FILES / "writer.docx")["writer.docx"].text


def test_a_message_and_its_attachment_are_documents_of_their_own():
    found = taken(FILES / "mail.eml")
    assert list(found) == ["mail.eml", "mail.eml/annex.md"]
    message = found["mail.eml"]
    assert message.title == "Fwd: Annex: the harbours – Łeba"
    assert (message.author, message.source) == ("Inês Prado", "review.example")
    assert (message.date, message.dated_by) == (DAY, "Date header")
    assert PARAGRAPHS[2] in message.text
    assert ANNEX[1] in found["mail.eml/annex.md"].text
    assert ANNEX[1] not in message.text


def test_a_mailbox_is_read_message_by_message_under_their_own_ids():
    assert list(taken(FILES / "mail.mbox")) == [
        "mail.mbox/first@review.example.eml",
        "mail.mbox/second@review.example.eml",
        "mail.mbox/second@review.example.eml/annex.md",
    ]


def test_an_archive_is_read_file_by_file_under_the_names_in_it():
    found = taken(FILES / "packed.zip")
    assert list(found) == ["packed.zip/papers/Łeba.docx", "packed.zip/mail.eml", "packed.zip/mail.eml/annex.md"]
    assert found["packed.zip/papers/Łeba.docx"].text == taken(FILES / "writer.docx")["writer.docx"].text


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Assistant]:
    store = await open_store(str(tmp_path / "store"), create=True)
    outcomes = [item async for item in ingest_files(store, survey([FILES]), TAKING, workers=1)]
    assert {item.outcome for item in outcomes} == {"added"}
    async with Assistant(store, Settings()) as assistant:
        yield assistant


async def test_in_the_store_every_excerpt_is_the_documents_own_text_and_names_its_page(opened: Assistant):
    for name, words, page in (
        ("writer.pdf", PARAGRAPHS[1], 1),
        ("writer.pdf", ANNEX[1], 2),
        ("browser.pdf", ANNEX[1], 2),
        ("packed.zip/papers/Łeba.docx", ANNEX[1], None),
    ):
        document = await opened.store.document(name)
        assert document is not None
        arguments = {"document": name, "offset": document.text.index(words) + 5, "length": 20, "unit": "sentence"}
        excerpt = (await opened.call("open_document", arguments)).excerpts[0]
        assert excerpt.text == document.text[excerpt.start : excerpt.end]
        assert (excerpt.page, excerpt.date, excerpt.title) == (page, DAY, TITLE)
    hits = await opened.store.search(PassageQuery(words=("harbours", "fish", "fishermen"), limit=200))
    assert {"writer.docx", "browser.html", "mail.eml/annex.md"} <= {hit.document.id for hit in hits}
    for hit in hits:
        document = await opened.store.document(hit.document.id)
        assert document is not None
        assert hit.passage.span.of(document.text) == hit.text


async def test_through_the_doors_a_search_names_the_page(opened: Assistant):
    result = await opened.call("passage_search", {"query": "Nobody asked the fishermen"})
    pages = {excerpt.document: excerpt.page for excerpt in result.excerpts}
    assert pages["writer.pdf"] in (1, 2)


@pytest.mark.skipif(
    "ATTACHE_PROVE" not in os.environ, reason="scripts/prove/files makes the files again; it takes long"
)
@pytest.mark.parametrize("program", make_files.MAKERS)
def test_made_again_by_the_programs_at_hand_the_files_read_the_same(program: str, tmp_path: Path):
    needed = [program, make_files.FAKETIME] if program == make_files.MUTT else [program]
    if missing := [name for name in needed if shutil.which(name) is None]:
        pytest.skip(f"{' and '.join(missing)} not installed; the files made before are read by the other tests")
    folder, work = tmp_path / "made", tmp_path / "work"
    folder.mkdir()
    work.mkdir()
    if program == make_files.ZIP:
        for name in ("writer.docx", "mail.eml"):
            shutil.copy(FILES / name, folder / name)
    make_files.MAKERS[program](folder, work)
    for path in folder.iterdir():
        before, after = taken(FILES / path.name), taken(path)
        assert {name: document.text for name, document in after.items()} == {
            name: document.text for name, document in before.items()
        }
        assert [document.date for document in after.values()] == [document.date for document in before.values()]
