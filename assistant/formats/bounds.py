"""How much a file may come to while it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import UnreadableError

MOST_BYTES = 10_000_000
DEEPEST = 3  # containers in containers
_MOST_MEMBERS = 10_000
_TEXTS = 1  # how many times the size of a text the other kinds may have
_BINARIES = 5
_CONTAINERS = 100
_TIMES: dict[str, int] = {
    "pdf": _BINARIES,
    "docx": _BINARIES,
    "mail": _BINARIES,
    "mhtml": _BINARIES,
    "mailbox": _CONTAINERS,
    "zip": _CONTAINERS,
}


@dataclass(slots=True)
class Bounds:
    """What is left to be spent on one file with all that is packed into it.

    `most_bytes` is the size of a text at most; a PDF, a Word file or a message may have five times as much, an archive
    a hundred times, and all that comes out of a container together a hundred times and 10,000 members.
    """

    most_bytes: int = MOST_BYTES
    _bytes: int = field(init=False)
    _members: int = field(init=False, default=_MOST_MEMBERS)

    def __post_init__(self) -> None:
        self._bytes = _CONTAINERS * self.most_bytes

    def of(self, kind: str) -> int:
        """The size in bytes that a file of a kind may have."""
        return _TIMES.get(kind, _TEXTS) * self.most_bytes

    def check_size(self, kind: str, size: int) -> None:
        """Raise `UnreadableError` for a file of a kind that is too large."""
        if size > self.of(kind):
            raise UnreadableError(f"it is larger than {self.of(kind) / 1e6:g} MB; split it")

    def spend(self, size: int) -> None:
        """Count one more member of a container. Raises `UnreadableError` where that is more than may come out."""
        self._members -= 1
        self._bytes -= size
        if self._members < 0:
            raise UnreadableError(f"it holds more than {_MOST_MEMBERS:,} files; split it")
        if self._bytes < 0:
            raise UnreadableError(f"it unpacks to more than {_CONTAINERS * self.most_bytes / 1e6:,.0f} MB; split it")
