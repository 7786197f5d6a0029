"""`attache verify`: an exported answer held against the store again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from assistant.doors.cli.lines import put
from assistant.doors.cli.phrases import counted
from assistant.doors.cli.render import show
from assistant.doors.cli.session import readable, reading_store
from assistant.doors.verifying import Change, Verification, read_bundle, verify_bundle
from assistant.settings import read_settings


async def verify(bundle: Path, store: str | None, *, as_json: bool) -> int:
    """Verify; exit status 1 when something is not as the bundle says."""
    form = read_bundle(readable(bundle).read_bytes())
    async with reading_store(read_settings(store=store)) as opened:
        verified = await verify_bundle(form, opened)
    if as_json:
        put(asdict(verified) | {"holds": not verified.changes})
    else:
        _show(verified)
    return 1 if verified.changes else 0


def _show(verified: Verification) -> None:
    counts = (("sentence", verified.sentences), ("citation", verified.citations), ("document", verified.documents))
    looked = ", ".join(counted(count, name) for name, count in counts)
    if not verified.changes:
        show(("holds", "green"), f"  {looked}: every span, hash and verdict is as exported.")
        return
    for change in verified.changes:
        show(("changed", "red"), f"  {_where(change)}: {change.detail}", indent=9)
    show(f"Looked at {looked}; not as exported: {len(verified.changes)}.")


def _where(change: Change) -> str:
    parts = [f"answer {change.turn}"]
    if change.sentence is not None:
        parts.append(f"sentence {change.sentence}")
    if change.citation is not None:
        parts.append(change.citation)
    return ", ".join(parts)
