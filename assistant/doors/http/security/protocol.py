"""HTTP/1.1 connections that end when the other side dawdles; give it to uvicorn as `http=PatientProtocol`."""

from __future__ import annotations

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """A connection with limits where uvicorn has none: on the time of a head, of the rest of a body that nobody wants
    any more, and of a reader that does not read; and on how many may owe a head at once, of whom the first goes.
    """

    head_seconds = 10.0  # from the connection, or the first byte of a later request, to the end of its head
    linger_seconds = 2.0  # for the rest of a body that was answered before its end
    stall_seconds = 20.0  # for a reader to take most of what is buffered for it
    most_owing = 256  # connections; where there are more, each new one ends an older one
    grace_seconds = 1.0  # in which none is ended for that: many may well connect at once

    _head: asyncio.TimerHandle | None = None
    _rest: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """A new connection has until the limit to send a head."""
        super().connection_made(transport)
        self._await_head()
        if len(self.connections) > self.most_owing:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """More bytes came, perhaps the end of a head."""
        super().data_received(data)
        self._await_head()

    def on_response_complete(self) -> None:
        """The answer is out; the client has a moment to send the rest of a body that it was given too early for."""
        super().on_response_complete()
        if self._owes_rest and self._rest is None:
            self._rest = self.loop.call_later(self.linger_seconds, self._close_if_unread)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self._head, self._rest, self._stall):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The reader is behind by what a buffer holds."""
        super().pause_writing()
        self._stall = self.loop.call_later(self.stall_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has taken most of it."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    @property
    def head_due(self) -> float | None:
        """When the head that is owed must be there, in the loop's time; None where none is owed."""
        return None if self._head is None else self._head.when()

    def close(self) -> None:
        """End the connection."""
        if not self.transport.is_closing():
            self.transport.close()

    def _await_head(self) -> None:
        """Have a timer run exactly while a head is owed; between requests it is uvicorn's that counts."""
        owed = self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None
        if owed and self._head is None:
            self._head = self.loop.call_later(self.head_seconds, self.close)
        elif not owed and self._head is not None:
            self._head.cancel()
            self._head = None

    def _make_room(self) -> None:
        """Close the connection that has owed a head the longest, where too many do."""
        connections = cast("set[object]", self.connections)
        owing = [one for one in connections if isinstance(one, PatientProtocol) and one.head_due is not None]
        if len(owing) <= self.most_owing:
            return
        first = min(owing, key=lambda one: one.head_due or 0.0)
        if (first.head_due or 0.0) - self.head_seconds + self.grace_seconds <= self.loop.time():
            first.close()

    def _close_if_unread(self) -> None:
        self._rest = None
        if self._owes_rest:
            self.close()

    @property
    def _owes_rest(self) -> bool:
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY
