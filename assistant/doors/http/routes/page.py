"""The page: one file for every address of it, and its assets."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

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
STYLE = ("tokens", "base", "shell", "conversation", "composer", "source", "views")
"""The files of `style/` in the order in which they hold; they go out as one, because no paint comes before them."""
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
async def page(request: Request) -> Response:
    """The page; it reads its own address."""
    return _file(request, FOLDER / "index.html")


@router.api_route("/assets/style.css", methods=["GET", "HEAD"])
async def style(request: Request) -> Response:
    """The style sheet of the screen."""
    return _file(request, *(FOLDER / "style" / f"{name}.css" for name in STYLE))


@router.api_route("/assets/{name:path}", methods=["GET", "HEAD"])
async def asset(request: Request, name: str) -> Response:
    """A file of the page."""
    if any(part in {"", ".", ".."} or part.startswith(".") for part in name.split("/")) or "\0" in name:
        raise _missing()
    return _file(request, FOLDER / name)


class _File(NamedTuple):
    content: bytes
    packed: bytes
    tag: str


def _file(request: Request, *paths: Path) -> Response:
    kind = _KINDS.get(paths[0].suffix)
    try:
        file = _read(paths, tuple(path.stat().st_mtime_ns for path in paths)) if kind else None
    except OSError:  # not there, a folder, or a name no file can have
        file = None
    if file is None:
        raise _missing()
    headers = {
        "ETag": file.tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if file.tag.removeprefix("W/") in known or "*" in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)
    return Response(file.content, headers=headers, media_type=kind)


@lru_cache(maxsize=128)
def _read(paths: tuple[Path, ...], _: tuple[int, ...]) -> _File:
    """Files joined as they were at those times of change, kept: many small ones are asked for at once."""
    content = b"".join(path.read_bytes() for path in paths)
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'  # weak: packed and unpacked are the same file
    return _File(content, gzip.compress(content, mtime=0), tag)


def _missing() -> ProblemError:
    return ProblemError(404, "There is nothing at this address.")
