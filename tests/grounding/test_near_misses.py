"""One excerpt, a sentence that it carries, and sentences beside it that it does not: each differs in one particular."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def kinds(sentence: str, text: str) -> set[str]:
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64, None, None, date(2021, 3, 6))
    return {reason.kind for reason in verify(sentence, [Citation("e1", excerpt)]).reasons}


CASES = [
    case
    for file in sorted(Path(__file__).parent.glob("near_misses*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("text", "sentence"), [(case["excerpt"], case["holds"]) for case in CASES])
def test_what_the_excerpt_says_in_other_words_is_supported(text: str, sentence: str):
    assert kinds(sentence, text) == set()


@pytest.mark.parametrize(
    ("text", "sentence", "kind"),
    [(case["excerpt"], sentence, kind) for case in CASES for sentence, kind in case["refused"].items()],
)
def test_what_differs_in_one_particular_is_refused_for_it(text: str, sentence: str, kind: str):
    assert kind in kinds(sentence, text)


def test_a_reason_names_the_word_it_is_about():
    text = "Oslo signed the fisheries pact in Riga."
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64)
    found = verify("Oslo will sign the fisheries pact in Riga.", [Citation("e1", excerpt)])
    assert [reason.detail for reason in found.reasons] == ["the excerpt has “sign” as done, not as planned or possible"]
