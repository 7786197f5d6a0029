"""Addresses of the web, as files name them. None is ever opened."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def web_address(said: str | None) -> str | None:
    """The address where it is one of the web, None for any other."""
    parts = _parts(said)
    return parts.geturl() if parts is not None else None


def host_of(url: str | None) -> str | None:
    """The host of an address in small letters, without "www."."""
    parts = _parts(url)
    return None if parts is None else (parts.hostname or "").lower().rstrip(".").removeprefix("www.") or None


def path_of(url: str | None) -> str:
    """The path of an address in small letters, empty where it has none."""
    parts = _parts(url)
    return "" if parts is None else parts.path.lower()


def _parts(said: str | None) -> SplitResult | None:
    try:
        parts = urlsplit((said or "").strip())
        return parts if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
