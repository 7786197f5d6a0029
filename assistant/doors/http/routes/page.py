"""The page: one file for every address of it, and its assets."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.doors.http.problems import ProblemError

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).resolve().parents[2] / "chat"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@router.api_route("/", methods=["GET", "HEAD"])
@router.api_route("/documents", methods=["GET", "HEAD"])
@router.api_route("/timeline", methods=["GET", "HEAD"])
@router.api_route("/quotes", methods=["GET", "HEAD"])
@router.api_route("/c/{rest:path}", methods=["GET", "HEAD"])
@router.api_route("/d/{rest:path}", methods=["GET", "HEAD"])
@router.api_route("/e/{rest:path}", methods=["GET", "HEAD"])
def page(request: Request) -> Response:
    """The page; it reads its own address."""
    return _file(request, FOLDER / "index.html")


@router.api_route("/assets/{name:path}", methods=["GET", "HEAD"])
def asset(request: Request, name: str) -> Response:
    """A file of the page."""
    path = FOLDER / name
    if any(part in {"", ".", ".."} or part.startswith(".") for part in name.split("/")) or "\0" in name:
        raise _missing()
    return _file(request, path)


def _file(request: Request, path: Path) -> Response:
    kind = _KINDS.get(path.suffix)
    try:
        content = path.read_bytes() if kind else None
    except OSError:  # not there, a folder, or a name no file can have
        content = None
    if content is None:
        raise _missing()
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'  # weak: packed and unpacked are the same file
    headers = {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag.removeprefix("W/") in known or "*" in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_packed(content), headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)
    return Response(content, headers=headers, media_type=kind)


@lru_cache(maxsize=128)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _missing() -> ProblemError:
    return ProblemError(404, "There is nothing at this address.")
