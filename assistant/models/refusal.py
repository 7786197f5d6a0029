"""What an endpoint says when it does not answer, and what that means: which error, and whether to try again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from assistant.errors import ModelContextError, ModelError, ModelRefusedError, ModelUnavailableError
from assistant.models.limits import ModelLimits
from assistant.models.text import sound

PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that may be gone at the next try."""

_CONTEXT_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error"})
_CONTEXT_WORDS = re.compile(
    r"context (?:length|window|size|limit)|maximum context|too many tokens"
    r"|(?:prompt|input|request) (?:is )?too (?:long|large)",
    re.IGNORECASE,
)
_READ = 10_000  # characters of a refusal that are looked at
_SHOWN = 200  # characters of a refusal that are shown
_FIRST_PAUSE = 0.5  # seconds before the first retry; doubled at each


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which endpoint and model are asked; its repr and its texts never show the key."""

    address: str
    model: str
    key: str = field(repr=False)

    def quoted(self, text: str, lead: str = "it said: ") -> str:
        """What was said, fit for one line of an error, in brackets: short, printable, without the key."""
        text = sound(text[:_READ])
        if self.key:
            text = text.replace(self.key, "[key]")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        if not line or line.startswith("<"):
            return ""
        return f" ({lead}{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''})"


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of an error object that mean something."""

    message: str
    code: str = ""
    kind: str = ""

    @classmethod
    def of(cls, body: object) -> Said:
        """Read an error in any of the shapes servers use."""
        if not isinstance(body, dict):
            return cls(str(body)[:_READ] if body else "")
        fields = cast("dict[str, Any]", body)
        message = fields.get("message") or fields.get("detail") or fields
        return cls(str(message)[:_READ], str(fields.get("code") or ""), str(fields.get("type") or ""))

    @property
    def too_long(self) -> bool:
        """Whether this says that the conversation does not fit the model."""
        return bool({self.code, self.kind} & _CONTEXT_CODES or _CONTEXT_WORDS.search(self.message))

    @property
    def no_quota(self) -> bool:
        """Whether this says that the account is used up, which no waiting mends."""
        return "insufficient_quota" in {self.code, self.kind}


class Refusal(Exception):  # noqa: N818 - it is what the endpoint did, and never leaves this package
    """The endpoint did not answer: `status` is None where no HTTP answer came at all."""

    def __init__(self, status: int | None, said: Said, retry_after: str | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.said = said
        self._retry_after = retry_after

    def names(self, parameter: str) -> bool:
        """Whether it is the request's `parameter` that the endpoint does not take."""
        return self.status in {400, 422} and not self.said.too_long and parameter in self.said.message

    def pause(self, attempt: int, limits: ModelLimits) -> float | None:
        """Seconds to wait before try number `attempt` + 2; None where another try makes no sense."""
        passing = self.status is None or self.status in PASSING
        if attempt >= limits.retries or not passing or self.said.no_quota or self.said.too_long:
            return None
        asked = seconds_asked(self._retry_after)
        if asked is None:
            return _FIRST_PAUSE * 2**attempt
        return asked if asked <= limits.retry_after_max else None

    def error(self, endpoint: Endpoint) -> ModelError:
        """The error to raise, in one sentence that says what to do."""
        if self.status is None:
            reason = endpoint.quoted(self.said.message, lead="")
            return ModelUnavailableError(
                f"The model endpoint at {endpoint.address} cannot be reached or broke the connection off{reason};"
                " check that it is running and that OPENAI_BASE_URL is right."
            )
        if self.status == 413 or (self.status != 401 and self.said.too_long):
            return context_error(endpoint, self.said)
        return _status_error(self.status, self.said, endpoint)


def _status_error(status: int, said: Said, endpoint: Endpoint) -> ModelError:
    quoted = endpoint.quoted(said.message)
    if status == 401:
        fault = "did not accept the key" if endpoint.key else "asks for a key"
        return ModelRefusedError(
            f"The model endpoint at {endpoint.address} {fault}; set OPENAI_API_KEY to a valid one."
        )
    if 300 <= status < 400:
        return ModelRefusedError(
            f"The model endpoint at {endpoint.address} redirects elsewhere, which is refused so that neither key nor"
            " question goes astray; set OPENAI_BASE_URL to the final address."
        )
    if status == 404:
        return ModelRefusedError(
            f"The model endpoint at {endpoint.address} knows no such address or no model {endpoint.model!r}{quoted};"
            " check OPENAI_BASE_URL and ATTACHE_MODEL."
        )
    if status == 403:
        return ModelRefusedError(
            f"The model endpoint forbids this with the key it was given{quoted}; use a key or a model that is allowed."
        )
    if said.no_quota:
        return ModelRefusedError(f"The account at the model endpoint is used up{quoted}; top it up or use another key.")
    if status == 429:
        return ModelRefusedError(f"The model endpoint is limiting requests{quoted}; wait a little and ask again.")
    if status >= 500 or status in PASSING:
        return ModelUnavailableError(f"The model endpoint keeps failing with status {status}{quoted}; try again later.")
    return ModelRefusedError(
        f"The model endpoint refused the request with status {status}{quoted}; check the model {endpoint.model!r} and"
        " its settings."
    )


def context_error(endpoint: Endpoint, said: Said) -> ModelContextError:
    """The error for a conversation that does not fit the model."""
    return ModelContextError(
        f"The conversation is too long for the model {endpoint.model!r}{endpoint.quoted(said.message)};"
        " ask a narrower question or use a model with a longer context."
    )


def error_in(answer: dict[str, Any], endpoint: Endpoint) -> ModelError | None:
    """The error an answer with status 200 holds instead of a reply, if it holds one."""
    body = answer.get("error")
    if not body:
        return None
    said = Said.of(body)
    if re.fullmatch("[45][0-9][0-9]", said.code):
        return Refusal(int(said.code), said).error(endpoint)
    if said.too_long:
        return context_error(endpoint, said)
    return ModelRefusedError(f"The model endpoint reported an error{endpoint.quoted(said.message)}; try again later.")


def seconds_asked(retry_after: str | None) -> float | None:
    """The pause a `Retry-After` header asks for, in seconds or as an HTTP date; None where it asks for none."""
    if not retry_after:
        return None
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
