"""`attache copy`: the documents of one store into another."""

from __future__ import annotations

from assistant.copying import copy as copy_documents
from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.phrases import counted
from assistant.errors import UsageError
from assistant.store.opening import open_store


async def copy(source: str, target: str, *, as_json: bool) -> int:
    """Copy what is in `source` and compare; documents that `target` holds besides are left alone."""
    if source == target:
        raise UsageError("Both stores are the same one; give two.")
    taken = await open_store(source, create=False)
    try:
        filled = await open_store(target, create=True)
        try:
            made = await copy_documents(taken, filled)
            await filled.refresh()
        finally:
            await filled.close()
    finally:
        await taken.close()
    count = made.outcomes.total()
    if as_json:
        put(
            {"documents": count, **{name: made.outcomes[name] for name in ("added", "replaced", "unchanged")}}
            | {"sha256": made.sha256}
        )
    else:
        before = f", {made.outcomes['unchanged']} of them there before" if made.outcomes["unchanged"] else ""
        warn(f"{counted(count, 'document')} the same in both stores{before}; content hash {made.sha256}.")
    return 0
