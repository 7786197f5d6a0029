"""Where documents go, what they are said to be, and what tells that a file has been taken in before."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import assistant.formats
from assistant.errors import UnreadableError, UsageError
from assistant.formats import InputFile, Taking
from assistant.types import DEFAULT_COLLECTION, Document, SourceType

LONGEST_ID = 500
_COLLECTION = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_PIECE = 1 << 20
_LARGEST_MARKED = 1 << 28
"""Bytes of a file beyond which it is taken in anew each time: most such files are refused by their size alone."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The collection that documents go into and the kind of those that do not tell theirs.

    In another collection than the default one an id has the collection's name before it, so that ids stay unique.
    With `bounded`, whoever sends the documents may not see every collection: an id that could be one of another
    collection is refused whether there is such a document or not. Raises UsageError for a name that no collection can
    have.
    """

    collection: str = DEFAULT_COLLECTION
    source_type: SourceType | None = None
    bounded: bool = False

    def __post_init__(self) -> None:
        if not _COLLECTION.fullmatch(self.collection):
            raise UsageError(
                f"{self.collection!r} cannot be a collection; take up to 41 small letters, digits and hyphens."
            )

    def id_of(self, name: str) -> str:
        """The id of what is called `name` in its input."""
        return name if self.collection == DEFAULT_COLLECTION else f"{self.collection}/{name}"

    def origin(self, folder: Path) -> str:
        """What a store calls this folder as a place that files of this collection come from."""
        return f"{self.collection} {folder.absolute()}"

    def origin_of(self, file: InputFile) -> str:
        """The origin of a file: the folder that its name is relative to."""
        return self.origin(file.path.parents[min(file.name.count("/"), len(file.path.parents) - 1)])

    def placed(self, document: Document) -> Document:
        """The document as this collection keeps it. Raises `UnreadableError` for an id that it cannot have."""
        identity = self.id_of(document.id)
        home, slash, _ = identity.partition("/")
        if self.bounded and self.collection == DEFAULT_COLLECTION and slash and _COLLECTION.fullmatch(home):
            raise UnreadableError(f"its id begins like one of a collection {home}; send it there or give it another id")
        if len(identity) > LONGEST_ID:
            raise UnreadableError(f"its id in this collection has more than {LONGEST_ID} characters; give it another")
        kind = document.source_type or self.source_type
        return replace(document, id=identity, collection=self.collection, source_type=kind)


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was when it was looked at: a hash of its bytes, and what tells whether it changed since."""

    sha256: str
    seen: tuple[int, int, int]


def look_at(file: InputFile) -> Look | None:
    """What a file holds now; None for one that cannot be read, is no regular file or is very large."""
    try:
        if not file.path.is_file():
            return None
        seen = _seen(file)
        if seen[1] > _LARGEST_MARKED:
            return None
        digest = hashlib.sha256()
        with file.path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return None
    return Look(digest.hexdigest(), seen)


def is_as_seen(file: InputFile, look: Look) -> bool:
    """Whether nobody has touched the file since."""
    try:
        return _seen(file) == look.seen
    except OSError:
        return False


def mark_of(look: Look, taking: Taking, intake: Intake, reader: str, *, lines: bool) -> str:
    """A hash of a file and of all that decides what its documents come to, the day itself left out."""
    said = (look.sha256, taking.source, taking.most_bytes, intake, reader, lines, _parsers())
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


def _seen(file: InputFile) -> tuple[int, int, int]:
    status = file.path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@cache
def _parsers() -> str:
    """A hash of the code that parses files."""
    digest = hashlib.sha256()
    for path in sorted(Path(assistant.formats.__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
