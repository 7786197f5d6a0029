"""`attache check`: a written draft against the record, or claims against given references."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from assistant.check import CheckedSentence, check_draft
from assistant.doors.cli.lines import LineReader, put, text_of
from assistant.doors.cli.session import assistant_of, readable
from assistant.doors.forms import citations_form, reasons_form
from assistant.errors import UsageError
from assistant.grounding.claims import check_claim
from assistant.settings import EXTRACTIVE
from assistant.types import Scope

Json = dict[str, Any]


async def check(
    draft: Path | None, jsonl: Path | None, scope: Scope, store: str | None, *, strict: bool, as_json: bool
) -> int:
    """Check; exit status 1 under `strict` when a sentence does not hold, or when a line could not be read."""
    if (draft is None) == (jsonl is None):
        raise UsageError("Give one draft, as in attache check draft.md, or --jsonl FILE of claims and references.")
    if jsonl is not None:
        return _check_lines(readable(jsonl))
    assert draft is not None  # noqa: S101 - one of the two is given
    text = _read(readable(draft))
    async with assistant_of(store, EXTRACTIVE) as assistant:
        checked = [item async for item in check_draft(text, assistant.retrieval, scope)]
    if as_json:
        put({"draft": str(draft), "sentences": [_form(item) for item in checked]})
    else:
        _show(checked)
    failed = any(item.claim.status != "supported" for item in checked)
    return 1 if strict and failed else 0


def _check_lines(path: Path) -> int:
    reader = LineReader(path, required=("id", "claim", "references"))
    for item in reader:
        references = item["references"]
        if not isinstance(references, list) or not all(isinstance(text, str) for text in references):  # pyright: ignore[reportUnknownVariableType]  # parsed JSON
            raise UsageError(f'"references" of the line with id {item["id"]!r} must be a list of texts.')
        result = check_claim(text_of(item, "claim"), [str(text) for text in references])  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]  # parsed JSON
        put(
            {
                "id": item["id"],
                "verdict": result.verdict,
                "score": result.score,
                "reasons": reasons_form(result.reasons),
            }
        )
    return 1 if reader.refused else 0


def _read(path: Path) -> str:
    raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text; save it as UTF-8 and check it again.") from None
    if not text.strip():
        raise UsageError(f"{path} is empty.")
    return text.replace("\r\n", "\n")


def _form(item: CheckedSentence) -> Json:
    return {
        "text": item.claim.text,
        "start": item.span.start,
        "end": item.span.end,
        "status": item.claim.status,
        "reasons": reasons_form(item.claim.reasons),
        "citations": citations_form(item.claim.citations),
    }


def _show(checked: list[CheckedSentence]) -> None:
    from assistant.doors.cli.render import head, shortened, show

    for item in checked:
        holds = item.claim.status == "supported"
        show(("holds    " if holds else "unproven ", "green" if holds else "yellow"), item.claim.text)
        for reason in item.claim.reasons:
            show((f"         {reason.kind}: {reason.detail}", "yellow"))
        for citation in item.claim.citations[:1]:
            show((f"         {head(citation.excerpt)}", "dim"))
            show((f"         {shortened(citation.excerpt.text)}", "dim"))
    held = sum(item.claim.status == "supported" for item in checked)
    show(f"{held} of {len(checked)} sentences hold.")
