"""Files made to break whoever opens them, each small itself. All are made here; none is stored."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

Made = tuple[str, bytes]

REAL = Path(__file__).parent / "files"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY secret SYSTEM "file:///etc/hostname">]>'


def all_hostile() -> Iterator[Made]:
    """Every hostile file under a name of its own."""
    yield from archives()
    yield from pdfs()
    yield from word_files()
    yield from pages()
    yield from messages()
    yield from texts()
    yield from cut_short()


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def special(name: str, mode: int) -> bytes:
    """An archive with a link, a device or a pipe."""
    packed = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return packed.getvalue()


def archives() -> Iterator[Made]:
    """Bombs, nests, lies and ways out."""
    bomb = zipped({"bomb.txt": b"a" * 30_000_000})
    yield "bomb.zip", bomb
    yield "many-bombs.zip", zipped({f"{n}.zip": bomb for n in range(20)})
    size = struct.pack("<L", 30_000_000)
    yield "lying.zip", bomb.replace(size, struct.pack("<L", 100))
    yield "modest.zip", bomb.replace(size, struct.pack("<L", 4_000_000_000))
    nest = zipped({"a.txt": b"The innermost."})
    for _ in range(12):
        nest = zipped({"nest.zip": nest})
    yield "nest.zip", nest
    yield "overlap.zip", overlapping()
    yield "lzma.zip", zipped({"a.txt": b"a" * 1000}, method=zipfile.ZIP_LZMA)
    out = (
        "../up.txt",
        "/abs.txt",
        "C:\\drive.txt",
        "a/../../b.txt",
        "..\\back.txt",
        "a/./b.txt",
        "\u202egpj.txt",
        "x" * 900,
    )
    yield "ways-out.zip", zipped({name if name.endswith(".txt") else f"{name}.txt": b"Out." for name in out})
    yield "same-names.zip", zipped({"a.txt": b"One.", "./a.txt": b"Two.", "a//../a.txt": b"Three."})
    for name, mode in (("link", 0o120777), ("device", 0o060666), ("pipe", 0o010666), ("socket", 0o140777)):
        yield f"{name}.zip", special(f"{name}.txt", mode)
    locked = bytearray(zipped({"a.txt": b"Locked."}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    yield "locked.zip", bytes(locked)
    yield "empty.zip", zipped({})
    yield "directory.zip", b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 65535, 65535, 4_000_000_000, 0, 0)


def overlapping() -> bytes:
    """An archive whose list of contents names the same packed bytes 200 times."""
    packed = zipped({"0000.txt": b"b" * 900_000})
    start = packed.index(b"PK\x01\x02")
    end = packed.index(b"PK\x05\x06")
    entry = packed[start:end]
    entries = b"".join(entry.replace(b"0000.txt", b"%04d.txt" % n) for n in range(200))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(entries), start, 0)
    return packed[:start] + entries + tail


def pdf(*objects: bytes, root: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of numbered objects, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))


def stream(data: bytes, head: bytes = b"/Filter/FlateDecode") -> bytes:
    """A stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(data), data)


def paged(content: bytes, *more: bytes, resources: bytes = b"<</Font<</F 5 0 R>>>>") -> bytes:
    """A PDF of one page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>" % resources
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, font, *more)


def pdfs() -> Iterator[Made]:
    """Bombs, loops and crowds."""
    words = b"BT /F 12 Tf 50 700 Td (Words.) Tj ET "
    yield "flate.pdf", paged(stream(zlib.compress(b"0 " * 15_000_000)))
    twice = zlib.compress(zlib.compress(b"0" * 30_000_000))
    yield "flate-twice.pdf", paged(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    yield "operators.pdf", paged(stream(zlib.compress(words * 60_000)))
    yield "nesting.pdf", paged(stream(b"[" * 100_000, b""))
    yield "saved-states.pdf", paged(stream(b"q " * 50_000 + words, b""))
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    yield "form-loop.pdf", paged(stream(b"/X Do", b""), form, resources=b"<</XObject<</X 6 0 R>>>>")
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    yield "page-loop.pdf", pdf(catalogue, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    yield "endless.pdf", pdf(catalogue, b"<</Type/Pages/Kids[%b]/Count 30000>>" % (b"3 0 R " * 30_000), page)
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 3000)]
    yield "deep.pdf", pdf(catalogue, *deep, page)
    yield "dictionary.pdf", pdf(b"<</A" * 20_000)
    yield "previous.pdf", pdf(catalogue, b"<</Type/Pages/Kids[]/Count 0>>", root=b"/Root 1 0 R/Prev 9")
    yield "length.pdf", paged(b"<</Length 99999999999>>stream\nBT ET\nendstream")
    yield "itself.pdf", pdf(b"1 0 R", b"2 0 R")
    locked = b"/Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(x)/U(x)/P -1>>/ID[(a)(a)]"
    yield "locked.pdf", pdf(catalogue, b"<</Type/Pages/Kids[]/Count 0>>", root=locked)
    yield "header.pdf", b"%PDF-1.7\n" + b"obj " * 200_000
    yield "page.pdf", b"<html><body><p>This is no PDF at all.</p></body></html>"


def word(body: str, *, before: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A Word document with a body of XML."""
    with zipfile.ZipFile(REAL / "writer.docx") as real:
        members = {name: real.read(name) for name in real.namelist()}
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(members | {"word/document.xml": document.encode()} | (parts or {}))


def paragraph(inner: str) -> str:
    """A paragraph with one run."""
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def word_files() -> Iterator[Made]:
    """Entities, bombs and depths."""
    yield "laughs.docx", word(paragraph("It says &l9; here."), before=ENTITIES)
    yield "entity.docx", word(paragraph("It says &secret; here."), before=ENTITIES)
    laughing = f"<?xml version='1.0'?>{ENTITIES}<Properties><property name='date'><x>&l9;</x></property></Properties>"
    yield "properties.docx", word(paragraph("Words."), parts={"docProps/custom.xml": laughing.encode()})
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    deep = paragraph("The innermost.")
    for _ in range(400):
        deep = table.format(deep)
    yield "tables.docx", word(deep)
    yield "deep.docx", word("<w:sdt>" * 100_000)
    yield "bomb.docx", word(paragraph("a" * 25_000_000))
    yield "media.docx", word(paragraph("Words."), parts={"word/media/a.bin": bytes(30_000_000)})
    yield "parts.docx", word(paragraph("Words."), parts={f"x/{n}.xml": b"<x/>" for n in range(6000)})
    yield "no-document.docx", zipped({"a.txt": b"This is no Word document."})
    yield "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def pages() -> Iterator[Made]:
    """Depth, breadth and entities."""
    yield "deep.html", b"<div>" * 50_000 + b"<p>Words.</p>"
    yield "spans.html", b"<p>" + b"<b><i>" * 50_000 + b"Words."
    yield "broad.html", b"<p>a" * 160_000
    yield "attribute.html", b'<p title="' + b"x" * 900_000 + b'">Words.</p>'
    yield "table.html", b"<table>" * 5000 + b"<tr><td>Words."
    yield "line.html", b"<p>" + b"word " * 150_000
    yield (
        "entities.xhtml",
        f"<?xml version='1.0'?>{ENTITIES}<html><body><p>It says &l9; &secret;.</p></body></html>".encode(),
    )
    yield "nul.html", b"<html><body><p>Wor\x00ds.</p></body></html>"
    yield "ld.html", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>Words.</p>"
    yield "charset.html", b'<meta charset="zlib_codec"><p>Words.</p>'
    yield "unclosed.html", b"<!--" * 100_000
    yield "dates.html", b'<meta name="date" content="' + b"9" * 100_000 + b'"><p>Words.</p>'


def messages() -> Iterator[Made]:
    """Depth, breadth and lies."""
    head = b"From: a@b.example\nSubject: s\nMIME-Version: 1.0\n"
    deep = b"Content-Type: text/plain\n\nWords."
    for number in range(300):
        mark = b"b%d" % number
        deep = b"Content-Type: multipart/mixed; boundary=%b\n\n--%b\n%b\n--%b--\n" % (mark, mark, deep, mark)
    yield "deep.eml", head + deep
    inner = head + b"\nWords."
    for _ in range(60):
        inner = head + b"Content-Type: message/rfc822\n\n" + inner
    yield "enclosed.eml", inner
    part = b"--x\nContent-Type: text/plain\n\nWords.\n"
    yield "parts.eml", head + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 3000 + b"--x--\n"
    yield "header.eml", b"Subject: " + b"=?utf-8?q?x" * 20_000 + b"\n" + head + b"\nWords."
    yield "address.eml", b"From: " + b'"(' * 50_000 + b"\n\nWords."
    yield "date.eml", b"Date: " + b"1 " * 100_000 + b"\n" + head + b"\nWords."
    yield "charset.eml", head + b"Content-Type: text/plain; charset=unicode_escape\n\nWords \\ud800."
    yield "parameters.eml", head + b"Content-Type: text/plain" + b"; a*0=b" * 5000 + b"\n\nWords."
    name = b'Content-Disposition: attachment; filename="../../../tmp/evil.txt"\n\nWords.'
    yield "name.eml", head + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + name + b"\n--x--\n"
    yield "line.mbox", b"From a@b.example Tue Mar  2 10:00:00 2021\nSubject: s\n\n" + b"x" * 4_000_000
    yield "froms.mbox", b"From " * 100_000
    yield "page.mhtml", head + b"Content-Type: text/html; charset=punycode\n\n<p>" + b"-" * 200_000


def texts() -> Iterator[Made]:
    """Lines without end, halves of characters, nests."""
    yield "line.txt", b"word " * 190_000
    yield "nuls.txt", bytes(100_000)
    yield "marks.txt", b"\xff\xfe" * 50_000
    yield "halves.txt", "\ud800".encode("utf-16-le", "surrogatepass") * 1000
    yield "escapes.txt", b"\x1b$B" * 10_000
    yield "quotes.txt", "“".encode() * 100_000
    yield "random.txt", random.Random(5).randbytes(200_000)  # noqa: S311 - the same every time
    nest = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    yield "aliases.md", f"---\na0: &a0 [x]\n{nest}\nauthor: *a11\ndate: *a11\n---\nWords.\n".encode()
    merge = "\n".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60))
    yield "merges.md", f"---\na0: &a0 {{x: 1}}\n{merge}\n---\nWords.\n".encode()
    yield "flow.md", b"---\n" + b"[" * 5000 + b"\n---\nWords.\n"
    yield "deep.jsonl", b"[" * 100_000 + b"\n" + b'{"id":' * 50_000
    yield "half.jsonl", b'{"id": "a", "text": "\\ud800"}\n{"id": "\\u0000", "text": "Words."}\n'
    yield "long.jsonl", b'{"id": "a", "text": "' + b"x" * 1_200_000


def cut_short() -> Iterator[Made]:
    """The real files, broken off at several places."""
    for path in sorted(REAL.iterdir()):
        data = path.read_bytes()
        for part in range(1, 6):
            yield f"cut-{part}-{path.name}", data[: len(data) * part // 6]


def mutated(number: int) -> Made:
    """A real file with some of its bytes changed, cut out, put in and repeated; the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - the same for the same number
    paths = sorted(REAL.iterdir())
    path = paths[number % len(paths)]
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(data) or 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 50)]
            case 2:
                data[at:at] = chance.randbytes(chance.randrange(1, 20))
            case _:
                other = chance.randrange(len(data) or 1)
                data[at:at] = data[other : other + chance.randrange(1, 500)]
    return path.name, bytes(data)
