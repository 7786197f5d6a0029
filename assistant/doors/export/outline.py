"""What every format shows, in order: questions, sentences, notes. Made from the forms, so that all formats agree.

A note's number is the one the reader saw; where a form carries none it is counted by first citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from assistant.caution import SUSPICIONS

Json = dict[str, Any]

CHANGED = "changed in the record since"
"""What is told of a sentence one of whose excerpts is no longer in the record as cited, as the chat's page does."""
_WITHDRAWN = "no longer in the record as cited (changed or taken out since)"


@dataclass(frozen=True, slots=True)
class Note:
    """A cited excerpt under the number a reader sees. `where` says where it comes from, in one line.

    `current` is false where the record no longer has it as cited; `where` says so too.
    """

    number: int
    id: str
    where: str
    text: str
    current: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that is shown: `opens` a paragraph, rests on `notes`, or fails for the `reasons` named."""

    text: str
    opens: bool
    notes: tuple[Note, ...]
    reasons: tuple[str, ...]

    @property
    def caution(self) -> str | None:
        """What stands in brackets behind it: why it does not hold, or that it rests on what has changed."""
        if self.reasons or not self.notes:
            return f"not supported: {', '.join(self.reasons)}"
        return None if all(note.current for note in self.notes) else CHANGED


@dataclass(frozen=True, slots=True)
class Answer:
    """One question. Without `sentences`, `silence` says that there is no answer and what was searched."""

    question: str
    sentences: tuple[Sentence, ...]
    silence: str | None
    foot: str

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of its sentences, each once, by number."""
        once = {note.number: note for sentence in self.sentences for note in sentence.notes}
        return tuple(once[number] for number in sorted(once))

    @property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """Its sentences by paragraph."""
        groups: list[list[Sentence]] = []
        for sentence in self.sentences:
            if sentence.opens or not groups:
                groups.append([])
            groups[-1].append(sentence)
        return tuple(map(tuple, groups))


@dataclass(frozen=True, slots=True)
class Outline:
    """A document: its title and its answers."""

    title: str
    answers: tuple[Answer, ...]


def outline(conversation: Json, turn: int | None = None) -> Outline:
    """The outline of a conversation (`title`, `turns` with `question`, `briefing`, `created`), or of one turn of it."""
    numbers = _Numbers()
    turns: list[Json] = conversation["turns"]
    answers = [(number, _answer(stored, numbers)) for number, stored in enumerate(turns)]
    kept = tuple(answer for number, answer in answers if turn is None or number == turn)
    title = conversation["title"] if turn is None or not kept else kept[0].question
    return Outline(title, kept)


class _Numbers:
    """The number of each excerpt: the form's own, else the next by first citation."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, citation: Json) -> int:
        given = citation.get("number")
        following = max(self._known.values(), default=0) + 1
        return self._known.setdefault(citation["id"], given if isinstance(given, int) else following)


def _answer(turn: Json, numbers: _Numbers) -> Answer:
    briefing: Json = turn["briefing"]
    silent = briefing["grounding"] == "none"
    sentences = () if silent else tuple(_sentences(briefing, numbers))
    silence = briefing["answer"] if silent else None
    return Answer(turn["question"], sentences, silence, _foot(briefing, turn.get("created")))


def _sentences(briefing: Json, numbers: _Numbers) -> Iterable[Sentence]:
    """The sentences that are shown. The answer's own text says which of them open a paragraph."""
    answer: str = briefing["answer"]
    position = 0
    for claim in cast("Sequence[Json]", briefing["claims"]):
        if claim["status"] == "withheld":
            continue
        at = answer.find(claim["text"], position)
        opens = at > 0 and answer[at - 1] == "\n"
        position = at + len(claim["text"]) if at >= 0 else position
        held = claim["status"] == "supported"
        notes = tuple(_note(citation, numbers) for citation in claim["citations"]) if held else ()
        reasons = () if held else tuple(reason["kind"] for reason in claim["reasons"])
        yield Sentence(claim["text"], opens, notes, reasons)


def _note(citation: Json, numbers: _Numbers) -> Note:
    page = f"page {citation['page']}" if citation.get("page") else None
    place = f"{citation['document']}, characters {citation['start']} to {citation['end']}"
    told = [SUSPICIONS[flag] for flag in citation.get("flags", ()) if flag in SUSPICIONS]
    caution = f"caution: {' and '.join(told)}" if told else None
    day = citation["date"] or "undated"
    current = citation.get("current", True) is not False
    withdrawn = None if current else _WITHDRAWN
    parts = (citation["source"], day, citation["title"], page, place, citation.get("url"), caution, withdrawn)
    where = ", ".join(part for part in parts if part)
    return Note(numbers.of(citation), citation["id"], where, citation["text"], current)


def _foot(briefing: Json, created: str | None) -> str:
    """What a reader must know of the answer as a whole."""
    parts = [f"grounding: {briefing['grounding']}", f"model: {briefing['model']}"]
    if briefing.get("as_of"):
        parts.append(f"as of {briefing['as_of']}")
    if created:
        parts.append(f"answered on {date.fromisoformat(created[:10]).isoformat()}")
    withheld = sum(claim["status"] == "withheld" for claim in briefing["claims"])
    if withheld:
        parts.append(f"sentences withheld: {withheld}")
    if briefing.get("incomplete"):
        parts.append(f"incomplete: {briefing['incomplete']}")
    return "; ".join([*parts, *briefing.get("warnings", ())])
