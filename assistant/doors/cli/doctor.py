"""`attache doctor`: what works here and what to do about the rest."""

from __future__ import annotations

import platform
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import SecretStr

from assistant import __version__
from assistant.app import load_toolbox, make_embedder
from assistant.doors.cli.lines import put
from assistant.doors.cli.phrases import counted
from assistant.doors.cli.session import reading_store
from assistant.errors import AttacheError, SettingsError
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
    checks = [check async for check in all_checks(settings)]
    if as_json:
        put({"checks": [asdict(check) for check in checks]})
    else:
        _show(checks)
    return 1 if any(check.state == "fault" for check in checks) else 0


async def all_checks(settings: Settings) -> AsyncIterator[Check]:
    """Every check, one after the other."""
    yield Check("attache", "ok", f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield await _store(settings)
    yield _tools(settings)
    yield _prompts(settings)
    yield _tokens(settings)
    yield await _model(settings)
    yield await _embeddings(settings)


async def _store(settings: Settings) -> Check:
    try:
        async with reading_store(settings) as opened:
            found = await opened.status()
    except AttacheError as error:
        return Check("store", "fault", str(error))
    told = f"{counted(found.documents, 'document')} in {found.url}"
    return Check("store", "note", f"{told}; {found.note}") if found.note else Check("store", "ok", told)


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
    return await _endpoint("model", settings.model, settings.base_url, settings.api_key, "OPENAI_API_KEY")


async def _embeddings(settings: Settings) -> Check:
    name = settings.embedding_model.strip()
    if not name:
        return Check(
            "embeddings", "ok", "none: searches go by words; ATTACHE_EMBEDDING_MODEL adds searching by meaning"
        )
    try:
        if embedder := make_embedder(settings):
            await embedder.close()
        async with reading_store(settings) as opened:
            count = await opened.vector_count(name)
    except AttacheError as error:
        return Check("embeddings", "fault", str(error))
    own = settings.embedding_base_url
    key, variable = (
        (settings.embedding_api_key, "ATTACHE_EMBEDDING_API_KEY") if own else (settings.api_key, "OPENAI_API_KEY")
    )
    found = await _endpoint("embeddings", name, own or settings.base_url, key, variable)
    told = f"{found.detail}; {count.embedded} of {counted(count.passages, 'passage')} embedded"
    missing = count.embedded < count.passages and found.state == "ok"
    return Check("embeddings", "note" if missing else found.state, told)


async def _endpoint(check: str, model: str, address: str | None, key: SecretStr | None, variable: str) -> Check:
    """Whether an OpenAI-compatible endpoint answers and takes the key."""
    if address is None:
        return Check(check, "note", f"{model} at the openai package's own endpoint, which is not tried here")
    import httpx2

    from assistant.models.connecting import client_options

    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    try:
        options = client_options(httpx2.URL(address))
        async with httpx2.AsyncClient(timeout=_SECONDS, headers=headers, **options) as client:
            answer = await client.get(f"{address.rstrip('/')}/models")
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Check(check, "fault", f"{address} does not answer ({type(error).__name__}); is it running?")
    except SettingsError as error:
        return Check(check, "fault", str(error))
    if answer.status_code in {401, 403}:
        return Check(check, "fault", f"{address} refuses the key; correct {variable}.")
    if not answer.is_success:
        return Check(check, "note", f"{address} answers; it lists no models (status {answer.status_code})")
    return Check(check, "ok", f"{model} at {address}")


def _show(checks: list[Check]) -> None:
    from assistant.doors.cli.render import show

    styles = {"ok": "green", "note": "yellow", "fault": "red"}
    for check in checks:
        show((f"{check.state:<6}", styles[check.state]), f"{check.name}: {check.detail}", indent=6)
