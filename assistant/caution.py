"""Documents that attack: their orders carry no sentence, and an answer that rests on one of them alone says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant import flags
from assistant.grounding import reasons
from assistant.grounding.markers import escape_markers
from assistant.grounding.verifier import verify
from assistant.reading.addressed import ADDRESSED, addresses_assistant
from assistant.reading.hidden import HIDDEN, shown
from assistant.reading.sentences import split_sentences
from assistant.types import Citation, Claim, Excerpt, Reason

SUSPICIONS: dict[str, str] = {
    HIDDEN: "holds hidden characters",
    ADDRESSED: "addresses an assistant",
    flags.CONTRADICTED: "bears dates that contradict each other",
    flags.FUTURE: "bears a date that lies ahead",
    flags.GUESSED: "is in an encoding that had to be guessed",
    flags.UNREADABLE: "has lost characters",
    flags.TRACKED: "holds changes that nobody has accepted yet",
    flags.WITHOUT_TEXT: "has pages that are pictures and were not read",
}
"""The flags that make a document suspicious, and what a reader is told of it."""


def as_seen(text: str) -> str:
    """A document's text for a model's eyes: faked markers are none, hidden characters stand out."""
    return shown(escape_markers(text))


def suspicions(excerpt: Excerpt) -> tuple[str, ...]:
    """What is to be told of an excerpt's document."""
    return tuple(told for flag, told in SUSPICIONS.items() if flag in excerpt.flags)


def verify_warily(sentence: str, cited: Sequence[Citation], known: frozenset[str]) -> Claim:
    """The verifier's verdict, with nothing carried by words that address an assistant.

    Where an excerpt hides characters the sentence may be in the words of the stored text or of what the model saw.
    """
    carrying = [evidence(citation.excerpt) for citation in cited]
    claim = _verified(sentence, cited, carrying, known)
    if claim.status != "supported" and any(HIDDEN in citation.excerpt.flags for citation in cited):
        seen = [replace(excerpt, text=as_seen(excerpt.text)) for excerpt in carrying]
        other = _verified(sentence, cited, seen, known)
        claim = other if other.status == "supported" else claim
    silenced = [citation.id for citation, excerpt in zip(cited, carrying, strict=True) if citation.excerpt != excerpt]
    if claim.status == "supported" or not silenced:
        return claim
    told = f"words that address an assistant carry nothing: {', '.join(silenced)}"
    return replace(claim, reasons=(*claim.reasons, Reason(reasons.CITATION, told)))


def warnings(claims: Sequence[Claim]) -> tuple[str, ...]:
    """A sentence for each suspicious document that supported sentences rest on and on nothing else."""
    held = [claim for claim in claims if claim.status == "supported"]
    alone: dict[str, tuple[Excerpt, int]] = {}
    for claim in held:
        documents = {citation.excerpt.document: citation.excerpt for citation in claim.citations}
        if len(documents) == 1:
            ((document, excerpt),) = documents.items()
            alone[document] = (excerpt, alone.get(document, (excerpt, 0))[1] + 1)
    return tuple(_warning(excerpt, count, len(held)) for excerpt, count in alone.values() if suspicions(excerpt))


def _warning(excerpt: Excerpt, count: int, of: int) -> str:
    what = "The answer rests" if count == of else f"{count} of {of} sentences rest"
    name = as_seen(excerpt.title or excerpt.document)
    return f"{what} on a single document that {' and '.join(suspicions(excerpt))}: {name}. Read the document itself."


def _verified(sentence: str, cited: Sequence[Citation], evidence: Sequence[Excerpt], known: frozenset[str]) -> Claim:
    """The verdict from `evidence` in place of the excerpts cited, which stay those of the claim."""
    claim = verify(sentence, [Citation(c.id, excerpt) for c, excerpt in zip(cited, evidence, strict=True)], known)
    stored = {citation.id: citation for citation in cited}
    return replace(claim, citations=tuple(stored[citation.id] for citation in claim.citations))


@lru_cache(maxsize=512)
def evidence(excerpt: Excerpt) -> Excerpt:
    """What of an excerpt can carry a sentence: all but what addresses an assistant.

    That is each sentence that does, and what follows it in its paragraph.
    """
    text, kept, start = excerpt.text, list[str](), 0
    begins = [sentence.start for sentence in split_sentences(text)]
    while found := addresses_assistant(text[start:]):
        at = start + found.start
        begin = max((begin for begin in begins if begin <= at), default=0)
        kept.append(text[start : max(start, begin)])
        end = text.find("\n", start + found.end)
        start = len(text) if end < 0 else end
    return replace(excerpt, text="".join([*kept, text[start:]])) if kept else excerpt
