"""Something packed into a container: a file of an archive, an attachment, a message of a mailbox."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """The name of a packed file, as its document's id has it, and its bytes."""

    name: str
    data: bytes
