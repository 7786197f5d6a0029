"""A draft's sentences with their verdicts, and the briefing they make in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from assistant.calling import Called
from assistant.caution import as_seen, verify_warily, warnings
from assistant.grounding.markers import split_markers
from assistant.ledger import Ledger
from assistant.turn_events import SentenceVerified
from assistant.types import Briefing, Citation, Claim, Grounding, Scope, Usage

NO_ANSWER = "NO ANSWER"
_AROUND_NO_ANSWER = " \t.!*_`\"'“”"
_NEAREST = 3
_MOST_SEARCHES = 6
_LONGEST_SEARCH = 100
_HOW = frozenset({"limit", "unit", "days", "length", "offset"})  # arguments that do not say what was looked for


class Draft:
    """The sentences of a turn as they are verified."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._sentences: list[SentenceVerified] = []
        self._failed: list[SentenceVerified] = []
        self._handed_over: list[SentenceVerified] = []
        self._held_before_repair = 0
        self._declined = False
        self.searches: list[str] = []
        self.found: dict[str, Citation] = {}

    @property
    def is_silent(self) -> bool:
        """Whether the model has not written one sentence, nor that there is no answer."""
        return not (self._sentences or self._failed or self._handed_over or self._declined)

    @property
    def supported(self) -> tuple[Claim, ...]:
        """What held so far."""
        return tuple(item.claim for item in self._sentences if item.claim.status == "supported")

    @property
    def failed(self) -> tuple[Claim, ...]:
        """What did not hold in the present reply."""
        return tuple(item.claim for item in self._failed)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every sentence of the turn that is shown or told to be withheld, in order."""
        return tuple(item.claim for item in self._sentences)

    @property
    def sentences(self) -> tuple[SentenceVerified, ...]:
        """The same with what separates them."""
        return tuple(self._sentences)

    def take(self, piece: str) -> SentenceVerified | None:
        """Verify one finished sentence; it is returned when it holds, and kept back when it does not.

        A sentence that was already released is dropped, as is the line that says there is no answer.
        """
        text, ids = split_markers(piece)
        if text.strip(_AROUND_NO_ANSWER).upper() == NO_ANSWER:
            self._declined = True
            return None
        if not any(map(str.isalnum, text)):
            return None
        cited = [citation for identifier in ids if (citation := self._ledger.get(identifier))]
        claim = verify_warily(piece, cited, self._ledger.ids)
        lead = "\n" if "\n" in piece[: len(piece) - len(piece.lstrip())] else " "
        item = SentenceVerified(claim, lead)
        if claim.status != "supported":
            self._failed.append(item)
            return None
        if any(known.text == claim.text for known in self.supported):
            return None
        self._sentences.append(item)
        return item

    def discard_failures(self) -> None:
        """Forget what did not hold in a reply that went on to call tools: it was no answer yet."""
        self._failed.clear()
        self._declined = False

    def hand_over_failures(self) -> tuple[Claim, ...]:
        """Set aside what did not hold while the model writes replacements."""
        self._handed_over, self._failed = self._failed, []
        self._held_before_repair = len(self._sentences)
        return tuple(item.claim for item in self._handed_over)

    def searched(self, called: Called) -> None:
        """Note what was looked for and what it brought."""
        what = {key: value for key, value in (called.arguments or {}).items() if key not in _HOW}
        told = f"{called.tool} for " + ", ".join(map(_looked_for, what.items())) if what else called.tool
        remark = called.error or called.note
        self.searches.append(told + (f" ({remark.rstrip('.')})" if remark else ""))
        for citation in called.citations:
            self.found.setdefault(citation.id, citation)

    def settle(self, *, mark: bool) -> tuple[SentenceVerified, ...]:
        """Give what still fails its last status and place: withheld, or unsupported where it is to be marked.

        Sentences that were replaced after the repair round are gone; when it brought nothing that holds,
        they are told as withheld themselves.
        """
        replaced = len(self._sentences) > self._held_before_repair
        failed = self._failed if replaced else [*self._handed_over, *self._failed]
        status = "unsupported" if mark else "withheld"
        once = {item.claim.text: item for item in failed}
        settled = tuple(replace(item, claim=replace(item.claim, status=status)) for item in once.values())
        self._sentences += settled
        self._failed, self._handed_over = [], []
        return settled


def brief(
    draft: Draft,
    *,
    question: str,
    scope: Scope,
    model: str,
    prompts: dict[str, str],
    usage: Usage,
    incomplete: str | None,
    dropped: Sequence[str] = (),
) -> Briefing:
    """The briefing that a settled draft makes. `dropped` are the ids of excerpts left out of a prompt."""
    grounding = _grounding(draft, incomplete)
    return Briefing(
        question=question,
        answer=_no_answer(draft, incomplete) if grounding == "none" else written(draft.sentences),
        grounding=grounding,
        claims=() if grounding == "none" else draft.claims,
        searched=tuple(draft.searches),
        as_of=scope.as_of,
        model=model,
        prompts=prompts,
        usage=usage,
        incomplete=incomplete,
        warnings=(*warnings(draft.supported), *_left_out(dropped)),
    )


def _left_out(dropped: Sequence[str]) -> Iterator[str]:
    if dropped:
        yield f"The prompt grew too long for the model; excerpts left out of it: {', '.join(dict.fromkeys(dropped))}."


def with_markers(claim: Claim) -> str:
    """A sentence with its markers."""
    return f"{claim.text} {''.join(f'[{citation.id}]' for citation in claim.citations)}".rstrip()


def written(sentences: tuple[SentenceVerified, ...]) -> str:
    """The answer as text: what held with its markers, what is marked with its reason, nothing that is withheld."""
    parts: list[str] = []
    for item in sentences:
        claim = item.claim
        if claim.status == "withheld":
            continue
        mark = "" if claim.status == "supported" else f" [unsupported: {', '.join(r.kind for r in claim.reasons)}]"
        parts.append(f"{item.lead if parts else ''}{with_markers(claim)}{mark}")
    return "".join(parts)


def _grounding(draft: Draft, incomplete: str | None) -> Grounding:
    if not draft.supported:
        return "none"
    whole = len(draft.supported) == len(draft.claims) and incomplete is None
    return "grounded" if whole else "partial"


def _no_answer(draft: Draft, incomplete: str | None) -> str:
    """What is said when nothing holds: that, what was searched, and where the nearest evidence lies."""
    withheld = any(claim.status == "withheld" for claim in draft.claims)
    lines = ["The record does not say."]
    if incomplete is not None:
        lines = [f"There is no answer yet. {incomplete}"]
    elif draft.claims:
        told = "withheld" if withheld else "not supported"
        lines = [f"Nothing of the model's answer stands on the record; sentences {told}: {len(draft.claims)}."]
    lines.append(f"Searched: {'; '.join(_told(draft.searches))}." if draft.searches else "Nothing was searched.")
    heads = dict.fromkeys(_head(citation) for citation in draft.found.values())
    if heads:
        lines.append(f"Nearest evidence: {'; '.join(list(heads)[:_NEAREST])}.")
    return " ".join(lines)


def _looked_for(argument: tuple[str, Any]) -> str:
    """An argument of a call in words, as in "speaker “Lind”"."""
    name, value = argument
    words = cast("list[object]", value) if isinstance(value, list) else [value]
    shown = (f"“{word}”" if isinstance(word, str) else str(word) for word in words)
    return f"{name.replace('_', ' ')} {' or '.join(shown)}"


def _told(searches: list[str]) -> list[str]:
    """The first searches, each shortened: a model may have written anything into them."""
    cut = [
        text if len(text) <= _LONGEST_SEARCH else f"{text[:_LONGEST_SEARCH].rstrip()}…"
        for text in map(as_seen, searches)
    ]
    more = len(cut) - _MOST_SEARCHES
    return [*cut[:_MOST_SEARCHES], f"and {more} more"] if more > 0 else cut


def _head(citation: Citation) -> str:
    excerpt = citation.excerpt
    day = excerpt.date.isoformat() if excerpt.date else "undated"
    return as_seen(", ".join(part for part in (excerpt.title or excerpt.document, excerpt.source, day) if part))
