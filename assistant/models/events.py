"""The bytes of an answer cut into JSON objects: server-sent events, or one whole body.

Server-sent events after the HTML standard, section 9.2.6, of which chat endpoints use `data` alone; event names,
ids and comments are passed over. Which of the two a body is, its first character tells: servers mislabel both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, cast

from assistant.errors import ModelProtocolError
from assistant.models.limits import too_large

Kind = Literal["unknown", "events", "body"]
END_OF_STREAM = b"[DONE]"
BOM = b"\xef\xbb\xbf"


def parse(raw: bytes) -> dict[str, Any]:
    """The JSON object `raw` is; raises `ModelProtocolError` where it is none."""
    try:
        value: object = json.loads(raw.decode())
    except UnicodeDecodeError:
        raise ModelProtocolError(
            "The model endpoint sent text that is not UTF-8; the answer cannot be trusted."
        ) from None
    except (ValueError, RecursionError):
        raise ModelProtocolError(
            "The model endpoint sent data that is not JSON or is cut short; the answer cannot be trusted."
        ) from None
    if not isinstance(value, dict):
        raise ModelProtocolError("The model endpoint sent JSON that is no object; is it an OpenAI-compatible one?")
    return cast("dict[str, Any]", value)


class AnswerDecoder:
    """Cuts bytes, fed as they arrive, into the objects of an answer.

    `done` is set by the [DONE] event. An event of more than `max_event` bytes raises `ModelProtocolError`.
    """

    def __init__(self, max_event: int) -> None:
        self._max_event = max_event
        self._kind: Kind = "unknown"
        self._buffer = bytearray()  # a body, or the line that is not yet whole
        self._data: list[bytes] = []  # the data lines of the event that is not yet whole
        self._held = 0
        self._after_return = False
        self.done = False

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        """The objects that `data` completes."""
        if self._kind == "unknown":
            data = self._recognise(data)
        if self._kind == "events":
            yield from self._split(data)
        else:
            self._buffer += data
        if len(self._buffer) + self._held > self._max_event:
            raise too_large(self._max_event, "one event")

    def finish(self) -> Iterator[dict[str, Any]]:
        """The objects that the end of the answer completes."""
        if self._kind == "body":
            yield parse(bytes(self._buffer))
        elif self._kind == "events":
            yield from self._split(b"\n\n")

    def _recognise(self, data: bytes) -> bytes:
        """Tell the kind of answer by its first character; what of `data` remains to be decoded."""
        data = (bytes(self._buffer) + data).lstrip()
        self._buffer.clear()
        if BOM.startswith(data):
            return data
        data = data.removeprefix(BOM).lstrip()
        if data.startswith(b"<"):
            raise ModelProtocolError(
                "The model endpoint answered with a web page; check that OPENAI_BASE_URL is the address of the API"
                " (it often ends in /v1)."
            )
        self._kind = "body" if data.startswith((b"{", b"[")) else "events"
        return data

    def _split(self, data: bytes) -> Iterator[dict[str, Any]]:
        """Cut new bytes into lines (ended by CR, LF or both); the events that these complete."""
        if self._after_return:
            data = data.removeprefix(b"\n")
        self._after_return = data.endswith(b"\r") or (self._after_return and not data)
        *lines, rest = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in lines:
            event = self._line(bytes(self._buffer) + line)
            self._buffer.clear()
            if event is not None:
                yield event
            if self.done:
                return
        self._buffer += rest

    def _line(self, line: bytes) -> dict[str, Any] | None:
        """Take in one line; the event, if it ends one."""
        if not line:
            data, self._data, self._held = b"\n".join(self._data), [], 0
            if data.strip() == END_OF_STREAM:
                self.done = True
                return None
            return parse(data) if data else None
        name, _, value = line.partition(b":")
        if name == b"data":
            value = value.removeprefix(b" ")
            self._data.append(value)
            self._held += len(value)
        return None
