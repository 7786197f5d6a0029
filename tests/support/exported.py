"""Exported files, opened."""

from __future__ import annotations

import io
import zipfile
from typing import Any, cast

import lxml.etree
import lxml.html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_xml, _html = cast("Any", lxml.etree), cast("Any", lxml.html)  # lxml carries no types


class WordFile:
    """A .docx file: `body` is the document's root element, `notes` the root of its footnotes."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.body: Any = _xml.fromstring(package.read("word/document.xml"))
            self.notes: Any = _xml.fromstring(package.read("word/footnotes.xml"))

    @property
    def footnotes(self) -> dict[str, str]:
        """Each footnote's second paragraph, which is the excerpt, as text by the footnote's id."""
        return {
            note.get(f"{W}id"): _text(note.findall(f"{W}p")[1])
            for note in self.notes.findall(f"{W}footnote")
            if note.get(f"{W}type") is None
        }

    @property
    def cited(self) -> list[str]:
        """The ids of the footnotes in the order in which the text refers to them."""
        return [reference.get(f"{W}id") for reference in self.body.iter(f"{W}footnoteReference")]


def _text(paragraph: Any) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(node.text if node.tag == f"{W}t" else signs.get(node.tag, "") for node in paragraph.iter())


def web_page(content: bytes) -> Any:
    """The root element of an exported web page."""
    return _html.fromstring(content.decode())
