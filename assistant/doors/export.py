"""An answer as a file: Markdown, HTML or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

from assistant.caution import suspicions
from assistant.doors.forms import briefing_form
from assistant.errors import FaultError, UsageError
from assistant.ledger import Ledger
from assistant.reading.hidden import shown
from assistant.types import Briefing, Citation, Claim

Format = Callable[[Briefing, Ledger], str]

_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_{}[]<>#|~!"})


def format_of(path: Path) -> Format:
    """How a file of this name is written. Raises UsageError for an ending that is none of ours."""
    known: dict[str, Format] = {".md": markdown, ".html": html, ".json": bundle}
    form = known.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"--output {path} must end in one of: {', '.join(known)}.")
    return form


def write_briefing(briefing: Briefing, ledger: Ledger, path: Path) -> None:
    """Write the answer in the format of the file's ending. Raises FaultError when it cannot be written."""
    try:
        path.write_text(format_of(path)(briefing, ledger), encoding="utf-8")
    except OSError as error:
        raise FaultError(f"{path} cannot be written: {error.strerror or error}.") from error


def bundle(briefing: Briefing, ledger: Ledger) -> str:
    """The briefing with every citation's document, offsets, text and hash."""
    del ledger  # the bundle names excerpts by their ids
    return json.dumps(briefing_form(briefing), ensure_ascii=False, indent=2) + "\n"


def markdown(briefing: Briefing, ledger: Ledger) -> str:
    """The answer with numbered sources; whatever a document holds stays text."""
    lines = [f"# {_plain(briefing.question)}", "", _prose(briefing, ledger, _plain), ""]
    for number, citation in _cited(briefing, ledger):
        excerpt = citation.excerpt
        lines.append(f"{number}. {_plain(_head(citation))}")
        lines += ["", f"   > {_plain(' '.join(excerpt.text.split()))}", ""]
    return "\n".join([*lines, f"*{_plain(_foot(briefing))}*", ""])


def html(briefing: Briefing, ledger: Ledger) -> str:
    """A page of its own: no script, no style from elsewhere, every text escaped."""
    sources = "".join(
        f'<li value="{number}"><b>{_escaped(_head(citation))}</b>'
        f"<blockquote>{_escaped(citation.excerpt.text)}</blockquote></li>"
        for number, citation in _cited(briefing, ledger)
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{_escaped(briefing.question)}</title>'
        f"<h1>{_escaped(briefing.question)}</h1><p>{_prose(briefing, ledger, _escaped)}</p>"
        f"<ol>{sources}</ol><p><small>{_escaped(_foot(briefing))}</small></p></html>\n"
    )


def _escaped(text: str) -> str:
    return escape(shown(text))


def _plain(text: str) -> str:
    return shown(text).translate(_SPECIAL)


def _prose(briefing: Briefing, ledger: Ledger, quoted: Callable[[str], str]) -> str:
    if briefing.grounding == "none":
        return quoted(briefing.answer)
    return " ".join(_sentence(claim, ledger, quoted) for claim in briefing.claims if claim.status != "withheld")


def _sentence(claim: Claim, ledger: Ledger, quoted: Callable[[str], str]) -> str:
    marks = "".join(f"[{ledger.number(citation.id)}]" for citation in claim.citations)
    if claim.status == "supported":
        return f"{quoted(claim.text)} {marks}"
    return f"{quoted(claim.text)} [not supported: {quoted(', '.join(reason.kind for reason in claim.reasons))}]"


def _cited(briefing: Briefing, ledger: Ledger) -> list[tuple[int, Citation]]:
    cited = {
        citation.id: citation
        for claim in briefing.claims
        if claim.status == "supported"
        for citation in claim.citations
    }
    pairs = [(ledger.number(identifier), citation) for identifier, citation in cited.items()]
    return sorted(pairs, key=lambda pair: pair[0])


def _head(citation: Citation) -> str:
    excerpt = citation.excerpt
    day = excerpt.date.isoformat() if excerpt.date else "undated"
    where = f"{excerpt.document}, characters {excerpt.start} to {excerpt.end}"
    caution = f"caution: {' and '.join(told)}" if (told := suspicions(excerpt)) else None
    return ", ".join(part for part in (excerpt.source, day, excerpt.title, where, caution) if part)


def _foot(briefing: Briefing) -> str:
    parts = [f"grounding: {briefing.grounding}", f"model: {briefing.model}"]
    if briefing.as_of:
        parts.append(f"as of {briefing.as_of}")
    withheld = sum(claim.status == "withheld" for claim in briefing.claims)
    if withheld:
        parts.append(f"sentences withheld: {withheld}")
    if briefing.incomplete:
        parts.append(f"incomplete: {briefing.incomplete}")
    return "; ".join([*parts, *briefing.warnings])
