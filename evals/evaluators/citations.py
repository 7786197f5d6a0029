"""Citations: whether they are the right ones, whether they are what they pretend to be, whether they may be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic_evals.evaluators import EvaluationReason, Evaluator

from assistant.types import Citation, Excerpt
from evals.answered import Answered, AnsweredTurn
from evals.cases import Expectation, Inputs, SpanRef
from evals.evaluators.common import Context, Verdicts, expected, silent, verdict

OVERLAP = 0.5
"""Share of the shorter span's characters that a citation and an expected span must have in common."""

_MARKER = re.compile(r"\[(e\d{1,9})\]")


@dataclass(repr=False)
class Evidence(Evaluator[Inputs, Answered, Expectation]):
    """Citation recall (groups of which a span is cited), precision (citations that are expected), all groups cited."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Nothing where no citation is expected or the answer is a refusal that is allowed."""
        wanted = expected(ctx)
        if not wanted.excerpts or silent(ctx):
            return {}
        cited = ctx.output.last.cited
        missed = [group for group in wanted.excerpts if not any(is_cited(span, cited) for span in group)]
        recall = 1 - len(missed) / len(wanted.excerpts)
        faults = [f"not cited: {' or '.join(map(_place, group))}" for group in missed]
        told = f"{len(wanted.excerpts) - len(missed)} of {len(wanted.excerpts)} groups are cited"
        verdicts = {**verdict("evidence", faults, told), "citation recall": EvaluationReason(recall, told)}
        if cited:
            right = [excerpt for excerpt in cited if any(is_cited(span, [excerpt]) for span in wanted.spans)]
            told = f"{len(right)} of {len(cited)} citations are among those expected"
            verdicts["citation precision"] = EvaluationReason(len(right) / len(cited), told)
        return verdicts


@dataclass(repr=False)
class CitationsResolve(Evaluator[Inputs, Answered, Expectation]):
    """Every sentence shown cites what a tool returned, and that is what the stored document has at its place."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Looks at every turn."""
        faults = [fault for turn in ctx.output.turns for fault in _unsound(turn, ctx.output)]
        return verdict("citations resolve", faults, "every citation is what stands in its document")


@dataclass(repr=False)
class WithinScope(Evaluator[Inputs, Answered, Expectation]):
    """Nothing that lies outside the days and sources asked for was found or cited."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Looks at every turn; nothing for a case without a scope."""
        asked = ctx.inputs
        if not (asked.as_of or asked.lo or asked.hi or asked.sources):
            return {}
        seen = dict.fromkeys(excerpt for turn in ctx.output.turns for excerpt in (*turn.cited, *turn.found.values()))
        faults = [f"{excerpt.document} of {excerpt.date}" for excerpt in seen if not _within(asked, excerpt)]
        return verdict("within scope", faults, "all that was seen lies within the scope")


def is_cited(span: SpanRef, cited: tuple[Excerpt, ...] | list[Excerpt]) -> bool:
    """Whether one of the excerpts has enough of a span's characters."""
    return any(_shared(span, excerpt) >= OVERLAP for excerpt in cited)


def _shared(span: SpanRef, excerpt: Excerpt) -> float:
    """The share of the shorter one's characters that a span and an excerpt have in common."""
    if span.document != excerpt.document:
        return 0.0
    shared = min(span.end, excerpt.end) - max(span.start, excerpt.start)
    return shared / max(1, min(span.end - span.start, excerpt.end - excerpt.start))


def _place(span: SpanRef) -> str:
    return f"{span.document} {span.start}–{span.end}"


def _unsound(turn: AnsweredTurn, answered: Answered) -> Iterator[str]:
    known: set[str] = set()
    supported = turn.supported
    for claim in turn.released:
        known.update(citation.id for citation in claim.citations)
        if claim in supported and not claim.citations:
            yield f"a sentence without a citation: {claim.text[:80]}"
        for citation in claim.citations:
            if fault := _forged(citation, turn, answered):
                yield f"{citation.id} {fault}"
    for identifier in _MARKER.findall(turn.briefing.answer):
        if identifier not in known:
            yield f"{identifier} stands in the answer and is no citation of it"


def _forged(citation: Citation, turn: AnsweredTurn, answered: Answered) -> str | None:
    excerpt = citation.excerpt
    if citation.id not in turn.found:
        return "was returned by no tool"
    if turn.found[citation.id] != excerpt:
        return "is not the excerpt that a tool returned under it"
    stored = answered.texts.get(excerpt.document)
    if stored is None:
        return f"names a document that there is not: {excerpt.document}"
    if stored.sha256 != excerpt.sha256:
        return f"has another hash than the stored text of {excerpt.document}"
    if not excerpt.text or stored.text[excerpt.start : excerpt.end] != excerpt.text:
        return f"is not what stands in {excerpt.document} at {excerpt.start}–{excerpt.end}"
    return None


def _within(asked: Inputs, excerpt: Excerpt) -> bool:
    if asked.sources and (excerpt.source or "").casefold() not in {source.casefold() for source in asked.sources}:
        return False
    latest = min((day for day in (asked.as_of, asked.hi) if day is not None), default=None)
    return _is_between(excerpt.date, asked.lo, latest)


def _is_between(day: date | None, lo: date | None, hi: date | None) -> bool:
    if day is None:
        return lo is None and hi is None
    return (lo is None or day >= lo) and (hi is None or day <= hi)
