"""`attache upgrade`: a store brought to the form of this version."""

from __future__ import annotations

import time

from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.phrases import counted
from assistant.doors.cli.session import store_folder
from assistant.settings import read_settings
from assistant.store.upgrading import upgrade_store

_BETWEEN = 10.0  # seconds between lines


class Told:
    """Tells how far it is, now and then."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, step: str) -> None:
        """Tell this step where the last line is some time ago."""
        if time.monotonic() > self._last + _BETWEEN:
            warn(step)
            self._last = time.monotonic()


async def upgrade(store: str | None, *, as_json: bool) -> int:
    """Upgrade the store and tell what was done."""
    made = await upgrade_store(store_folder(read_settings(store=store)), Told())
    records, closed = (made.records, made.closed) if made else (0, 0.0)
    if as_json:
        put({"upgraded": made is not None, "records": records, "closed": closed})
    elif made is None:
        warn("The store is of this version; nothing was to be done.")
    else:
        warn(f"Upgraded: {counted(records, 'record')} made anew; nothing could be written for {closed:.1f} s.")
    return 0
