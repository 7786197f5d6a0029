"""JSON lines in and out, and everything else that goes to standard output or standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from assistant.errors import UsageError

Json = dict[str, Any]


class LineReader:
    """Reads JSON lines; a line that cannot be read is told on standard error and counted in `refused`."""

    def __init__(self, path: Path, required: tuple[str, ...]) -> None:
        self._path = path
        self._required = required
        self.refused = 0

    def __iter__(self) -> Iterator[Json]:
        """The objects that have all required fields as text, in order. Raises UsageError for a missing file."""
        for number, raw in enumerate(self._raw(), 1):
            if not raw.strip():
                continue
            try:
                yield self._object(raw)
            except ValueError as error:
                self.refused += 1
                warn(f"{self._path}: line {number}: {error}; the line is left out.")

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


def text_of(item: Json, name: str) -> str:
    """A field that must be text. Raises UsageError otherwise."""
    value = item[name]
    if not isinstance(value, str):
        raise UsageError(f'"{name}" of the line with id {item.get("id")!r} must be text.')
    return value


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
