"""The libraries that read files do with what a confined worker may do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from assistant.formats import InputFile, Taking
from assistant.types import Document
from assistant.workers.pool import Workers

SAID = "President Ana Veloso met Piotr Walesa in Porto on Sunday and said that it was so. "


def word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(SAID)
    document.save(str(path))


def page(path: Path) -> None:
    path.write_text(f"<html><body><article><h1>Fish</h1><p>{SAID * 6}</p><p>{SAID * 6}</p></article></body></html>")


def mail(path: Path) -> None:
    path.write_text(f"From: a@example.org\nSubject: Fish\nContent-Type: text/plain\n\n{SAID}\n")


def archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("in/a.txt", SAID)


def portable(path: Path) -> None:
    drawn = f"BT /F1 12 Tf 72 720 Td ({SAID}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    path.write_bytes(data + b"xref\n0 6\n0000000000 65535 f \n" + table + ending)


MAKERS = {"a.docx": word, "a.html": page, "a.eml": mail, "a.zip": archive, "a.pdf": portable}


@pytest.mark.parametrize("name", MAKERS)
async def test_a_format_is_parsed_in_a_confined_worker(tmp_path: Path, name: str):
    MAKERS[name](tmp_path / name)
    pool = Workers(1)
    file = InputFile(tmp_path / name, name)
    [found] = [item async for items in pool.parse(file, Taking()) for item in items]
    await pool.close()
    assert isinstance(found, Document), found
    assert SAID.strip() in found.text
