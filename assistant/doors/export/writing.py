"""The formats there are, and files of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.doors.export.bundle import bundle
from assistant.doors.export.hypertext import hypertext
from assistant.doors.export.markdown import markdown
from assistant.doors.export.outline import outline
from assistant.doors.forms import briefing_form
from assistant.errors import FaultError, UsageError
from assistant.ledger import Ledger
from assistant.reading.folding import fold
from assistant.types import Briefing

Json = dict[str, Any]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be handed out. `name` is ASCII and safe in any header and on any disk."""

    content: bytes
    media_type: str
    name: str


def export(conversation: Json, form: str, turn: int | None = None) -> Exported:
    """A conversation, or one turn of it, in one of `FORMATS`.

    `conversation` has a `title` and `turns`, each with `question`, `briefing` and perhaps `created`; `turn` counts
    from 0. Raises UsageError for a format or a turn that there is none of.
    """
    if form not in FORMATS:
        raise UsageError(f"There is no format {form}; take one of: {', '.join(FORMATS)}.")
    if turn is not None and not 0 <= turn < len(conversation["turns"]):
        raise UsageError(f"The conversation has no turn {turn}.")
    media_type, make = FORMATS[form]
    title = conversation["title"] if turn is None else conversation["turns"][turn]["question"]
    return Exported(make(conversation, turn), media_type, f"{_name(title)}.{form}")


def of_briefing(briefing: Briefing, ledger: Ledger) -> Json:
    """A conversation of one answer, under the numbers of its ledger."""
    form = briefing_form(briefing)
    for claim in form["claims"]:
        for citation in claim["citations"]:
            held = claim["status"] == "supported"
            citation["number"] = ledger.number(citation["id"]) if held else None
    return {"title": briefing.question, "turns": [{"question": briefing.question, "briefing": form}]}


def format_of(path: Path) -> str:
    """The format of a file of this name. Raises UsageError for an ending that is none of ours."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"--output {path} must end in one of: {', '.join(f'.{known}' for known in FORMATS)}.")
    return form


def write_briefing(briefing: Briefing, ledger: Ledger, path: Path) -> None:
    """Write the answer in the format of the file's ending. Raises FaultError when it cannot be written."""
    content = export(of_briefing(briefing, ledger), format_of(path), 0).content
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FaultError(f"{path} cannot be written: {error.strerror or error}.") from error


def _name(title: str) -> str:
    """A file's name from a title."""
    words = re.findall("[a-z0-9]+", fold(title))
    return "-".join(words)[:_LONGEST_NAME].strip("-") or "briefing"


def _markdown(conversation: Json, turn: int | None) -> bytes:
    return markdown(outline(conversation, turn)).encode("utf-8", "replace")


def _hypertext(conversation: Json, turn: int | None) -> bytes:
    return hypertext(outline(conversation, turn)).encode("utf-8", "replace")


def _word(conversation: Json, turn: int | None) -> bytes:
    from assistant.doors.export.word import word  # python-docx is loaded where a Word file is wanted

    return word(outline(conversation, turn))


def _bundle(conversation: Json, turn: int | None) -> bytes:
    return bundle(conversation, turn).encode("utf-8", "replace")


FORMATS: dict[str, tuple[str, Callable[[Json, int | None], bytes]]] = {
    "md": ("text/markdown; charset=utf-8", _markdown),
    "html": ("text/html; charset=utf-8", _hypertext),
    "docx": (_WORD, _word),
    "json": ("application/json", _bundle),
}
"""The formats by their files' endings: the media type, and what makes the bytes."""
