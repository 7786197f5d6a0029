"""`attache doctor`: what works here and what to do about the rest."""

from __future__ import annotations

import platform
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Literal

from assistant import __version__
from assistant.app import load_toolbox
from assistant.doors.cli.lines import put
from assistant.doors.cli.phrases import counted
from assistant.doors.cli.session import reading_store
from assistant.errors import AttacheError
from assistant.models.tokens import TokenCounter
from assistant.places import bundled
from assistant.prompts import load_prompts
from assistant.settings import EXTRACTIVE, Settings, read_settings

_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `note`: it works in a lesser way; `fault`: it does not work."""

    name: str
    state: Literal["ok", "note", "fault"]
    detail: str


async def doctor(store: str | None, *, as_json: bool) -> int:
    """Run every check; exit status 1 when one found a fault."""
    settings = read_settings(store=store)
    checks = [check async for check in _checks(settings)]
    if as_json:
        put({"checks": [asdict(check) for check in checks]})
    else:
        _show(checks)
    return 1 if any(check.state == "fault" for check in checks) else 0


async def _checks(settings: Settings) -> AsyncIterator[Check]:
    yield Check("attache", "ok", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield await _store(settings)
    yield _tools(settings)
    yield _prompts(settings)
    yield _tokens(settings)
    yield await _model(settings)


async def _store(settings: Settings) -> Check:
    try:
        async with reading_store(settings) as opened:
            found = await opened.status()
    except AttacheError as error:
        return Check("store", "fault", str(error))
    return Check("store", "ok", f"{counted(found.documents, 'document')} in {found.url}")


def _tools(settings: Settings) -> Check:
    try:
        return Check("tools", "ok", ", ".join(load_toolbox(settings)))
    except AttacheError as error:
        return Check("tools", "fault", str(error))


def _prompts(settings: Settings) -> Check:
    folder = settings.prompts or bundled("prompts")
    try:
        load_prompts(folder)
    except AttacheError as error:
        return Check("prompts", "fault", str(error))
    return Check("prompts", "ok", str(folder))


def _tokens(settings: Settings) -> Check:
    if settings.model == EXTRACTIVE or TokenCounter(settings.model).exact:
        return Check("token counts", "ok", "exact" if settings.model != EXTRACTIVE else "not needed without a model")
    told = "estimated, rather too high: tiktoken's table is not here; TIKTOKEN_CACHE_DIR may name a folder that has it"
    return Check("token counts", "note", told)


async def _model(settings: Settings) -> Check:
    if settings.model == EXTRACTIVE:
        return Check("model", "note", "none: set ATTACHE_MODEL and OPENAI_BASE_URL for answers by a language model")
    if settings.base_url is None:
        return Check("model", "note", f"{settings.model} at the openai package's own endpoint, which is not tried here")
    import httpx2

    key = settings.api_key.get_secret_value() if settings.api_key else ""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with httpx2.AsyncClient(timeout=_SECONDS, headers=headers) as client:
            answer = await client.get(f"{settings.base_url.rstrip('/')}/models")
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Check("model", "fault", f"{settings.base_url} does not answer ({type(error).__name__}); is it running?")
    if answer.status_code in {401, 403}:
        return Check("model", "fault", f"{settings.base_url} refuses the key; correct OPENAI_API_KEY.")
    if not answer.is_success:
        return Check("model", "note", f"{settings.base_url} answers; it lists no models (status {answer.status_code})")
    return Check("model", "ok", f"{settings.model} at {settings.base_url}")


def _show(checks: list[Check]) -> None:
    from assistant.doors.cli.render import show

    styles = {"ok": "green", "note": "yellow", "fault": "red"}
    for check in checks:
        show((f"{check.state:<6}", styles[check.state]), f"{check.name}: {check.detail}", indent=6)
