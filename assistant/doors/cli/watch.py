"""`attache ingest --watch FOLDER`: a folder kept in step until the command is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

from assistant.app import make_embedder
from assistant.doors.cli.ingest import IngestOptions, embed
from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.second_reader import second_model, second_reader
from assistant.doors.cli.session import store_folder
from assistant.errors import UsageError
from assistant.formats import Taking
from assistant.ingest import Taken
from assistant.settings import read_settings
from assistant.store.opening import open_store
from assistant.watching import Forgotten, InStep, News, Watch, changes_in


async def watch(paths: Sequence[Path], store: str | None, options: IngestOptions) -> int:
    """Tell what goes in and out, a line each, until Ctrl-C."""
    [folder] = [path.absolute() for path in paths if len(paths) == 1 and path.is_dir()] or [None]
    if folder is None:
        raise UsageError("Give one folder, as in attache ingest --watch reports/.")
    settings = read_settings(store=store)
    model = second_model(options.reader, settings)
    embedder = make_embedder(settings)
    opened = await open_store(store_folder(settings), create=True)
    try:
        watching = Watch(
            opened,
            folder,
            Taking(source=options.source),
            options.intake,
            second=second_reader(model, settings, opened),
        )
        async with aclosing(watching.run(changes_in(folder))) as all_news:
            async for news in all_news:
                tell(news, as_json=options.as_json)
                if (
                    isinstance(news, InStep)
                    and embedder is not None
                    and (fault := (await embed(opened, embedder)).fault)
                ):
                    warn(fault)
    except asyncio.CancelledError:
        warn(f"{folder} is no longer watched.")
        raise
    finally:
        for each in (model, embedder):
            if each is not None:
                await each.close()
        await opened.close()
    return 0


def tell(news: News, *, as_json: bool) -> None:
    """A line for what changed in the store or could not."""
    if isinstance(news, InStep) or (isinstance(news, Taken) and news.outcome == "unchanged"):
        return
    if not as_json:
        warn(str(news))
    elif isinstance(news, Taken):
        put({"name": news.name, "outcome": news.outcome, "reason": news.reason, "flags": list(news.flags)})
    elif isinstance(news, Forgotten):
        put({"name": news.name, "outcome": "forgotten"})
    else:
        put({"name": news.name, "outcome": "trouble", "reason": news.reason})
