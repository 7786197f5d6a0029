"""The text of a Word document's body, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from assistant.errors import UnreadableError
from assistant.formats.titles import real_title

_UNREAD = frozenset("pPr rPr tblPr trPr tcPr sectPr instrText delText del moveFrom Fallback commentReference".split())
_CHANGES = frozenset("ins del moveFrom moveTo".split())
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOTES = frozenset("footnoteReference endnoteReference".split())
_TITLES = re.compile(r"(?:title|titel|titre|titulo|heading1|berschrift1|titre1)$", re.IGNORECASE)
_DEEPEST = 200  # as deep as libxml2 reads


def tag_of(node: etree.ElementBase) -> str:
    """The local name of an element; empty for a comment or an instruction."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: etree.ElementBase, name: str) -> str | None:
    """An attribute by its local name."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None)


class Notes:
    """Footnotes and endnotes by their ids."""

    def __init__(self, footnotes: etree.ElementBase | None, endnotes: etree.ElementBase | None) -> None:
        self._trees = {"footnote": footnotes, "endnote": endnotes}
        self._found: dict[tuple[str, str], etree.ElementBase] = {}
        for kind, tree in self._trees.items():
            for node in () if tree is None else tree:
                if tag_of(node) == kind and attribute(node, "type") is None:  # others are the lines drawn above them
                    self._found[kind, attribute(node, "id") or ""] = node

    def take(self, reference: etree.ElementBase) -> etree.ElementBase | None:
        """The note of a reference, once."""
        return self._found.pop((tag_of(reference).removesuffix("Reference"), attribute(reference, "id") or ""), None)


class WordText:
    """The text of a body; `title` is its first paragraph styled as one, `tracked` whether changes are pending.

    Raises `UnreadableError` for more than `most_characters`.
    """

    def __init__(self, body: etree.ElementBase, notes: Notes, most_characters: int) -> None:
        self.title: str | None = None
        self.tracked = False
        self._notes = notes
        self._left = most_characters
        self._pending: list[etree.ElementBase] = []  # notes and text boxes of the paragraph being read
        self._number = 0
        self.text = "\n\n".join(self._blocks(body, 0))

    def _blocks(self, parent: etree.ElementBase, depth: int) -> Iterator[str]:
        """The paragraphs and tables below an element."""
        for node in parent if depth < _DEEPEST else ():
            tag = tag_of(node)
            self.tracked |= tag in _CHANGES
            if tag == "p":
                yield from self._paragraph(node, depth)
            elif tag == "tbl":
                rows = [row for row in self._rows(node, depth + 1) if row]
                if rows:
                    yield "\n".join(rows)
                yield from self._aside(depth)
            elif tag not in _UNREAD:
                yield from self._blocks(node, depth + 1)

    def _paragraph(self, node: etree.ElementBase, depth: int) -> Iterator[str]:
        text = self._line(node)
        if text:
            if self.title is None and _TITLES.match(_style(node)):
                self.title = real_title(text)
            yield text
        yield from self._aside(depth)

    def _line(self, node: etree.ElementBase) -> str:
        written = "".join(self._words(node, 0))
        lines = (" ".join(line.split()) for line in written.split("\n"))
        text = "\n".join(line for line in lines if line)
        self._left -= len(text)
        if self._left < 0:
            raise UnreadableError("it holds more text than a document should; split it")
        return text

    def _words(self, node: etree.ElementBase, depth: int) -> Iterator[str]:
        for child in node if depth < _DEEPEST else ():
            tag = tag_of(child)
            self.tracked |= tag in _CHANGES
            if tag == "t":
                yield child.text or ""
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag in _NOTES:
                note = self._notes.take(child)
                self._pending += [] if note is None else [note]
            elif tag == "txbxContent":
                self._pending.append(child)
            elif tag not in _UNREAD and not (tag == "r" and _is_hidden(child)):
                yield from self._words(child, depth + 1)

    def _aside(self, depth: int) -> Iterator[str]:
        """What hangs on the last paragraph: text boxes as paragraphs, notes under their numbers."""
        pending, self._pending = self._pending, []
        for node in pending:
            blocks = list(self._blocks(node, depth + 1))
            if tag_of(node) != "txbxContent" and blocks:
                self._number += 1
                blocks[0] = f"[{self._number}] {blocks[0]}"
            yield from blocks

    def _rows(self, table: etree.ElementBase, depth: int) -> Iterator[str]:
        for node in table if depth < _DEEPEST else ():
            if tag_of(node) == "tr":
                cells = [cell for cell in self._cells(node, depth) if cell]
                yield " | ".join(cells)
            elif tag_of(node) not in _UNREAD:
                yield from self._rows(node, depth + 1)

    def _cells(self, row: etree.ElementBase, depth: int) -> Iterator[str]:
        for node in row if depth < _DEEPEST else ():
            if tag_of(node) == "tc":
                pending, self._pending = self._pending, []
                yield " ".join(" ".join(self._blocks(node, depth + 1)).split())
                self._pending = pending + self._pending
            elif tag_of(node) not in _UNREAD:
                yield from self._cells(node, depth + 1)


def _style(paragraph: etree.ElementBase) -> str:
    for properties in paragraph:
        if tag_of(properties) == "pPr":
            return next((attribute(node, "val") or "" for node in properties if tag_of(node) == "pStyle"), "")
    return ""


def _is_hidden(run: etree.ElementBase) -> bool:
    """Whether a run is formatted as hidden text."""
    for properties in run:
        if tag_of(properties) == "rPr":
            marks = [node for node in properties if tag_of(node) == "vanish"]
            return any((attribute(mark, "val") or "true").lower() not in ("0", "false", "off") for mark in marks)
    return False
