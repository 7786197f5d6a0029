"""`attache status`: what the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.doors.cli.lines import put
from assistant.doors.cli.session import reading_store
from assistant.settings import read_settings
from assistant.store.contract import Failure, StoreStatus

_MOST_FAILURES = 1000
_SHOWN_FAILURES = 20


async def status(store: str | None, *, as_json: bool) -> int:
    """Counts, sources, days and the state of the index."""
    async with reading_store(read_settings(store=store)) as opened:
        found = await opened.status()
        failures = await opened.failures(_MOST_FAILURES)
    if as_json:
        form: dict[str, Any] = asdict(found)
        days = {key: form[key] and form[key].isoformat() for key in ("first", "last")}
        put(form | days | {"failed": [asdict(failure) | {"at": failure.at.isoformat()} for failure in failures]})
    else:
        _show(found, failures)
    return 0


def _show(found: StoreStatus, failures: Sequence[Failure]) -> None:
    from assistant.doors.cli.phrases import counted, day
    from assistant.doors.cli.render import show

    show((found.url, "bold"))
    undated = f", {found.undated} of them undated" if found.undated else ""
    show(f"{counted(found.documents, 'document')}{undated}, {counted(found.passages, 'passage')}")
    held = (counted(found.entities, "name"), counted(found.quotes, "quotation"), counted(found.events, "event"))
    show(", ".join(held))
    if found.first and found.last:
        show(f"published from {day(found.first)} to {day(found.last)}")
    for source, count in sorted(found.sources.items(), key=lambda item: -item[1])[:20]:
        show(f"  {count:>6}  {source}")
    if unknown := found.documents - sum(found.sources.values()):
        show(f"  {unknown:>6}  source unknown")
    if len(found.collections) > 1:
        for name, count in found.collections.items():
            show(f"  {count:>6}  in the collection {name}")
    for failure in failures[:_SHOWN_FAILURES]:
        show(f"not in: {failure.name}: {failure.reason} ({failure.at:%Y-%m-%d %H:%M} UTC)")
    if more := found.failures - min(len(failures), _SHOWN_FAILURES):
        show(f"not in: {more} more")
    if found.note:
        show((found.note, "yellow"))
    behind = f"{counted(found.index_behind, 'write')} behind" if found.index_behind else "up to date"
    show((f"{found.bytes / 1e6:.1f} MB, schema {found.schema}, search index {behind}", "dim"))
