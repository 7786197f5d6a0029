"""What tools told, packed while a model writes: hundreds of answers may be under way."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.models.contract import Message

_LONG = 1000  # characters of a text that is worth it
_LEVEL = 1  # of zlib: a third of the memory in a quarter of a millisecond


@dataclass(frozen=True, slots=True)
class Packed:
    """A message without its text, and that."""

    message: Message
    text: bytes


def packed(messages: Iterable[Message | Packed]) -> list[Message | Packed]:
    """The messages, the long ones of tools packed; others of that length are shared by all turns."""
    return [
        _packed(message) if isinstance(message, Message) and _is_worth_it(message) else message for message in messages
    ]


def unpacked(messages: Iterable[Message | Packed]) -> list[Message]:
    """The messages as they were."""
    return [message if isinstance(message, Message) else _unpacked(message) for message in messages]


def _is_worth_it(message: Message) -> bool:
    return message.role == "tool" and len(message.content) > _LONG


def _packed(message: Message) -> Packed:
    text = message.content.encode("utf-8", "surrogatepass")
    return Packed(replace(message, content=""), zlib.compress(text, _LEVEL))


def _unpacked(message: Packed) -> Message:
    text = zlib.decompress(message.text).decode("utf-8", "surrogatepass")
    return replace(message.message, content=text)
