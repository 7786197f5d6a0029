"""A PDF with a text layer: running text, the offset of each page, title, author and language."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, cast

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from assistant.errors import UnreadableError
from assistant.flags import WITHOUT_TEXT
from assistant.formats.draft import Draft
from assistant.formats.page_lines import Flow, Line, flow
from assistant.formats.plain import first_line_title
from assistant.formats.titles import real_title
from assistant.formats.web import host_of

_MOST_PAGES = 5000
_MOST_PIECES = 15_000  # pieces of text on a page; a full one has some hundreds
_LIMITS = pypdf.Configuration(
    maximum_declared_stream_length=50_000_000,
    array_based_stream_maximum_output_length=20_000_000,
    zlib_maximum_output_length=20_000_000,
    lzw_maximum_output_length=20_000_000,
    run_length_maximum_output_length=20_000_000,
    stream_decoding_work_maximum_length=60_000_000,
    stream_parsing_work_maximum_count=1_000_000,
    page_tree_maximum_entries=3 * _MOST_PAGES,
    page_tree_maximum_page_entries=50 * _MOST_PAGES,
    xform_maximum_invocations_per_extraction=500,
    xmp_maximum_input_length=1_000_000,
    jbig2dec_binary=None,  # no program is started
)
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?:\s?[AP]M)?\s")
_PRINTED_FROM = re.compile(r"((?:https?|file)://\S+)(?:\s+\d+/\d+)?$")
_GLYPHS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x00": "", "\xa0": " "}
    | dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d", "•")  # the bullets of the symbol fonts
)
_LOST = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_MOST_LOST = 0.05  # of the characters that are not spaces
_NOTE_MARK = re.compile(r"\s?\d{1,3}\s?")
_SMALL = 0.8  # of the line's letters
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # small faults of a file are not a person's business


def read_pdf(data: bytes, most_characters: int) -> Draft:
    """A draft of a PDF. Ligatures are spelled out, divided words and lines joined, page numbers left out; a small
    raised figure stands in brackets.

    The day it was printed or made is no publication date; only its first lines may give one. Raises
    `UnreadableError` for a scan, an encrypted file, one whose fonts do not tell their letters, and a damaged one.
    """
    try:
        with pypdf.apply_configuration(_LIMITS):
            return _draft(_opened(data), most_characters)
    except LimitReachedError:
        raise UnreadableError("it unpacks to more than a document should; print it to a new PDF") from None
    except (FileNotDecryptedError, DependencyError):
        raise UnreadableError(_ENCRYPTED) from None
    except PyPdfError:
        raise UnreadableError("it is damaged or no PDF; print it to a new PDF") from None


_ENCRYPTED = "it is encrypted with a password; save a copy without one"


def _opened(data: bytes) -> pypdf.PdfReader:
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("it is not a PDF")
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only
        raise UnreadableError(_ENCRYPTED)
    return reader


def _draft(reader: pypdf.PdfReader, most_characters: int) -> Draft:
    pages: list[list[Line]] = []
    address: str | None = None
    pictures = characters = 0
    for page in reader.pages:
        lines, url = _without_print_marks(list(_lines(page)))
        address = address or url
        characters += sum(len(line.text) for line in lines)
        if characters > most_characters:
            raise UnreadableError(f"it holds more than {most_characters / 1e6:g} million characters; split it")
        if len(pages) >= _MOST_PAGES:
            raise UnreadableError(f"it has more than {_MOST_PAGES:,} pages; split it")
        pictures += not lines and _has_picture(page)
        pages.append(lines)
    running = flow(pages)
    _check(running, pictures)
    title = _said(reader, "/Title")
    return Draft(
        running.text,
        title=real_title(title) or _largest(pages) or first_line_title(running.text),
        author=_said(reader, "/Author"),
        source=host_of(address),
        url=address,
        language=_language(reader),
        pages=running.pages,
        made=_made(reader),
        flags=(WITHOUT_TEXT,) if pictures else (),
    )


def _check(running: Flow, pictures: int) -> None:
    if not running.text:
        if pictures:
            raise UnreadableError("it is a scan without text; run text recognition (OCR) over it first")
        raise UnreadableError("it holds no text")
    lost = len(_LOST.findall(running.text))
    if lost > _MOST_LOST * len("".join(running.text.split())):
        raise UnreadableError("its fonts do not tell which letters they draw; run text recognition (OCR) over it first")


def _lines(page: pypdf.PageObject) -> Iterator[Line]:
    """The lines of a page in the order of its content, with where they stand."""
    words: list[str] = []
    place, pieces = (0.0, 0.0), 0
    found: list[Line] = []

    def close() -> None:
        text = " ".join("".join(words).translate(_GLYPHS).split())
        words.clear()
        if text:
            found.append(Line(text, *place))

    def take(text: str, matrix: list[float], within: list[float], _font: Any, size: float) -> None:
        nonlocal place, pieces
        pieces += 1
        if pieces > _MOST_PIECES:  # pypdf's time grows with their square
            raise UnreadableError("one of its pages holds more text than a page should; print it to a new PDF")
        for number, part in enumerate(text.split("\n")):
            if number:
                close()
            height = within[4] * matrix[1] + within[5] * matrix[3] + matrix[5]
            letters = size * (abs(within[3] * matrix[3]) or abs(within[1] * matrix[1]) or 1.0)
            if part.strip() and not "".join(words).strip():
                place = (height, letters)
            elif _NOTE_MARK.fullmatch(part) and letters < _SMALL * place[1] and height > place[0]:
                part = f"[{part.strip()}]"  # noqa: PLW2901 - "12,500" and the mark of note 1 are not "12,5001"
            words.append(part)

    page.extract_text(visitor_text=take)
    close()
    yield from found


def _without_print_marks(lines: list[Line]) -> tuple[list[Line], str | None]:
    """The lines less those a browser prints at the edges of a page, and the address among them."""
    marks = {id(line): _PRINTED_FROM.match(line.text) for line in (*lines[:2], *lines[-2:])}
    address = next((found[1] for found in marks.values() if found), None)
    if address is None:
        return lines, None
    kept = [line for line in lines if id(line) not in marks or not (marks[id(line)] or _PRINTED.match(line.text))]
    return kept, address if address.startswith("http") else None


def _has_picture(page: pypdf.PageObject) -> bool:
    with suppress(PyPdfError, KeyError, TypeError, AttributeError):
        objects = cast("Any", page)["/Resources"].get_object()["/XObject"].get_object()
        return any(item.get_object().get("/Subtype") == "/Image" for item in objects.values())
    return False


def _said(reader: pypdf.PdfReader, name: str) -> str | None:
    with suppress(PyPdfError, KeyError, TypeError, ValueError, AttributeError):
        value = cast("Any", reader.metadata or {}).get(name)
        return str(value) if value else None
    return None


def _language(reader: pypdf.PdfReader) -> str | None:
    with suppress(PyPdfError, KeyError, TypeError, AttributeError):
        value = cast("Any", reader.trailer)["/Root"].get_object().get("/Lang")
        return str(value) if value else None
    return None


def _made(reader: pypdf.PdfReader) -> date | None:
    """The day the file was last written."""
    days: list[date] = []
    for name in ("/CreationDate", "/ModDate"):
        if found := _MADE.match(_said(reader, name) or ""):
            with suppress(ValueError):
                days.append(date(int(found[1]), int(found[2]), int(found[3])))
    return max(days, default=None)


def _largest(pages: list[list[Line]]) -> str | None:
    """The first lines of the first page where their letters are the largest of the document."""
    sizes = [line.size for lines in pages for line in lines]
    opening = next(filter(None, pages), list[Line]())
    if not opening or min(sizes) >= opening[0].size or opening[0].size < max(sizes):
        return None
    title: list[str] = []
    for line in opening:
        if line.size < opening[0].size:
            break
        title.append(line.text)
    return real_title(" ".join(title))
