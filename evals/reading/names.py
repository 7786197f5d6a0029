"""Score the reader of names on the marked texts: `python evals/reading/names.py [--errors]`.

What is marked, decided before any output was seen: every name of a person without titles and honorifics; every named
body, ministry, party, company, medium and armed unit, seats of power that stand for one (the Kremlin), and a state's
institution named by its people ("the Swedish navy"); every country, town, region, water and building; every treaty and
agreement with a name. Adjectives of nationality and definite descriptions are not names. A place inside the name of
an organisation is not marked by itself. A prediction counts when its type is the same and the spans overlap.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.reading.names import read_names
from assistant.reading.sentences import split_sentences
from assistant.types import EntityType, Span

DOCUMENTS = Path(__file__).parent / "documents" / "names.txt"
_TYPES: dict[str, EntityType] = {"p": "person", "o": "organisation", "l": "place", "a": "agreement", "x": "other"}
Name = tuple[Span, EntityType]
_MARK = re.compile(r"\[\[([poalx]):([^\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the names marked in it."""

    id: str
    text: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one type, and how many names were marked."""

    marked: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def unmark(id_: str, marked: str) -> MarkedText:
    """Take the marks out of a text and keep where they stood."""
    parts: list[str] = []
    names: list[Name] = []
    length = last = 0
    for match in _MARK.finditer(marked):
        before = marked[last : match.start()]
        start = length + len(before)
        parts += [before, match[2]]
        length = start + len(match[2])
        names.append((Span(start, length), _TYPES[match[1]]))
        last = match.end()
    return MarkedText(id_, "".join([*parts, marked[last:]]), tuple(names))


def load(path: Path = DOCUMENTS) -> list[MarkedText]:
    """The marked texts of a file, in order."""
    pieces = re.split(r"^=== (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [unmark(id_, body.rstrip("\n")) for id_, body in zip(pieces[1::2], pieces[2::2], strict=True)]


def evaluate(texts: list[MarkedText], *, errors: bool = False) -> dict[EntityType, Score]:
    """Precision and recall by type; with `errors` every miss and false find is printed."""
    counts: dict[EntityType, Counter[str]] = {kind: Counter() for kind in _TYPES.values()}
    for marked in texts:
        found: list[Name] = [(m.span, m.type) for m in read_names(marked.text, split_sentences(marked.text)).mentions]
        _compare(marked, "marked", list(marked.names), found, counts, errors=errors)
        _compare(marked, "found", found, list(marked.names), counts, errors=errors)
    return {
        kind: Score(c["marked"], c["found hit"] / max(1, c["found"]), c["marked hit"] / max(1, c["marked"]))
        for kind, c in counts.items()
        if kind != "other"
    }


def _compare(
    marked: MarkedText,
    side: str,
    these: list[Name],
    others: list[Name],
    counts: dict[EntityType, Counter[str]],
    *,
    errors: bool,
) -> None:
    for span, kind in these:
        hit = any(kind == other and span.overlaps(place) for place, other in others)
        counts[kind][side] += 1
        counts[kind][f"{side} hit"] += hit
        if errors and not hit and kind != "other":
            print(f"{marked.id}: {'missed' if side == 'marked' else 'false '} {kind} {span.of(marked.text)!r}")


if __name__ == "__main__":
    for kind, score in evaluate(load(), errors="--errors" in sys.argv).items():
        print(f"{kind:<13} {score.marked:4} marked  P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
