"""Which candidates are one story's is asked for once, and only where it matters."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.retrieval.picking import Stories, pick
from assistant.store.contract import DocumentSummary, Hit
from assistant.types import Passage, Span

WORDS = [f"word{chr(97 + number)}x" for number in range(20)]


def hit(document: str, words: list[str], score: float) -> Hit:
    text = " ".join(words)
    head = DocumentSummary(document, "0" * 64, None, None, None, None, len(text))
    return Hit(Passage(document, 0, Span(0, len(text))), text, head, score)


def picked(stories: Stories, *hits: Hit) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.document.id, each.also) for each in pick([(one.score, one) for one in hits], (), stories, 10)]


class Asked:
    """Tells of stories, and remembers what it was asked."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self.questions: list[set[str]] = []
        self._told = told

    def __call__(self, documents: Collection[str]) -> Mapping[str, str]:
        self.questions.append(set(documents))
        return {document: self._told[document] for document in documents if document in self._told}


def test_passages_alike_or_quite_different_are_told_apart_without_a_question():
    asked = Asked({"a": "a", "b": "a", "c": "a"})
    found = picked(Stories(asked), hit("a", WORDS, 3), hit("b", WORDS, 2), hit("c", ["other", *WORDS[:9]], 1))
    assert found == [("a", ("b",)), ("c", ())]
    assert asked.questions == []


def test_rather_alike_passages_are_reprints_where_their_documents_print_one_story():
    asked = Asked({"a": "a", "b": "a", "d": "d"})
    stories = Stories(asked)
    hits = [hit("a", WORDS, 4), hit("b", WORDS[:15], 3), hit("c", WORDS[:14], 2), hit("d", WORDS[5:], 1)]
    assert picked(stories, *hits) == [("a", ("b",)), ("c", ()), ("d", ())]
    assert asked.questions == [{"a", "b", "c", "d"}]
    picked(stories, *hits, hit("e", WORDS[4:], 0.5))
    assert asked.questions[1:] == [{"e"}]
