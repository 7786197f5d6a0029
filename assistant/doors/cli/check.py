"""`attache check`: a written draft against the record, or claims against given references."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, cast

from assistant.check import CheckedSentence, check_draft
from assistant.doors.checked import checked_form
from assistant.doors.cli.draft_file import read_draft
from assistant.doors.cli.lines import LineReader, put, text_of
from assistant.doors.cli.session import assistant_of, readable
from assistant.doors.forms import reasons_form
from assistant.errors import UsageError
from assistant.grounding.claims import check_claim
from assistant.grounding.reasons import QUOTE
from assistant.reading.hidden import shown
from assistant.settings import EXTRACTIVE
from assistant.types import Scope, Verdict

Json = dict[str, Any]

_FAILING = frozenset({"unsupported", "contradicted"})
_WORDS: dict[Verdict, tuple[str, str]] = {
    "supported": ("holds", "green"),
    "contradicted": ("contradicted", "red"),
    "unsupported": ("unproven", "yellow"),
    "uncheckable": ("not checked", "dim"),
}
_INDENT = " " * 13


async def check(
    draft: Path | None, jsonl: Path | None, scope: Scope, store: str | None, *, strict: bool, as_json: bool
) -> int:
    """Check; exit status 1 under `strict` when a sentence does not hold, or when a line could not be read."""
    if (draft is None) == (jsonl is None):
        raise UsageError("Give one draft, as in attache check draft.md, or --jsonl FILE of claims and references.")
    if jsonl is not None:
        return _check_lines(readable(jsonl))
    assert draft is not None  # noqa: S101 - one of the two is given
    text = read_draft(readable(draft))
    async with assistant_of(store, EXTRACTIVE, scope) as assistant:
        checked = [item async for item in check_draft(text, assistant.context(scope))]
    if as_json:
        put({"draft": str(draft), "sentences": [checked_form(text, item) for item in checked]})
    else:
        _show(text, checked)
    failed = any(item.verdict in _FAILING for item in checked)
    return 1 if strict and failed else 0


def _check_lines(path: Path) -> int:
    reader = LineReader(path, ("id", "claim", "references"), _claim)
    for identifier, claim, references in reader:
        result = check_claim(claim, references)
        put(
            {
                "id": identifier,
                "verdict": result.verdict,
                "score": result.score,
                "reasons": reasons_form(result.reasons),
            }
        )
    return 1 if reader.refused else 0


def _claim(line: Json) -> tuple[object, str, list[str]]:
    """The id, the claim and the references of a line. Raises ValueError for what they must not be."""
    references = line["references"]
    if not isinstance(references, list):
        raise ValueError('its "references" are not a list of texts')  # noqa: TRY004 - a fault of the line
    texts = [text for text in cast("list[object]", references) if isinstance(text, str)]
    if len(texts) != len(cast("list[object]", references)):
        raise ValueError('its "references" are not a list of texts')
    return line["id"], text_of(line, "claim"), texts


def _show(draft: str, checked: list[CheckedSentence]) -> None:
    from assistant.doors.cli.render import caution, head, shortened, show

    for item in checked:
        word, colour = _WORDS[item.verdict]
        show((f"{word:<13}", colour), " ".join(item.statement.span.of(draft).split()))
        for reason in item.claim.reasons:
            if not (item.near_misses and reason.kind == QUOTE):
                show((f"{_INDENT}{reason.kind}: {' '.join(reason.detail.split())}", "yellow"))
        for miss in item.near_misses:
            show((f"{_INDENT}did you mean: “{' '.join(miss.wording.split())}”", "bold"))
        for citation in item.claim.citations[: 0 if item.verdict == "uncheckable" else 1]:
            show((f"{_INDENT}{head(citation.excerpt)}{caution(citation.excerpt)}", "dim"))
            show((f"{_INDENT}{shortened(shown(citation.excerpt.text))}", "dim"))
    counts = Counter(item.verdict for item in checked)
    told = ", ".join(f"{counts[verdict]} {word}" for verdict, (word, _) in _WORDS.items() if counts[verdict])
    show(f"{len(checked)} sentences: {told}." if checked else "The draft states nothing.")
