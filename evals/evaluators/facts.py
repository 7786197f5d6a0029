"""Facts: what must be said is said and stands in what the sentence cites; what must not be said is not."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_evals.evaluators import Evaluator

from assistant.types import Claim
from evals.answered import Answered, AnsweredTurn
from evals.cases import Expectation, Fact, Inputs
from evals.evaluators.common import Context, Verdicts, expected, silent, verdict
from evals.facts import says


@dataclass(repr=False)
class Facts(Evaluator[Inputs, Answered, Expectation]):
    """All facts that a case names, and those among them that are days ("dates")."""

    def evaluate(self, ctx: Context) -> Verdicts:
        """Nothing where the case names none or the answer is a refusal that is allowed."""
        wanted = expected(ctx)
        if silent(ctx) or not (wanted.said or wanted.unsaid):
            return {}
        turn = ctx.output.last
        faults = {fact: fault for fact in wanted.said if (fault := _missing(fact, turn))}
        faults |= {fact: f"says {fact}" for fact in wanted.unsaid if _is_told(fact, turn)}
        verdicts = dict(verdict("facts", faults.values(), "all that must be said is, and nothing that must not be"))
        days = [fact for fact in (*wanted.said, *wanted.unsaid) if fact.date is not None]
        if days:
            wrong = [faults[day] for day in days if day in faults]
            verdicts |= verdict("dates", wrong, "the days are right")
        return verdicts


def claim_says(claim: Claim, fact: Fact) -> bool:
    """Whether a sentence says a fact, its days reckoned from the publication of what it cites."""
    published = {citation.excerpt.date for citation in claim.citations} or {None}
    return any(says(claim.text, fact, day) for day in published)


def _missing(fact: Fact, turn: AnsweredTurn) -> str | None:
    if not _is_told(fact, turn):
        return f"does not say {fact}"
    if not any(claim_says(claim, fact) and _is_borne_out(claim, fact) for claim in turn.supported):
        return f"says {fact} without an excerpt that does"
    return None


def _is_borne_out(claim: Claim, fact: Fact) -> bool:
    excerpts = [citation.excerpt for citation in claim.citations]
    return any(says(f"{excerpt.title or ''}\n\n{excerpt.text}", fact, excerpt.date) for excerpt in excerpts)


def _is_told(fact: Fact, turn: AnsweredTurn) -> bool:
    return any(claim_says(claim, fact) for claim in turn.released)
