"""JSON lines in and out, and everything else that goes to standard output or standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from assistant.errors import UsageError

Json = dict[str, Any]
T = TypeVar("T")


class LineReader(Generic[T]):
    """Reads JSON lines; a line that cannot be read is told on standard error and counted in `refused`.

    `parse` makes what is wanted of a line's object and raises ValueError with what is wrong with it.
    """

    def __init__(self, path: Path, required: tuple[str, ...], parse: Callable[[Json], T]) -> None:
        self._path = path
        self._required = required
        self._parse = parse
        self.refused = 0

    def __iter__(self) -> Iterator[T]:
        """What the lines that can be read give, in order. Raises UsageError for a missing file."""
        for number, raw in enumerate(self._raw(), 1):
            if not raw.strip():
                continue
            try:
                item = self._parse(self._object(raw))
            except ValueError as error:
                self.refused += 1
                warn(f"{self._path}: line {number}: {error}; the line is left out.")
                continue
            yield item

    def _raw(self) -> Iterator[bytes]:
        if str(self._path) == "-":
            yield from sys.stdin.buffer
            return
        try:
            with self._path.open("rb") as file:
                yield from file
        except OSError as error:
            raise UsageError(f"{self._path} cannot be read: {error.strerror or error}.") from error

    def _object(self, raw: bytes) -> Json:
        try:
            value = json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError:
            raise ValueError("it is not UTF-8") from None
        except (json.JSONDecodeError, RecursionError):
            raise ValueError("it is not JSON") from None
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")  # noqa: TRY004 - a fault of the line, told as such
        for name in self._required:
            if name not in value:
                raise ValueError(f'it has no "{name}"')
        return cast("Json", value)


def text_of(item: Json, name: str, most: int | None = None) -> str:
    """A field that must be text of at most `most` characters. Raises ValueError otherwise."""
    value = item[name]
    if not isinstance(value, str):
        raise ValueError(f'its "{name}" is not text')  # noqa: TRY004 - a fault of the line, told as such
    if most is not None and len(value) > most:
        raise ValueError(f'its "{name}" is longer than {most} characters')
    return value


def asked(item: Json) -> tuple[object, str]:
    """The id and the text of a question or a query. Raises ValueError when the text is none or empty."""
    text = text_of(item, "text")
    if not text.strip():
        raise ValueError('its "text" is empty')
    return item["id"], text


def put(value: Json) -> None:
    """One JSON object on a line of standard output."""
    try:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    except UnicodeEncodeError:  # half a surrogate pair, or an output that is not UTF-8: escapes mean the same
        sys.stdout.write(json.dumps(value) + "\n")


def say(text: str) -> None:
    """Text for people on standard output; characters that its encoding does not have show as question marks."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def warn(sentence: str) -> None:
    """One line on standard error."""
    sys.stderr.write(clean(sentence) + "\n")


def clean(text: str) -> str:
    """Text without control characters, which could move a terminal's cursor or change its colours."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)
