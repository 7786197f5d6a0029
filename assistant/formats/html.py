"""A web page: the text of its article, and the head its metadata gives."""

from __future__ import annotations

import logging
import re

import trafilatura
from lxml import etree, html
from trafilatura.metadata import extract_metadata

from assistant.errors import UnreadableError
from assistant.formats.blocks import text_of
from assistant.formats.decoding import Decoded, decode_as
from assistant.formats.draft import Draft
from assistant.formats.page_head import read_head
from assistant.formats.web import host_of

_MOST_ELEMENTS = 150_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s>]{1,2000}) ?-->")
_START = 4096  # bytes in which a page may name its encoding
_SHORT = 200  # characters below which the text found is held against the whole page
_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§a-z])\]?")
_INVISIBLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))", re.IGNORECASE
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it leaves out is not a person's business
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(data: bytes, encoding: str | None = None, url: str | None = None) -> Draft:
    """A draft of a web page: its article as trafilatura finds it, else all that is visible.

    `encoding` and `url` are what a transport said of the page. What the page hides from a reader's eye by its own
    marks is left out. Raises `UnreadableError` for a page without text, one that is no HTML, and one of more than
    150,000 elements.
    """
    decoded = _decoded(data, encoding)
    tree = parse(decoded.text)
    head = read_head(tree, url or _saved_from(data))
    _remove_hidden(tree)
    _set_marks_apart(tree)
    text = article_text(tree)
    described = extract_metadata(tree)
    return Draft(
        text,
        title=head.title or _title(tree, described.title, head.site),
        source=head.site or described.sitename or host_of(head.url),
        url=head.url,
        language=head.language,
        author=described.author or head.author,
        genres=head.genres,
        also_dated=head.dated,
        flags=decoded.flags,
    )


def visible_page(data: bytes, encoding: str | None) -> Decoded:
    """All visible text of a page that is a message's body. Raises `UnreadableError` as `read_html` does."""
    decoded = _decoded(data, encoding)
    if not decoded.text.strip():
        return decoded
    tree = parse(decoded.text)
    _remove_hidden(tree)
    return Decoded(visible_text(tree), decoded.guessed)


def parse(text: str) -> html.HtmlElement:
    """The tree of a page; nothing outside it is loaded. Raises `UnreadableError` for what is none or is too large."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableError("it is not HTML") from None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise UnreadableError(f"it has more than {_MOST_ELEMENTS:,} elements; save its text alone")
    return tree


def article_text(tree: html.HtmlElement) -> str:
    """The text of the article on a page; the whole visible text where none is told apart, or next to nothing is."""
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    body: etree.ElementBase | None = getattr(found, "body", None)
    text = "" if body is None else text_of(body)
    if len(text) >= _SHORT:
        return text
    whole = visible_text(tree)
    return text if text and len(whole) > 20 * _SHORT else whole or text


def visible_text(tree: html.HtmlElement) -> str:
    """All text of a page's body."""
    body = tree.find("body")
    return text_of(tree if body is None else body)


def _title(tree: html.HtmlElement, heading: str | None, site: str | None) -> str | None:
    """The heading found on the page, unless the page's own title is about something else."""
    node = tree.find(".//title")
    said = " ".join((node.text or "").split()) if node is not None else ""
    if not said or said == site or (heading and heading.casefold() in said.casefold()):
        return heading
    return said


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    if encoding is None and b"\x00" not in data[:_START]:
        named = _CHARSET.search(data[:_START]) or _XML_ENCODING.match(data)
        encoding = named[1].decode("ascii") if named else None
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or (encoding or "").lower().startswith("utf-16"):
        encoding = None  # its first bytes, or its zeros, say it better
    return decode_as(data, encoding)


def _saved_from(data: bytes) -> str | None:
    found = _SAVED_FROM.search(data[:_START])
    return found[1].decode("ascii", "ignore") if found else None


def _set_marks_apart(tree: html.HtmlElement) -> None:
    """Take the marks of notes out of the text, so that "12,500" and the mark of note 1 are not "12,5001"."""
    for node in list(tree.iter("sup", "a")):
        said = "".join(node.itertext()).strip() if len(node) <= 1 else ""
        if not _MARK.fullmatch(said):
            continue
        parent = node.getparent()
        other = "sup" if node.tag == "a" else "a"
        if node.find(f".//{other}") is not None or (parent is not None and parent.tag == other):
            node.drop_tree()
        elif node.tag == "a" and len(node) == 0 and (node.get("href") or "").startswith("#"):  # the note itself
            node.text = f"[{said.strip('[]')}] "


def _remove_hidden(tree: html.HtmlElement) -> None:
    """Take out what a browser would not show: no reader could have read it there."""
    for node in list(tree.iter()):
        style = node.get("style") or ""
        if node.tag == "template" or "hidden" in node.attrib or (style and _INVISIBLE.search(style)):
            if node.tag in ("html", "body", "head") or node.getparent() is None:
                continue
            node.drop_tree()
