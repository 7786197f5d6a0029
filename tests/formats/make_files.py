"""Makes the files under `files/`: one invented report, written by the programs people write with.

python tests/formats/make_files.py [FOLDER]

LibreOffice writes the Word file, a PDF, a web page and text in older encodings; Chromium prints and saves a web page;
mutt writes messages and a mailbox, on the day that faketime gives it; zip packs.
What a missing program would make is left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

TITLE = "Harbour treaty: what was agreed"
PARAGRAPHS = (
    "President Ana Veloso and Foreign Minister Piotr Walewski signed the harbour treaty in Porto on Monday, after "
    "talks that had lasted, in the words of one official, “eleven calm and useful hours”.",
    "“We agree on fish,” Veloso said. “We do not agree on oil.”",
    "The sufficient office of the first flag officer confirmed the figures: 40,000 tonnes of cod and 12,500 tonnes of "
    "sardine a year, for boats from the twenty-five harbours between Viana do Castelo and Santo António.",
    "Walewski will travel to Lisbon in May 2021. He denied that a second treaty had been signed.",
)
NOTE = "The figures were corrected by the ministry on the same evening."
SECOND = "Annex: the harbours"
ANNEX = (
    "The annex names the harbours in the order in which they joined. Leixões was the first of them and Łeba the last.",
    "“Nobody asked the fishermen,” said the union’s speaker, Inês Prado.",
)
ROWS = (("Year", "Cod", "Sardine"), ("2020", "38,000", "11,900"), ("2021", "40,000", "12,500"))
DATED = "Porto, 2 March 2021"
SOFFICE, CHROMIUM, MUTT, FAKETIME, ZIP = "soffice", "chromium", "mutt", "faketime", "zip"

_STYLE = "body{font-family:sans-serif;font-size:11pt;text-align:justify} h2{break-before:page}"


def page(*, head: str = "", date_line: bool = False) -> str:
    """The report as a web page between a menu and a footer."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    first = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
    annex = "".join(f"<p>{text}</p>\n" for text in ANNEX)
    dated = f"<p>{DATED}</p>" if date_line else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>{head}'
        f"<style>{_STYLE}</style></head>\n<body><article><h1>{TITLE}</h1>{dated}\n{first}"
        f"<h2>{SECOND}</h2>\n{annex}<table border=1>{rows}</table></article></body></html>\n"
    )


_SMALL = 'span style="font-size:8px"'
PRINT_MARKS = (  # as the browser's own print dialogue has them
    f'<{_SMALL} class="date"></span><{_SMALL}>&nbsp;&nbsp;</span><{_SMALL} class="title"></span>',
    f'<{_SMALL} class="url"></span><{_SMALL}>&nbsp;&nbsp;</span><{_SMALL} class="pageNumber"></span>'
    f'<{_SMALL}>/</span><{_SMALL} class="totalPages"></span>',
)
META = (
    '<meta property="og:site_name" content="Harbour Review"><meta name="author" content="Inês Prado">'
    '<meta property="article:published_time" content="2021-03-02T18:30:00Z">'
    '<link rel="canonical" href="https://review.example/treaty">'
)


def flat_document() -> str:
    """The report as a flat OpenDocument text, with a footnote and a second page."""

    def row(cells: tuple[str, ...]) -> str:
        return "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)

    body = "".join(f"<text:p>{text}</text:p>" for text in PARAGRAPHS[:2])
    noted = (
        f'<text:p>{PARAGRAPHS[2]}<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1'
        f"</text:note-citation><text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note></text:p>"
    )
    rows = "".join(f"<table:table-row>{row(cells)}</table:table-row>" for cells in ROWS)
    names = "office:1.0 style:1.0 text:1.0 table:1.0 meta:1.0"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:{version}"'
        for name, version in (item.split(":") for item in names.split())
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>Inês Prado</meta:initial-creator>"
        "<dc:creator>Inês Prado</dc:creator></office:meta>"
        '<office:automatic-styles><style:style style:name="New" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"><style:paragraph-properties fo:break-before="page"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>"
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{DATED}</text:p>{body}{noted}'
        f"<text:p>{PARAGRAPHS[3]}</text:p>"
        f'<text:h text:style-name="New" text:outline-level="2">{SECOND}</text:h>'
        + "".join(f"<text:p>{text}</text:p>" for text in ANNEX)
        + f'<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'
        "</office:text></office:body></office:document>"
    )


def run(*command: str | Path, folder: Path, words: str | None = None) -> None:
    """Run a program to its end."""
    environment = {**os.environ, "HOME": str(folder), "TZ": "UTC"}
    subprocess.run(
        [str(part) for part in command],
        cwd=folder, env=environment, input=words, text=True, check=True, timeout=180, capture_output=True,
    )  # fmt: skip


def with_libreoffice(folder: Path, work: Path) -> None:
    """Word, PDF, HTML, and text in Windows-1252 and, as other programs write it, in UTF-16."""
    source = work / "writer.fodt"
    source.write_text(flat_document(), encoding="utf-8")
    for suffix, form in (
        ("docx", "docx:MS Word 2007 XML"),
        ("pdf", "pdf:writer_pdf_Export"),
        ("html", "html:HTML (StarWriter)"),
    ):
        run(SOFFICE, "--headless", "--convert-to", form, "--outdir", folder, source, folder=work)
        assert (folder / f"writer.{suffix}").is_file()
    for encoding in ("MS_1252", "UTF8"):
        run(SOFFICE, "--headless", "--convert-to", f"txt:Text (encoded):{encoding}", source, folder=work)
        shutil.move(work / "writer.txt", work / encoding)
    shutil.move(work / "MS_1252", folder / "writer-1252.txt")
    text = (work / "UTF8").read_text(encoding="utf-8-sig")
    (folder / "writer-utf16.txt").write_bytes(text.encode("utf-16"))
    (folder / "writer-utf16-unmarked.txt").write_bytes(text.encode("utf-16-le"))


def with_chromium(folder: Path, work: Path) -> None:
    """A page printed to PDF, the page as the browser has it, and the page saved as one file."""
    from playwright.sync_api import sync_playwright

    (work / "page.html").write_text(page(head=META, date_line=True), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )
        tab = browser.new_page()
        tab.route("https://review.example/*", lambda route: route.fulfill(path=str(work / "page.html")))
        tab.goto("https://review.example/treaty")
        header, footer = PRINT_MARKS
        tab.pdf(
            path=str(folder / "browser.pdf"), format="A5", display_header_footer=True,
            header_template=header, footer_template=footer, margin={"top": "2cm", "bottom": "2cm"},
        )  # fmt: skip
        (folder / "browser.html").write_text(tab.content(), encoding="utf-8")
        session: Any = tab.context.new_cdp_session(tab)
        saved: str = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
        (folder / "browser.mhtml").write_bytes(saved.encode())
        browser.close()


def with_mutt(folder: Path, work: Path) -> None:
    """A mailbox of two messages, the second with an attachment, and the second by itself."""
    box, settings = work / "sent.mbox", work / "muttrc"
    settings.write_text(
        f'set record="{box}"\nset mbox_type=mbox\nset copy=yes\nset sendmail="/bin/true"\nset charset="utf-8"\n'
        'set send_charset="us-ascii:iso-8859-1:utf-8"\nset realname="Inês Prado"\nset from="ines@review.example"\n'
        "set use_from=yes\nset hidden_host=yes\nset crypt_use_gpgme=no\n",
        encoding="utf-8",
    )
    (work / "annex.md").write_text(f"# {SECOND}\n\n" + "\n\n".join(ANNEX) + "\n", encoding="utf-8")
    clock = [FAKETIME, "2021-03-02 18:30:00"] if shutil.which(FAKETIME) else []
    mutt = (*clock, MUTT, "-F", settings, "-e")
    send = (*mutt, "my_hdr Message-ID: <first@review.example>", "-s", TITLE)
    run(*send, "--", "desk@review.example", folder=work, words="\n\n".join(PARAGRAPHS[:2]) + "\n")
    send = (*mutt, "my_hdr Message-ID: <second@review.example>", "-s", f"Fwd: {SECOND} – Łeba")
    run(*send, "-a", "annex.md", "--", "desk@review.example", folder=work, words="\n\n".join(PARAGRAPHS[2:]) + "\n")
    shutil.copy(box, folder / "mail.mbox")
    second = box.read_bytes().split(b"\n\nFrom ", 1)[1].partition(b"\n")[2]
    (folder / "mail.eml").write_bytes(second)


def with_zip(folder: Path, work: Path) -> None:
    """Two of the other files, one of them in a folder, and a picture nobody reads."""
    (work / "papers").mkdir()
    shutil.copy(folder / "writer.docx", work / "papers" / "Łeba.docx")
    shutil.copy(folder / "mail.eml", work / "mail.eml")
    (work / "picture.png").write_bytes(b"\x89PNG\r\n")
    run(ZIP, "-q", "-X", folder / "packed.zip", "papers/Łeba.docx", "mail.eml", "picture.png", folder=work)


MAKERS: dict[str, Callable[[Path, Path], None]] = {
    SOFFICE: with_libreoffice,
    CHROMIUM: with_chromium,
    MUTT: with_mutt,
    ZIP: with_zip,
}


def make(folder: Path) -> list[str]:
    """Make what can be made in `folder`; the programs that were there."""
    folder.mkdir(parents=True, exist_ok=True)
    there = [program for program in MAKERS if shutil.which(program)]
    for program in there:
        with tempfile.TemporaryDirectory() as work:
            MAKERS[program](folder.resolve(), Path(work))
    return there


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "files"))
