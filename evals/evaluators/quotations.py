"""Quotations: every one that is shown stands in an excerpt that its sentence cites; the one asked for is given.

The rules here are the evaluator's own, so that a fault of the verifier cannot hide from them. Typographic marks,
dashes and spaces are alike; an ellipsis and square brackets stand for words left out or put in, as editors use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic_evals.evaluators import Evaluator

from assistant.caution import as_seen
from assistant.types import Claim
from evals.answered import Answered
from evals.cases import Expectation, Inputs
from evals.evaluators.common import Context, Verdicts, expected, silent, verdict

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟＂", '"'),
        **dict.fromkeys("‘’‚‛ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b", None),
        "…": "...",
    }
)
_LEFT_OUT = re.compile(r"\[[^\[\]]{0,80}\]|\.{3,}|(?:\. ){2,}\.")
_EDGES = " ,.;:!?-"


@dataclass(repr=False)
class QuotesExact(Evaluator[Inputs, Answered, Expectation]):
    """No words between quotation marks that are not, letter for letter, in an excerpt the sentence cites."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Looks at every turn; nothing where nothing is quoted."""
        quoting = [claim for turn in ctx.output.turns for claim in turn.supported if '"' in _plain(claim.text)]
        if not quoting:
            return {}
        faults = [f"invented: {words[:80]}" for claim in quoting for words in invented(claim)]
        return verdict("quotes exact", faults, "every quotation stands in what its sentence cites")


@dataclass(repr=False)
class QuotationGiven(Evaluator[Inputs, Answered, Expectation]):
    """The words that were asked for are in the answer, letter for letter."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Nothing where no quotation is asked for."""
        wanted = expected(ctx)
        if not wanted.quoted or silent(ctx):
            return {}
        last = ctx.output.last
        answer = " ".join(_plain(claim.text) for claim in last.supported)
        faults: list[str] = []
        for span in wanted.quoted:
            stored = ctx.output.texts.get(span.document)
            words = "" if stored is None else _plain(stored.text[span.start : span.end]).strip(_EDGES + '"')
            if not words or not _stands([words], answer):
                faults.append(f"not given word for word: {span.document} {span.start}–{span.end}")
        return verdict("quotation", faults, "the words are given as they stand")


def invented(claim: Claim) -> tuple[str, ...]:
    """The words between quotation marks of a sentence that stand in none of the excerpts it cites."""
    excerpts = [citation.excerpt.text for citation in claim.citations]
    evidence = [_plain(form) for text in excerpts for form in (text, as_seen(text))]
    return min((_wrong(quoted, evidence) for quoted in _readings(_plain(claim.text))), key=len)


def _readings(text: str) -> Iterator[Sequence[str]]:
    """The stretches between marks. An odd mark opens at the sentence's end or closes at its beginning."""
    parts = text.split('"')
    yield parts[1::2]
    if len(parts) % 2 == 0:
        yield parts[::2]


def _wrong(quoted: Sequence[str], evidence: Sequence[str]) -> tuple[str, ...]:
    return tuple(words for words in quoted if not any(_quotes(words, text) for text in evidence))


def _quotes(words: str, text: str) -> bool:
    pieces = [piece for part in _LEFT_OUT.split(words) if (piece := part.strip(_EDGES))]
    if not pieces:
        return not any(map(str.isalnum, words))
    other = pieces[0][:1].swapcase() + pieces[0][1:]  # the first letter's case is the quoting editor's
    return _stands(pieces, text) or _stands([other, *pieces[1:]], text)


def _stands(pieces: Sequence[str], text: str) -> bool:
    """Whether the pieces stand in a text one after the other, each as whole words."""
    position = 0
    for piece in pieces:
        found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(text, position)
        if found is None:
            return False
        position = found.end()
    return True


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())
