"""Where a cluster is and what of it is ours, by one address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from assistant.errors import SettingsError

PLAIN, SECURE = "opensearch", "opensearch+https"
FORM = "opensearch://HOST:PORT[,HOST:PORT…][/PREFIX] or opensearch+https://USER:PASSWORD@HOST:PORT[/PREFIX]"

_PORT = 9200
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:@/\[\]\s]+)(?::(\d{1,5}))?")
_MOST_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class Address:
    """A cluster's nodes, the prefix of our indexes in it, and what opens it.

    `shards` is the number of primary shards that the documents are spread over when the store is made; `authority` is
    a file of certificates to trust besides the system's.
    """

    hosts: tuple[tuple[str, int], ...]
    prefix: str = "attache"
    secure: bool = False
    user: str | None = None
    password: str = field(default="", repr=False)
    shards: int = 3
    authority: str | None = None

    @property
    def shown(self) -> str:
        """The address without its secrets."""
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{SECURE if self.secure else PLAIN}://{hosts}/{self.prefix}"


def is_cluster(url: str) -> bool:
    """Whether an address is one of a cluster."""
    return url.startswith((f"{PLAIN}://", f"{SECURE}://"))


def read_address(url: str) -> Address:
    """The address that a setting gives. Raises SettingsError, whose sentence holds no password."""
    try:
        parts = urlsplit(url)
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise _wrong() from None
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    prefix = parts.path.strip("/") or "attache"
    if not is_cluster(url) or not _PREFIX.fullmatch(prefix) or options.keys() - {"shards", "ca"} or parts.fragment:
        raise _wrong()
    if credentials and parts.scheme == PLAIN:
        raise SettingsError("A user and a password go over opensearch+https:// only, where nobody can read them.")
    return Address(
        hosts=tuple(_host(each) for each in hosts.split(",")),
        prefix=prefix,
        secure=parts.scheme == SECURE,
        user=unquote(user) if credentials else None,
        password=unquote(password),
        shards=_shards(options.get("shards", ["3"])[-1]),
        authority=options.get("ca", [None])[-1],
    )


def _host(said: str) -> tuple[str, int]:
    found = _HOST.fullmatch(said)
    if found is None or not 0 < int(found[2] or _PORT) < 1 << 16:
        raise _wrong()
    return found[1], int(found[2] or _PORT)


def _shards(said: str) -> int:
    if not (said.isascii() and said.isdigit() and 0 < int(said[:6]) <= _MOST_SHARDS):
        raise _wrong()
    return int(said)


def _wrong() -> SettingsError:
    return SettingsError(f"The address of the cluster cannot be read; write it as {FORM}.")
