"""What was planned, cancelled, denied or nearly done is not told as done."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def status(sentence: str, *texts: str) -> str:
    cited = [
        Citation(f"e{number}", Excerpt("d", 0, len(text), text, "0" * 64, None, None, date(2018, 3, 7)))
        for number, text in enumerate(texts, 1)
    ]
    return verify(sentence, cited).status


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The charters were signed.", "The charters are expected to be signed."),
        ("The charter was signed by both.", "The charter is to be signed by both."),
        ("The charter has been signed by both envoys.", "The charter is due to be signed by both envoys."),
    ],
)
def test_a_plan_in_the_passive_is_not_told_as_done(sentence: str, text: str):
    assert status(sentence, text) == "unsupported"


def test_a_plan_in_the_passive_may_be_told_as_a_plan():
    text = "The charters are expected to be signed."
    assert status("The charters will be signed.", text) == "supported"
    assert status("The signing of the charters is expected.", text) == "supported"
