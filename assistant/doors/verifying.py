"""An exported answer held against the store again: every span, every hash, every verdict; no model and no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.briefing import with_markers, written
from assistant.caution import verify_warily
from assistant.errors import UsageError
from assistant.evidence import excerpt_at
from assistant.store.contract import Store
from assistant.turn_events import SentenceVerified
from assistant.types import Citation, Claim, ClaimStatus, Document, Excerpt, Grounding, Reason

ChangeKind = Literal["missing", "document", "span", "head", "bundle", "verdict"]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class CitedForm(_Form):
    """A citation as bundles carry it."""

    id: Annotated[str, Field(min_length=1)]
    document: str
    title: str | None
    source: str | None
    date: date | None
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    sha256: str


class ReasonForm(_Form):
    """Why a sentence did not hold, as bundles carry it."""

    kind: str
    detail: str


class ClaimForm(_Form):
    """A sentence as bundles carry it."""

    text: str
    status: ClaimStatus
    reasons: tuple[ReasonForm, ...]
    citations: tuple[CitedForm, ...]


class BriefingForm(_Form):
    """An answer as bundles carry it, and as `attache ask --json` prints it."""

    question: str
    answer: str
    grounding: Grounding
    claims: tuple[ClaimForm, ...]


class TurnForm(_Form):
    """A question and its answer."""

    question: str
    briefing: BriefingForm


class BundleForm(_Form):
    """A bundle: one answer or a conversation."""

    turns: tuple[TurnForm, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as the bundle says: which answer (from 1), which sentence (from 1), which citation."""

    turn: int
    sentence: int | None
    citation: str | None
    kind: ChangeKind
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what is not as the bundle says."""

    sentences: int
    citations: int
    documents: int
    changes: tuple[Change, ...]


def read_bundle(content: bytes | str) -> BundleForm:
    """A bundle, or one answer alone, from its JSON. Raises UsageError when it is neither."""
    try:
        return BundleForm.model_validate_json(content)
    except ValidationError as fault:
        try:
            alone = BriefingForm.model_validate_json(content)
        except ValidationError:
            where = ".".join(map(str, fault.errors()[0]["loc"]))
            place = f" (look at {where})" if where and where != "turns" else ""
            raise UsageError(
                f"This is no exported answer{place}: give what `ask --output answer.json` or the chat's export wrote."
            ) from None
    return BundleForm(turns=(TurnForm(question=alone.question, briefing=alone),))


async def verify_bundle(bundle: BundleForm, store: Store) -> Verification:
    """Hold every sentence and citation of a bundle against the store. Raises StoreError."""
    forms = [citation for turn in bundle.turns for claim in turn.briefing.claims for citation in claim.citations]
    documents = {name: await store.document(name) for name in {form.document for form in forms}}
    changes = [change for place, turn in enumerate(bundle.turns, 1) for change in _changes(place, turn, documents)]
    sentences = sum(len(turn.briefing.claims) for turn in bundle.turns)
    return Verification(sentences, len(forms), len(documents), tuple(changes))


def _changes(place: int, turn: TurnForm, documents: dict[str, Document | None]) -> Iterator[Change]:
    briefing = turn.briefing
    if not _tells_its_claims(briefing):
        yield Change(place, None, None, "bundle", "the answer's text is not made of the sentences listed under it")
    for number, claim in enumerate(briefing.claims, 1):
        found = [(form, list(_differences(form, documents[form.document]))) for form in claim.citations]
        for form, differences in found:
            yield from (Change(place, number, form.id, kind, detail) for kind, detail in differences)
        if claim.status == "supported" and not any(
            kind != "head" for _, differences in found for kind, _ in differences
        ):
            yield from _verdict(place, number, claim, documents)


def _differences(form: CitedForm, document: Document | None) -> Iterator[tuple[ChangeKind, str]]:
    """How a citation differs from what the store has."""
    if form.end - form.start != len(form.text):
        yield "bundle", f"its text has {len(form.text)} characters, its offsets say {form.end - form.start}"
        return
    if document is None:
        yield "missing", f"the store has no document {form.document}"
        return
    if document.sha256 != form.sha256:
        yield "document", f"{form.document} has changed since: {_whereabouts(form, document)}"
        return
    if document.text[form.start : form.end] != form.text:
        yield "span", f"characters {form.start} to {form.end} of {form.document} are not the words cited"
        return
    for name, said, now in (
        ("title", form.title, document.title),
        ("source", form.source, document.source),
        ("date", form.date, document.date),
    ):
        if said != now:
            yield "head", f"the {name} of {form.document} is now {now or 'none'}, the bundle says {said or 'none'}"


def _whereabouts(form: CitedForm, document: Document) -> str:
    """Whether the words cited still stand in a document that is another one now."""
    if document.text[form.start : form.end] == form.text:
        return "the words cited still stand at the same place"
    at = document.text.find(form.text)
    return f"the words cited now stand at {at}" if at >= 0 else "the words cited are no longer in it"


def _verdict(place: int, number: int, claim: ClaimForm, documents: dict[str, Document | None]) -> Iterator[Change]:
    """Whether a supported sentence is supported still, from the stored text alone."""
    cited = [
        Citation(form.id, excerpt_at(document, form.start, document.text[form.start : form.end]))
        for form in claim.citations
        if (document := documents[form.document]) is not None
    ]
    told = with_markers(Claim(claim.text, "supported", citations=tuple(cited)))
    again = verify_warily(told, cited, frozenset(citation.id for citation in cited))
    if again.status != "supported":
        why = "; ".join(f"{reason.kind}: {reason.detail}" for reason in again.reasons)
        yield Change(place, number, None, "verdict", f"the sentence does not hold: {why}")


def _tells_its_claims(briefing: BriefingForm) -> bool:
    """Whether the answer's text is that of its sentences with their markers; white space does not count."""
    if briefing.grounding == "none":
        return not briefing.claims
    sentences = tuple(SentenceVerified(_claim(form)) for form in briefing.claims)
    return written(sentences).split() == briefing.answer.split()


def _claim(form: ClaimForm) -> Claim:
    excerpts = [Excerpt(one.document, one.start, one.end, one.text, one.sha256) for one in form.citations]
    citations = tuple(Citation(one.id, excerpt) for one, excerpt in zip(form.citations, excerpts, strict=True))
    return Claim(form.text, form.status, tuple(Reason(one.kind, one.detail) for one in form.reasons), citations)
