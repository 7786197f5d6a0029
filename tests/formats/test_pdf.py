"""PDFs: lines to running text, pages, notes, and files whose text cannot be read."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableError
from assistant.formats.draft import finish
from assistant.formats.page_lines import Line, flow
from assistant.formats.pdf import read_pdf
from tests.formats.hostile import REAL, paged, pdf, stream

MOST = 1_000_000
FULL = "The ministers of the two countries met in the old capital on"


def lines(*texts: str, size: float = 12) -> list[Line]:
    return [Line(text, 700 - 14 * number, size) for number, text in enumerate(texts)]


def test_lines_are_joined_and_a_short_one_ends_its_paragraph():
    page = lines(FULL, "Monday to talk about fish. They had asked the union before it", "and were told to go on.", FULL)
    assert flow([page]).text == (
        f"{FULL} Monday to talk about fish. They had asked the union before it and were told to go on.\n\n{FULL}"
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (f"{FULL} the inter-", "nationalisation of it", "the internationalisation of it"),
        (f"{FULL} the Franco-", "German side", "the Franco-German side"),
        (f"{FULL} the twenty-", "five boats", "the twenty-five boats"),
        (f"{FULL} the non-", "governmental side", "the non-governmental side"),
        (f"{FULL} in 2019-", "2020 they", "in 2019-2020 they"),
        (f"{FULL} the co\u00ad", "operation of", "the cooperation of"),
        (f"{FULL} the re-entry and the re-", "entry of it", "the re-entry and the re-entry of it"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_is_put_together(first: str, second: str, joined: str):
    assert flow([lines(first, second)]).text.endswith(joined)


def test_a_wide_gap_a_heading_and_a_list_begin_anew():
    page = [
        Line("What was agreed", 700, 16),
        *(Line(FULL, 680 - 14 * number, 12) for number in range(5)),
        Line(FULL, 590, 12),
        Line("• Cod", 576, 12),
        Line("• Sardine", 562, 12),
    ]
    parts = flow([page]).text.split("\n\n")
    assert parts == ["What was agreed", " ".join([FULL] * 5), FULL, "• Cod\n• Sardine"]


def test_a_dash_or_a_figure_at_the_beginning_of_a_line_may_go_on_with_a_sentence():
    assert flow([lines(FULL, "– as they had said –", FULL, "5. March")]).text.startswith(f"{FULL} – as they had said –")
    assert flow([lines("He said:", "– cod", "– sardine", FULL)]).text.startswith("He said:\n\n– cod\n– sardine")


def test_what_stands_on_every_page_and_page_numbers_are_left_out():
    pages = [lines("Harbour Review", f"{FULL} {word},", f"{number}") for number, word in enumerate("abcd", 1)]
    found = flow(pages)
    assert "Review" not in found.text
    assert found.text == " ".join(f"{FULL} {word}," for word in "abcd")
    assert [found.text[start:].startswith(FULL) for start in found.pages] == [True] * 4


def test_a_running_head_that_carries_the_pages_number_is_left_out_though_chapters_change():
    heads = [f"Chapter {1 + number // 3}: boats {number + 5}" for number in range(6)]
    found = flow([lines(head, f"{FULL} {word},") for head, word in zip(heads, "abcdef", strict=True)])
    assert "Chapter" not in found.text
    assert len(set(found.pages)) == 6


def test_a_figure_at_the_foot_of_a_page_that_counts_nothing_stays():
    assert flow([lines(FULL, "38,000"), lines(FULL, "40")]).text.count("40") == 1


def test_a_page_without_text_begins_where_the_next_one_does():
    found = flow([[], lines("One."), [], lines("Two."), []])
    assert found.pages == (0, 0, 6, 6, 10)
    assert found.text == "One.\n\nTwo."


TEXTS = st.text(st.sampled_from("aB1 .-\u00ad•“”\n"), min_size=1, max_size=12)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.builds(Line, TEXTS, st.floats(0, 800), st.sampled_from([8.0, 12.0])), max_size=5), max_size=5)
)
def test_every_page_begins_within_the_text(pages: list[list[Line]]):
    found = flow(pages)
    assert len(found.pages) == len(pages)
    assert list(found.pages) == sorted(found.pages)
    assert all(0 <= start <= len(found.text) for start in found.pages)


def one(*operators: str) -> bytes:
    words = "BT /F 12 Tf 1 0 0 1 50 700 Tm " + " ".join(operators) + " ET"
    return paged(stream(words.encode("latin-1"), b""))


def test_a_raised_figure_is_a_note_and_no_part_of_a_number():
    text = read_pdf(
        one("(12,500) Tj", "/F 7 Tf 1 0 0 1 90 705 Tm (1) Tj", "/F 12 Tf 1 0 0 1 95 700 Tm ( tonnes) Tj"), MOST
    ).text
    assert text == "12,500[1] tonnes"


def test_a_scan_is_told_as_such():
    picture = stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
    data = paged(stream(b"/X Do", b""), picture, resources=b"<</XObject<</X 6 0 R>>>>")
    with pytest.raises(UnreadableError, match="it is a scan without text"):
        read_pdf(data, MOST)


def test_a_file_without_text_is_told():
    with pytest.raises(UnreadableError, match="it holds no text"):
        read_pdf(paged(stream(b"", b"")), MOST)


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=str(REAL / "writer.pdf"))
    writer.encrypt(user, "owner", algorithm="AES-256")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def test_an_encrypted_file_is_told_and_one_that_anybody_may_open_is_read():
    with pytest.raises(UnreadableError, match="encrypted with a password"):
        read_pdf(locked("secret"), MOST)
    assert "We agree on fish" in read_pdf(locked(""), MOST).text


def test_the_day_a_file_was_made_is_not_its_date():
    info = b"/Root 1 0 R/Info<</Title(Boats)/CreationDate(D:20200102030405Z)>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    words = stream(b"BT /F 12 Tf 50 700 Td (They met.) Tj ET", b"")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    draft = read_pdf(pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, words, font, root=info), MOST)
    assert (draft.title, draft.made) == ("Boats", date(2020, 1, 2))
    found = finish(draft, "a", source=None, today=date(2022, 1, 1))
    assert (found.date, found.flags) == (None, ("undated",))


def test_more_characters_than_allowed_are_refused():
    with pytest.raises(UnreadableError, match="million characters"):
        read_pdf((REAL / "writer.pdf").read_bytes(), 100)
