"""Real footnotes in a .docx file, which python-docx does not make: a part of their own beside the document's.

Names of elements are those of WordprocessingML (ECMA-376 part 1, 17.11).
"""

from __future__ import annotations

import re
from typing import Any, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc import oxml
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.doors.export.outline import Note
from assistant.reading.hidden import shown

Element = Any  # python-docx's elements carry no types

_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]|\t")
_FEEDS = {0x0B: "\n", 0x0C: "\n"}  # line and form feed, which XML cannot hold either
_TEXT, _REFERENCE = "Footnote Text", "Footnote Reference"


def legible(text: str) -> str:
    """Text with hidden characters made visible, and what XML cannot hold replaced."""
    return _NOT_IN_XML.sub("\ufffd", shown(text.translate(_FEEDS)))


class Footnotes:
    """The footnotes of one document. `attach` them when all are cited."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Element = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self._cited: dict[str, int] = {}
        _add_styles(document)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = _child(self._root, "w:footnote", type=kind, id=number)
            _child(_child(_child(note, "w:p"), "w:r"), f"w:{kind}")

    def cite(self, paragraph: Paragraph, note: Note) -> None:
        """Cite a note at the end of a paragraph: the first time as a footnote, later by its number."""
        known = self._cited.get(note.id)
        if known is not None:
            _refer(paragraph, _bookmark(known), str(known))
            return
        number = self._cited[note.id] = len(self._cited) + 1
        self._add(number, note)
        body = _element(paragraph)
        _child(body, "w:bookmarkStart", id=number, name=_bookmark(number))
        run = _child(body, "w:r")
        _child(_child(run, "w:rPr"), "w:rStyle", val=_style_id(_REFERENCE))
        _child(run, "w:footnoteReference", id=number)
        _child(body, "w:bookmarkEnd", id=number)

    def _add(self, number: int, note: Note) -> None:
        """The footnote: where the excerpt comes from, then the excerpt in a paragraph of its own."""
        footnote = _child(self._root, "w:footnote", id=number)
        head = _paragraph(footnote)
        mark = _child(head, "w:r")
        _child(_child(mark, "w:rPr"), "w:rStyle", val=_style_id(_REFERENCE))
        _child(mark, "w:footnoteRef")
        _write(head, f" {legible(note.where)}")
        _write(_paragraph(footnote), legible(note.text))

    def attach(self) -> None:
        """Put the footnotes into the document's package."""
        part = self._document.part
        content = cast("Any", oxml).serialize_part_xml(self._root)
        name = PackURI("/word/footnotes.xml")
        notes = Part(name, CONTENT_TYPE.WML_FOOTNOTES, content, part.package)
        part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        settings: Element = self._document.settings.element
        properties = settings.makeelement(qn("w:footnotePr"))
        for number in (-1, 0):
            _child(properties, "w:footnote", id=number)
        # The schema fixes the order of settings: these come before compatibility.
        before = settings.find(qn("w:compat"))
        if before is None:
            settings.append(properties)
        else:
            before.addprevious(properties)


def _refer(paragraph: Paragraph, bookmark: str, number: str) -> None:
    """A field that shows a footnote's number again."""
    body = _element(paragraph)
    field = _child(body, "w:fldSimple", instr=f" NOTEREF {bookmark} \\f \\h ")
    run = _child(field, "w:r")
    _child(_child(run, "w:rPr"), "w:rStyle", val=_style_id(_REFERENCE))
    _child(run, "w:t").text = number


def _bookmark(number: int) -> str:
    return f"_Ref_note_{number}"


def _paragraph(footnote: Element) -> Element:
    paragraph = _child(footnote, "w:p")
    _child(_child(paragraph, "w:pPr"), "w:pStyle", val=_style_id(_TEXT))
    return paragraph


def _write(paragraph: Element, text: str) -> None:
    """Text as one run; its line breaks and tabs are the format's own."""
    run = _child(paragraph, "w:r")
    end = 0
    for found in [*_BREAKS.finditer(text), None]:
        piece = text[end : found.start() if found else None]
        if piece:
            words = _child(run, "w:t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if found:
            _child(run, "w:tab" if found.group() == "\t" else "w:br")
            end = found.end()


def _element(paragraph: Paragraph) -> Element:
    return cast("Any", paragraph)._p  # noqa: SLF001 - the library has no public way to its element


def _child(parent: Element, tag: str, /, **attributes: object) -> Element:
    made = parent.makeelement(qn(tag))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    parent.append(made)
    return made


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _add_styles(document: Document) -> None:
    styles: Any = document.styles
    text = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.font.size, text.paragraph_format.space_after = Pt(9), Pt(2)
    styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER).font.superscript = True
