"""Requests that no sane client sends, as bytes."""

from __future__ import annotations

HOSTILE = (
    b"GET http://evil.example/v1/who HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET //evil.example/v1/who HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /v1/../v1/who HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /assets/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET \xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /v1/who HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET /v1/who\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"get /v1/who http/1.1\nhost: localhost\n\n",
    b"G\x00T /v1/who HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 2\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x10\r\n\r\n",
    b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\nx",
    b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n0\r\n\r\n",
    b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nxx\r\n0\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 5_000 + b"\r\n",
)
"""None of them may be answered with anything but a refusal."""
