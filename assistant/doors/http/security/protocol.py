"""HTTP/1.1 connections that end when the other side dawdles; give it to uvicorn as `http=PatientProtocol`."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """A connection with limits where uvicorn has none: on the time of a head, of the rest of a body that nobody wants
    any more, and of a reader that does not read.
    """

    head_seconds = 10.0  # from the connection, or the first byte of a later request, to the end of its head
    linger_seconds = 2.0  # for the rest of a body that was answered before its end
    stall_seconds = 20.0  # for a reader to take most of what is buffered for it

    _head: asyncio.TimerHandle | None = None
    _rest: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """A new connection has until the limit to send a head."""
        super().connection_made(transport)
        self._await_head()

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

    def _await_head(self) -> None:
        """Have a timer run exactly while a head is owed; between requests it is uvicorn's that counts."""
        owed = self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None
        if owed and self._head is None:
            self._head = self.loop.call_later(self.head_seconds, self._close)
        elif not owed and self._head is not None:
            self._head.cancel()
            self._head = None

    def _close_if_unread(self) -> None:
        self._rest = None
        if self._owes_rest:
            self._close()

    @property
    def _owes_rest(self) -> bool:
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
