"""Values as the engine keeps them, and back."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from assistant.errors import UsageError
from assistant.reading.sketch import PLACES
from assistant.store.analysis import stems
from assistant.store.contract import DocumentSummary, Located
from assistant.store.packing import day_number, day_of
from assistant.types import Document, Event, Mention, Passage, Quote, Reading, Role, Span

T = TypeVar("T")

NO_UTF8 = "A name or text holds half of a surrogate pair; write it as UTF-8."

LONGEST_TERM = 8000
"""Characters of a term; the engine takes 32,766 bytes. A longer one is told by its hash."""

LONGEST_STEM = 120
"""Characters of a stem; where the engine splits at white space it also splits words of more than 255 of its units."""

HEAD = ["head"]
"""What a request asks for of a document where `summaries` is to tell of it."""

_SKETCH = struct.Struct(f"<{PLACES}I")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value that was read out of a document, with its words and the sentence around it."""

    value: T
    text: str
    context_start: int
    context: str

    def located(self, document: DocumentSummary) -> Located[T]:
        """The value in its document."""
        return Located(self.value, document, self.text, self.context_start, self.context)


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a record that its document does not say."""

    passages: tuple[Passage, ...]
    reading: Reading


DOCUMENT = TypeAdapter(Document)
WHOLE = TypeAdapter(Whole)
MENTIONS = TypeAdapter(tuple[Placed[Mention], ...])
ROLE = TypeAdapter(Placed[Role])
QUOTE = TypeAdapter(Placed[Quote])
EVENT = TypeAdapter(Placed[Event])


def key_of(identity: str) -> str:
    """The engine's key for a name of ours, which may be longer than the engine allows."""
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def term(value: str) -> str:
    """A value as a term that the engine can hold; a term is its own."""
    return value if len(value) <= LONGEST_TERM else f"{value[: LONGEST_TERM - 65]}\x1f{key_of(value)}"


def stem_list(text: str) -> list[str]:
    """The stems of a text in order, none longer than the engine keeps whole.

    Raises UsageError for a text that is no UTF-8.
    """
    try:
        return [stem[:LONGEST_STEM] for stem in stems(text)]
    except UnicodeEncodeError as error:
        raise UsageError(NO_UTF8) from error


def dump(adapter: TypeAdapter[T], value: T) -> str:
    """A value as JSON."""
    return adapter.dump_json(value).decode()


def pack(adapter: TypeAdapter[T], value: T) -> str:
    """A value as a binary field takes it."""
    return base64.b64encode(zlib.compress(adapter.dump_json(value), 6)).decode()


def unpack(adapter: TypeAdapter[T], packed: str) -> T:
    """The value that was packed."""
    return adapter.validate_json(zlib.decompress(base64.b64decode(packed)))


def pack_sketch(sketch: Sequence[int]) -> str:
    """A sketch as a binary field takes it."""
    return base64.b64encode(_SKETCH.pack(*sketch)).decode()


def unpack_sketch(packed: str) -> tuple[int, ...]:
    """The sketch that was packed."""
    return _SKETCH.unpack(base64.b64decode(packed))


def place(document: Document, value: T, span: Span, context: Span | None) -> Placed[T]:
    """`value` with the words of `span` and of the sentence `context`, drawn out to hold all of it."""
    around = context or span
    if not around.covers(span):
        around = Span(min(around.start, span.start), max(around.end, span.end))
    return Placed(value, span.of(document.text), around.start, around.of(document.text))


def head_of(document: Document) -> dict[str, Any]:
    """A document's head as JSON."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "source": document.source,
        "day": day_number(document.date),
        "language": document.language,
        "characters": len(document.text),
        "flags": document.flags,
        "url": document.url,
        "source_type": document.source_type,
        "pages": document.pages,
        "collection": document.collection,
    }


def summary(head: dict[str, Any]) -> DocumentSummary:
    """The head that `head_of` wrote."""
    return DocumentSummary(
        id=head["id"],
        sha256=head["sha256"],
        title=head["title"],
        source=head["source"],
        date=day_of(head["day"]),
        language=head["language"],
        characters=head["characters"],
        flags=tuple(head["flags"]),
        url=head["url"],
        source_type=head["source_type"],
        pages=tuple(head["pages"]),
        collection=head["collection"],
    )


def summaries(hits: Iterable[dict[str, Any]]) -> dict[str, DocumentSummary]:
    """The heads of the documents of hits, by their ids."""
    heads = (hit["_source"]["head"] for hit in hits)
    return {head["id"]: summary(head) for head in heads}
