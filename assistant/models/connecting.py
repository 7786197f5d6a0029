"""How the HTTP client comes to an endpoint: directly or by a proxy, with which certificates, and what failed there."""

from __future__ import annotations

import os
import ssl
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx2

from assistant.errors import SettingsError
from assistant.loopback import is_loopback


def parsed(base_url: str | None) -> httpx2.URL:
    """The endpoint's address, empty for the client's own. Raises SettingsError for what is no address."""
    try:
        return httpx2.URL(base_url or "")
    except httpx2.InvalidURL:
        raise SettingsError("OPENAI_BASE_URL holds characters that no address has; set it again.") from None


def client_options(url: httpx2.URL) -> dict[str, Any]:
    """What the client is told for this endpoint: credentials of its address, and whether proxies concern it.

    None of the environment's does where the endpoint is on this machine or exempt by NO_PROXY.
    Raises SettingsError for a proxy that cannot be used.
    """
    options: dict[str, Any] = {"auth": (url.username, url.password)} if url.userinfo else {}
    if not (is_loopback(url.host) or (url.host and proxy_bypass(url.host))):
        _check_proxies()
        return options
    # Without TLS the certificates, which take a while to load, are of no use.
    plain = url.scheme == "http"
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if plain else httpx2.create_ssl_context()
    return {**options, "trust_env": False, "verify": verify}


def without_credentials(url: httpx2.URL) -> httpx2.URL:
    """The address as it is asked: the transport takes a key beside credentials in an address for a mistake."""
    return url.copy_with(userinfo=b"") if url.userinfo else url


def said_of(error: BaseException) -> str:
    """What went wrong on the way, in few words and without what came over the wire."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.ClientConnectorCertificateError):
            return f"its certificate is not trusted: {cause.certificate_error}"
        if isinstance(cause, aiohttp.ClientConnectorError):
            return f"no connection to {cause.host}:{cause.port}: {_reason(cause.os_error)}"
        if isinstance(cause, aiohttp.ClientResponseError):
            return cause.message.partition(":")[0]  # it goes on with what came
        cause = cause.__cause__
    return str(error.__cause__ or error)


def _reason(error: OSError) -> str:
    """The system's word for it; what asyncio puts in its place repeats the address."""
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or str(error)


def _check_proxies() -> None:
    for name, address in getproxies().items():
        scheme, found, _ = address.partition("://")
        if name in {"http", "https", "all"} and found and scheme.lower() not in {"http", "https"}:
            raise SettingsError(
                f"The environment's {name.upper()}_PROXY is no HTTP proxy, and no other can be used; set it to an"
                " address that begins with http://, or name the endpoint's host in NO_PROXY."
            )
