"""A Word document: headings, paragraphs, tables and notes as text, and the head its properties give."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from datetime import date
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from assistant.errors import UnreadableError
from assistant.flags import TRACKED
from assistant.formats.dates import any_day
from assistant.formats.dating import Dated
from assistant.formats.draft import Draft
from assistant.formats.plain import first_line_title
from assistant.formats.titles import real_title
from assistant.formats.word_text import Notes, WordText, tag_of
from assistant.formats.zips import open_zip, unpacked

_MOST_PARTS = 5000
_TIMES = 10  # how many times the size of a text all parts together may have, and twice as much its own XML
_CUSTOM = "docProps/custom.xml"
_DATES = re.compile(
    r"(?:(?:date of )?publication(?: date)?|date|date published|published(?: on)?|issued|issue date)", re.I
)
_FAULTS = (  # what python-docx lets through on a broken package
    PackageNotFoundError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    NotImplementedError,
    EOFError,
)
_DAMAGED = "it is damaged or no Word document; save it as .docx again"


def read_docx(data: bytes, most_characters: int) -> Draft:
    """A draft of a Word document as it would be read with all changes accepted; a note stands after its paragraph.

    What is hidden or deleted is left out. The day the file was made is no publication date; a property that is
    called one is. Raises `UnreadableError` for a damaged or encrypted file and one that unpacks to too much.
    """
    properties = _checked(data, most_characters)
    try:
        word = docx.Document(io.BytesIO(data))
        if cast("Any", word.element).getroottree().docinfo.doctype:  # no program writes one; entities hide behind it
            raise UnreadableError(_DAMAGED)
        notes = Notes(*(_part(word, kind) for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)))
        read = WordText(cast("Any", word.element).body, notes, most_characters)
        core = word.core_properties
        text = read.text
        return Draft(
            text,
            title=real_title(core.title) or read.title or first_line_title(text),
            author=core.author or None,
            language=core.language or None,
            also_dated=tuple(_dated(properties)),
            made=_made(word),
            flags=(TRACKED,) if read.tracked else (),
        )
    except _FAULTS:
        raise UnreadableError(_DAMAGED) from None


def _checked(data: bytes, most_characters: int) -> bytes | None:
    """The custom properties of a package that unpacks to no more than a document should."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("it is encrypted with a password, or an old Word document; save it as .docx without one")
    with open_zip(io.BytesIO(data), "a Word document") as archive:
        parts = archive.infolist()
        xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        size = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or size > _TIMES * most_characters or xml > 2 * most_characters:
            raise UnreadableError("it unpacks to more than a document should; save its text alone")
        for part in parts:
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnreadableError(_DAMAGED)
        custom = next((part for part in parts if part.filename == _CUSTOM), None)
        return None if custom is None else unpacked(archive, custom, most_characters)


def _part(word: WordDocument, kind: str) -> etree.ElementBase | None:
    """The tree of the footnotes or endnotes, None where there are none."""
    with suppress(KeyError):
        return parse_xml(word.part.part_related_by(kind).blob)
    return None


def parse_xml(data: bytes) -> etree.ElementBase:
    """A tree of XML. No entity is expanded and nothing outside it is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(data, parser)


def _dated(properties: bytes | None) -> list[Dated]:
    """The days that custom properties call the date of publication."""
    found: list[Dated] = []
    with suppress(etree.XMLSyntaxError):
        for node in parse_xml(properties) if properties else ():
            if tag_of(node) == "property" and _DATES.fullmatch((node.get("name") or "").strip()):
                said = next((child.text for child in node if child.text), None)
                day = any_day(said) if said else None
                found += [Dated(day, "document property")] if day else []
    return found


def _made(word: WordDocument) -> date | None:
    """The day the file was last saved."""
    with suppress(ValueError, AttributeError, TypeError):
        moments = (word.core_properties.modified, word.core_properties.created)
        return max((moment.date() for moment in moments if moment), default=None)
    return None
