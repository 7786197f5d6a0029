"""Answers made by hand for the evaluators' tests: right ones, wrong ones, and near misses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic_evals.evaluators import EvaluatorContext

from assistant.types import Briefing, Citation, Claim, ClaimStatus, Excerpt, Grounding, Usage
from evals.answered import Answered, AnsweredTurn
from evals.cases import Expectation, Inputs, SpanRef
from evals.evaluators import evaluators
from evals.suites import StoredText

PAPER = "paper"
DAY = date(2021, 3, 5)
MET = "Lind met Okoro in Geneva on Wednesday."
SAID = "“We start with cocoa and timber, not oil,” Okoro said."
PLAN = "A second meeting is expected to be held in Lagos in June."
STAY = "The delegation stayed three days."
DENIAL = "Lind denied that a quota had been agreed."
AGREED = "The quota was agreed in Lagos."
TEXT = (
    "Lind met Okoro in Geneva on Wednesday. “We start with cocoa and timber, not oil,” Okoro said. "
    "A second meeting is expected to be held in Lagos in June. The delegation stayed three days. "
    "Lind denied that a quota had been agreed."
)
LATER = "Okoro resigned on Monday. The quota was agreed in Lagos."
TEXTS = {
    PAPER: StoredText(TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), DAY),
    "later": StoredText(LATER, hashlib.sha256(LATER.encode()).hexdigest(), date(2021, 9, 1)),
}


def excerpt(words: str, document: str = PAPER, **changes: Any) -> Excerpt:
    """The excerpt of a document that has these words, or with fields of it changed."""
    stored = TEXTS[document]
    start = stored.text.index(words)
    fields: dict[str, Any] = {
        "text": words,
        "sha256": stored.sha256,
        "source": "Nordic Wire",
        "date": stored.date,
        **changes,
    }
    return Excerpt(document, fields.pop("start", start), fields.pop("end", start + len(words)), **fields)


def span(words: str, document: str = PAPER) -> SpanRef:
    """What a case points at."""
    text = TEXTS[document].text
    return SpanRef.of(document, text, text.index(words), text.index(words) + len(words))


def claim(text: str, *cited: Excerpt, status: ClaimStatus = "supported", first: int = 1) -> Claim:
    """A sentence that cites excerpts as e1, e2 and so on."""
    citations = tuple(Citation(f"e{number}", one) for number, one in enumerate(cited, first))
    return Claim(text, status, citations=citations)


def turn(*claims: Claim, found: dict[str, Excerpt] | None = None, **changes: Any) -> AnsweredTurn:
    """A turn that says these sentences; the tools returned what they cite unless `found` says otherwise."""
    cited = {citation.id: citation.excerpt for one in claims for citation in one.citations}
    grounding: Grounding = "grounded" if claims else "none"
    answer = " ".join(
        f"{one.text} {''.join(f'[{citation.id}]' for citation in one.citations)}"
        for one in claims
        if one.status != "withheld"
    )
    briefing = Briefing(
        "?", changes.pop("answer", answer or "The record does not say."), grounding, claims, usage=Usage(7, 5, 2, 3)
    )
    numbers = changes.pop("numbers", {identifier: place for place, identifier in enumerate(cited, 1)})
    return AnsweredTurn(briefing, cited if found is None else found, numbers, **changes)


def verdicts(
    turns: AnsweredTurn | Sequence[AnsweredTurn], scope: dict[str, Any] | None = None, **expected: Any
) -> dict[str, Any]:
    """Every evaluator's verdict on an answer, by name."""
    return {name: reason.value for name, reason in reasons(turns, scope, **expected).items()}


def reasons(
    turns: AnsweredTurn | Sequence[AnsweredTurn], scope: dict[str, Any] | None = None, **expected: Any
) -> dict[str, Any]:
    """The same with the reasons."""
    listed = [turns] if isinstance(turns, AnsweredTurn) else list(turns)
    context: EvaluatorContext[Inputs, Answered, Expectation] = EvaluatorContext(
        name="case",
        inputs=Inputs.model_validate({"questions": ["?"] * len(listed), **(scope or {})}),
        metadata=Expectation.model_validate({"kind": "single fact", "refusal": "allowed", **expected}),
        expected_output=None,
        output=Answered(listed, TEXTS),
        duration=0.0,
        _span_tree=None,  # pyright: ignore[reportArgumentType] - no evaluator of ours looks at spans
        attributes={},
        metrics={},
    )
    found: dict[str, Any] = {}
    for evaluator in evaluators():
        given: Any = evaluator.evaluate(context)
        found.update(given)
    return found


def cited(words: str, text: str | None = None, **changes: Any) -> AnsweredTurn:
    """A turn of one sentence that cites the excerpt with these words."""
    return turn(claim(text or words, excerpt(words)), **changes)
