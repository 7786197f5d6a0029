"""Word documents: what a reader of the page sees, with changes accepted, and nothing else."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest

from assistant.errors import UnreadableError
from assistant.formats.docx import read_docx
from tests.formats.hostile import paragraph, word, zipped

MOST = 1_000_000


def text(body: str) -> str:
    return read_docx(word(body), MOST).text


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def test_changes_that_are_pending_are_read_as_accepted_and_told():
    body = (
        f"<w:p>{run('They did ')}<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        f"<w:ins>{run('finally ')}</w:ins>{run('agree.')}</w:p>"
    )
    draft = read_docx(word(body), MOST)
    assert draft.text == "They did finally agree."
    assert draft.flags == ("tracked-changes",)


def test_hidden_words_are_left_out_and_shown_ones_stay():
    hidden, shown = run("secret ", "<w:vanish/>"), run("plain.", '<w:vanish w:val="0"/>')
    assert text(f"<w:p>{run('This is ')}{hidden}{shown}</w:p>") == "This is plain."


def test_tabs_breaks_links_and_fields_are_part_of_the_line():
    link = f"<w:hyperlink>{run('Porto')}</w:hyperlink>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = f"<w:p>{run('In')}<w:r><w:tab/></w:r>{link}{field}<w:r><w:br/></w:r>{run('they met.')}</w:p>"
    assert text(body) == "In Porto\nthey met."


def test_a_table_in_a_table_and_a_control_around_paragraphs_are_read():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('c')}{paragraph('d')}</w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Inside.')}</w:sdtContent></w:sdt>"
    assert text(outer + control) == "a | b | c d\n\nInside."


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p>{run('Before.')}<w:r><mc:AlternateContent {space}>{both}</mc:AlternateContent></w:r></w:p>"
    assert text(body) == "Before.\n\nIn the box."


def made(**properties: object) -> bytes:
    document = docx.Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.add_heading("What was agreed", 0)
    document.add_paragraph("They met in Porto.")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_properties_give_title_author_and_language_but_no_date():
    day = datetime(2020, 1, 2, tzinfo=UTC)
    draft = read_docx(made(title="The treaty", author="Ana Silva", language="pt-PT", created=day, modified=day), MOST)
    assert (draft.title, draft.author, draft.language) == ("The treaty", "Ana Silva", "pt-PT")
    assert (draft.date, draft.also_dated, draft.made) == (None, (), date(2020, 1, 2))


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "Document1", "untitled", "report.docx", ""])
def test_a_title_that_is_none_gives_way_to_the_first_heading(title: str):
    assert read_docx(made(title=title), MOST).title == "What was agreed"


def test_a_property_that_is_called_the_date_of_publication_is_one():
    named = {"Publication date": "2021-03-05", "Checked": "2020-01-01"}
    values = "".join(f"<property name='{name}'><x>{day}</x></property>" for name, day in named.items())
    data = word(paragraph("They met."), parts={"docProps/custom.xml": f"<Properties>{values}</Properties>".encode()})
    [dated] = read_docx(data, MOST).also_dated
    assert (dated.day, dated.by) == (date(2021, 3, 5), "document property")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 not a zip", "damaged or not a Word document"),
        (zipped({"a.txt": b"x"}), "damaged or no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted with a password, or an old Word document"),
    ],
)
def test_what_is_no_word_document_is_told(data: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason):
        read_docx(data, MOST)
