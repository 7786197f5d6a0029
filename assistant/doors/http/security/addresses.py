"""Under which names the server answers, and which other sites' pages may call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from assistant.errors import SettingsError, UsageError
from assistant.loopback import is_loopback
from assistant.store.desk_contract import Desk

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_NAME = r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))"
_HOST = re.compile(rf"{_NAME}(?::\d{{1,5}})?", re.ASCII)
_ORIGIN = re.compile(rf"https?://{_NAME}(?::\d{{1,5}})?", re.ASCII)


async def check_exposure(host: str, desk: Desk) -> None:
    """Raises UsageError where others could reach the address and nobody has a key."""
    if is_loopback(host) or any(key.revoked is None for key in await desk.keys()):
        return
    raise UsageError(
        f"{host} can be reached from other machines and there is no key: make one with `attache keys add NAME`, or "
        "serve on 127.0.0.1."
    )


def host_of(header: str) -> str | None:
    """The name or address that a Host header gives, without brackets and port; None for what is none."""
    found = _HOST.fullmatch(header.casefold())
    return None if found is None else (found[1] or found[2].removesuffix("."))


@dataclass(frozen=True, slots=True)
class Addresses:
    """`hosts` are names and addresses without port, `origins` those of other sites whose pages may call."""

    hosts: frozenset[str]
    origins: frozenset[str]

    @classmethod
    def of(cls, bound: str, hosts: str, origins: str, public: str = "") -> Self:
        """From the address the server listens at and settings: two lists with commas, and the public origin.

        The public origin is allowed both ways, for a proxy may pass on its own name or ours. Raises SettingsError.
        """
        own = bound.strip("[]").casefold()
        named = [name.partition("://")[2] for name in _listed(public)]
        return cls(
            frozenset({*_LOCAL_NAMES, own, *(_host(name) for name in (*_listed(hosts), *named))}),
            frozenset(_origin(name) for name in (*_listed(origins), *_listed(public))),
        )

    def answers_to(self, header: str, reached: str | None) -> bool:
        """Whether a Host header names this server; `reached` is the address its connection came in at.

        A page that had its name resolve to our address (DNS rebinding) still sends its own name.
        """
        host = host_of(header)
        return host is not None and (host in self.hosts or host == reached)

    def may_call(self, origin: str, host: str) -> bool:
        """Whether a page of this origin may send a request that names `host`."""
        return origin in self.origins or origin.casefold() in {
            f"http://{host.casefold()}",
            f"https://{host.casefold()}",
        }


def _listed(setting: str) -> list[str]:
    return [name for part in setting.split(",") if (name := part.strip())]


def _host(name: str) -> str:
    found = host_of(name)
    if found is None:
        raise SettingsError(f"ATTACHE_HOSTS has {name!r}, which is no host name; write names with commas between.")
    return found


def _origin(name: str) -> str:
    if not _ORIGIN.fullmatch(name.casefold()):
        raise SettingsError(f"ATTACHE_ORIGINS has {name!r}, which is no origin; write it as https://chat.example.org.")
    return name.casefold()
