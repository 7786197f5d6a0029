"""Every error Attaché raises on purpose.

AttacheError                     one clear sentence: what is wrong and what to do
├── UsageError                   the caller asked for something that cannot be (exit 2)
│   ├── SettingsError            a setting has a value that cannot be used
│   ├── ToolArgumentsError       a tool was called with arguments that do not fit
│   └── ConflictError            what was to be changed has been changed by somebody else meanwhile
├── UnreadableError              an input file or line cannot be taken in (reported, the rest goes on; exit 1)
└── FaultError                   something outside failed (exit 3)
    ├── StoreError               the store cannot be opened, read or written
    │   ├── SchemaTooNewError    a newer Attaché wrote the store
    │   └── StoreBusyError       another process held the store for too long
    ├── ToolboxError             a tool's file cannot be loaded
    ├── ApiError                 a server of ours cannot be reached or refuses (for the client of `assistant.client`)
    └── ModelError               the model endpoint failed or answered with something unusable
        ├── ModelUnavailableError  it cannot be reached, or keeps failing
        ├── ModelTimeoutError    it took longer than a limit allows
        ├── ModelRefusedError    it refused the request (authentication, quota, bad request)
        │   └── ModelContextError  the conversation is too long for the model
        └── ModelProtocolError   it answered outside the protocol (cut short, not JSON, empty)
"""

from __future__ import annotations


class AttacheError(Exception):
    """Base of all errors raised on purpose; its text is one sentence for a person."""


class UsageError(AttacheError):
    """The caller asked for something that cannot be."""


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class ToolArgumentsError(UsageError):
    """A tool was called with arguments that do not fit its model."""


class ConflictError(UsageError):
    """What was to be changed has been changed by somebody else meanwhile."""


class UnreadableError(AttacheError):
    """An input file or line cannot be taken in; the others still are."""


class FaultError(AttacheError):
    """Something outside the program failed."""


class StoreError(FaultError):
    """The store cannot be opened, read or written."""


class SchemaTooNewError(StoreError):
    """The store was written by a newer Attaché."""


class StoreBusyError(StoreError):
    """Another process held the store longer than the time allowed."""


class ToolboxError(FaultError):
    """A tool's file cannot be loaded."""


class ApiError(FaultError):
    """A server of ours cannot be reached, refuses, or sends what cannot be understood.

    `status` is its HTTP status and `kind` the stable word for the problem, where it gave them; `request` is the
    request's id in the server's log.
    """

    def __init__(
        self, message: str, status: int | None = None, kind: str | None = None, request: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.request = request


class ModelError(FaultError):
    """The model endpoint failed or answered with something unusable."""


class ModelUnavailableError(ModelError):
    """The model endpoint cannot be reached, or keeps failing."""


class ModelTimeoutError(ModelError):
    """The model endpoint took longer than a limit allows."""


class ModelRefusedError(ModelError):
    """The model endpoint refused the request."""


class ModelContextError(ModelRefusedError):
    """The conversation is too long for the model; a shorter one may pass."""


class ModelProtocolError(ModelError):
    """The model endpoint answered outside the protocol."""
