"""Passages of the corpus and of the bench's texts, with the sentences of each that state something."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.readings import analyse
from assistant.types import Excerpt

SHARED = Path(__file__).resolve().parents[3] / "shared"
_PASSAGE = 8  # sentences


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of an excerpt, with the excerpt's reading."""

    excerpt: Excerpt
    text: Text
    sentence: Sentence

    @property
    def words(self) -> str:
        """The sentence as it stands, white space made single."""
        return " ".join(self.sentence.text.split())


def cases(limit: int, seed: int) -> list[Case]:
    """At most `limit` sentences of all texts, evenly over the sets, in an order that only `seed` decides."""
    chance = random.Random(seed)  # noqa: S311  # a sample, no secret
    sets = [list(texts) for texts in (_corpus(), _polnear(), _timelines(), _multihop())]
    found: list[Case] = []
    for texts in sets:
        chance.shuffle(texts)
        mine = [case for text, published in texts[: limit // 4] for case in _of(text, published)]
        chance.shuffle(mine)
        found.extend(mine[: limit // len(sets)])
    return found


def _of(text: str, published: date | None) -> Iterator[Case]:
    whole = analyse(text, published)
    for first in range(0, len(whole.spans), _PASSAGE):
        spans = whole.spans[first : first + _PASSAGE]
        words = text[spans[0].start : spans[-1].end]
        excerpt = Excerpt("d", 0, len(words), words, "0" * 64, None, None, published)
        reading = analyse(words, published)
        for sentence in reading.sentences:
            if 6 <= len(sentence.content) <= 40 and sentence.text[-1:] in '.”"' and "\n" not in sentence.text:
                yield Case(excerpt, reading, sentence)


def _corpus() -> Iterator[tuple[str, date | None]]:
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if found := re.match(r" date (\d{4}-\d\d-\d\d) ", text):
            yield text[found.end() :], date.fromisoformat(found[1])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def _polnear() -> Iterator[tuple[str, date | None]]:
    for row in _rows(SHARED / "bench/data/quotes/polnear_dev.jsonl"):
        found = re.search(r"\d{4}-\d\d-\d\d", row["id"])
        yield row["text"], date.fromisoformat(found[0]) if found else None


def _timelines() -> Iterator[tuple[str, date | None]]:
    for path in sorted((SHARED / "bench/data/timelines").glob("*/articles.jsonl*")):
        for row in _rows(path):
            if row.get("date"):
                yield row["text"], date.fromisoformat(row["date"][:10])


def _multihop() -> Iterator[tuple[str, date | None]]:
    for row in _rows(SHARED / "bench/data/multihop500/docs.jsonl"):
        yield row["text"], date.fromisoformat(row["date"][:10]) if row.get("date") else None
