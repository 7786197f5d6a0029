"""An answer as a client of the OpenAI API shows it: Markdown with [1] markers, a list of sources, annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from assistant.doors.forms import citation_form
from assistant.doors.http.openai.asking import SOURCES
from assistant.ledger import Ledger
from assistant.reading.hidden import shown
from assistant.turn_events import SentenceVerified
from assistant.types import Briefing, Citation, Excerpt

Json = dict[str, Any]

# A sentence is text: what Markdown or HTML would make of it, a picture from elsewhere say, it is not.
_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_[]<>"})


@dataclass(frozen=True, slots=True)
class Piece:
    """More of an answer: text that follows what was written before, and the annotations on it."""

    text: str
    annotations: tuple[Json, ...] = ()


@dataclass
class Writer:
    """Writes one answer, piece by piece. `base` is the server's address, with which the markers' links begin."""

    base: str
    ledger: Ledger
    text: str = ""
    annotations: list[Json] = field(default_factory=list[Json])
    _cited: dict[int, Citation] = field(default_factory=dict[int, Citation])

    def sentence(self, item: SentenceVerified) -> Piece | None:
        """A sentence with its markers; None for one that is withheld."""
        claim = item.claim
        if claim.status == "withheld":
            return None
        lead = "" if not self.text else "\n\n" if "\n" in item.lead else " "
        written = f"{lead}{plain(claim.text)}"
        if claim.status == "unsupported":
            why = ", ".join(dict.fromkeys(reason.kind for reason in claim.reasons))
            return self._write(f"{written} *\\[not supported: {why}\\]*")
        marks: list[Json] = []
        written += " "
        for citation in claim.citations:
            number = self.ledger.number(citation.id)
            self._cited[number] = citation
            mark = f"[{number}]"
            marks.append(self._annotation(citation.excerpt, len(self.text) + len(written), len(mark)))
            written += mark
        return self._write(written, *marks)

    def ending(self, briefing: Briefing) -> Piece:
        """What follows the sentences: the answer itself where there is none, the sources, what is to be known."""
        parts = [] if self._cited or self.text else [plain(briefing.answer)]
        if self._cited:
            listed = "\n".join(f"{number}. {self._source(one.excerpt)}" for number, one in sorted(self._cited.items()))
            parts.append(f"{SOURCES}\n\n{listed}")
        withheld = sum(claim.status == "withheld" for claim in briefing.claims)
        notes = [f"Withheld, because the record does not carry them: {withheld} sentences."] if withheld else []
        notes += [briefing.incomplete] if briefing.incomplete and briefing.grounding != "none" else []
        parts += [f"*{plain(note)}*" for note in (*notes, *briefing.warnings)]
        return self._write(("\n\n" if self.text and parts else "") + "\n\n".join(parts))

    @property
    def citations(self) -> list[Json]:
        """The excerpts behind the markers, in the order of their numbers."""
        return [
            citation_form(citation.excerpt, citation.id) | {"number": number, "page_url": self.link(citation.excerpt)}
            for number, citation in sorted(self._cited.items())
        ]

    def link(self, excerpt: Excerpt) -> str:
        """Where our own page shows an excerpt in its document."""
        place = urlencode({"start": excerpt.start, "end": excerpt.end})
        return f"{self.base}/d/{quote(excerpt.document, safe='/', errors='replace')}?{place}"

    def _write(self, text: str, *annotations: Json) -> Piece:
        self.text += text
        self.annotations += annotations
        return Piece(text, annotations)

    def _annotation(self, excerpt: Excerpt, start: int, length: int) -> Json:
        place = {"start_index": start, "end_index": start + length}
        return {"type": "url_citation", "url_citation": {"url": self.link(excerpt), "title": title(excerpt), **place}}

    def _source(self, excerpt: Excerpt) -> str:
        day = excerpt.date.isoformat() if excerpt.date else "undated"
        where = [excerpt.source, day, None if excerpt.page is None else f"page {excerpt.page}"]
        told = ", ".join(plain(part) for part in where if part)
        return f"[{plain(title(excerpt))}]({_in_markdown(self.link(excerpt))}), {told}"


def title(excerpt: Excerpt) -> str:
    """What an excerpt's document is called, on one line."""
    return " ".join(shown(excerpt.title or excerpt.document).split())


def plain(text: str) -> str:
    """A text as Markdown that shows just that text."""
    return shown(text).translate(_SPECIAL)


def _in_markdown(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
