"""Answers and results for people: numbered citations with source and date, in colour on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from assistant.doors.cli.lines import clean, say
from assistant.doors.cli.phrases import place, shortened
from assistant.ledger import Ledger
from assistant.reading.hidden import shown
from assistant.types import Briefing, Citation, Claim, Excerpt

if TYPE_CHECKING:
    from assistant.doors.cli.terminal import Terminal


@cache
def _terminal() -> Terminal | None:
    """The terminal that standard output is; None for a file or a pipe, which get plain lines."""
    if not sys.stdout.isatty() and not os.environ.get("FORCE_COLOR"):
        return None
    from assistant.doors.cli.terminal import Terminal

    return Terminal()


def show(*parts: str | tuple[str, str], end: str = "\n", indent: int = 0) -> None:
    """Print pieces of text, each plain or with a style. What a document or a model wrote stays plain text.

    On a terminal lines break between words, and those after the first begin `indent` columns in.
    """
    pieces = [(part, "") if isinstance(part, str) else part for part in parts]
    cleaned = [(clean(words), style) for words, style in pieces]
    terminal = _terminal()
    if terminal is None:
        say("".join(words for words, _ in cleaned) + end)
    else:
        terminal.write(cleaned, end=end, indent=indent)


def sentence_parts(claim: Claim, ledger: Ledger) -> list[str | tuple[str, str]]:
    """A sentence with the numbers of its citations, or with its reasons where it does not hold."""
    if claim.status == "supported":
        return [claim.text, " ", (numbers(claim, ledger), "cyan")]
    told = "; ".join(f"{reason.kind}: {reason.detail}" for reason in claim.reasons)
    if claim.status == "withheld":
        return [(f"(a sentence was withheld: {told})", "dim yellow")]
    return [(claim.text, "yellow"), " ", (f"[not supported: {told}]", "dim yellow")]


def numbers(claim: Claim, ledger: Ledger) -> str:
    """The numbers of its excerpts, as in "[1][3]": they stay the same for the whole conversation."""
    return "".join(f"[{ledger.number(citation.id)}]" for citation in claim.citations)


def show_sources(claims: Iterable[Claim], ledger: Ledger) -> None:
    """Each cited excerpt once, under its number, with source and date."""
    cited: dict[str, Citation] = {}
    for claim in claims:
        if claim.status == "supported":
            cited |= {citation.id: citation for citation in claim.citations}
    for citation in sorted(cited.values(), key=lambda citation: ledger.number(citation.id)):
        excerpt = citation.excerpt
        show("")
        number = f"[{ledger.number(citation.id)}] "
        show((number, "cyan"), (head(excerpt), "bold"), (caution(excerpt), "yellow"), indent=4)
        show("    " + shortened(shown(excerpt.text)), indent=4)


def head(excerpt: Excerpt) -> str:
    """Where an excerpt comes from."""
    return place(excerpt.source, excerpt.date, excerpt.title, excerpt.document)


def caution(excerpt: Excerpt) -> str:
    """What makes the excerpt's document suspicious, in brackets; empty where nothing does."""
    from assistant.caution import suspicions  # it loads the verifier, which most commands do without

    told = suspicions(excerpt)
    return f" (caution: {' and '.join(told)})" if told else ""


def show_ending(briefing: Briefing) -> None:
    """What a reader must know of the answer as a whole."""
    for warning in briefing.warnings:
        show("")
        show((warning, "yellow"))
    if briefing.incomplete:
        show("")
        show((f"This answer is incomplete: {briefing.incomplete}", "yellow"))
    if briefing.grounding == "partial" and any(claim.status == "withheld" for claim in briefing.claims):
        withheld = sum(claim.status == "withheld" for claim in briefing.claims)
        show("")
        show((f"{withheld} of {len(briefing.claims)} sentences were withheld: the record does not carry them.", "dim"))
