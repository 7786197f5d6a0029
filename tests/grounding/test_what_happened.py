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
    assert status("The charters are to be signed.", text) == "supported"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Brandt met Novak in Riga on 9 March 2018.",
            "The meeting between Brandt and Novak planned for 9 March 2018 in Riga did not take place.",
        ),
        ("The summit was held in Riga.", "The summit in Riga was cancelled."),
        ("The summit was held in Riga.", "The hosts called off the summit in Riga."),
        ("The summit was held in Riga.", "The summit in Riga, which was postponed, had long been disputed."),
        ("There was a summit in Riga.", "The summit in Riga has been shelved."),
        ("The talks ended with an agreement.", "The talks ended without an agreement."),
        ("The envoy resigned.", "The envoy almost resigned."),
        ("The two sides signed the pact.", "The two sides nearly signed the pact."),
        (
            "The visit took place in the colder months.",
            "The visit is expected to be conducted during the colder months.",
        ),
    ],
)
def test_what_never_was_is_not_told_as_an_event(sentence: str, text: str):
    assert status(sentence, text) == "unsupported"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The summit in Riga was called off.", "The summit in Riga was cancelled."),
        ("The summit in Riga did not take place.", "The summit in Riga was cancelled."),
        ("Brandt called off the meeting in Riga.", "The meeting in Riga was cancelled by Brandt."),
        ("The talks ended without an accord.", "The talks ended without an agreement."),
        ("The contract was signed in Riga.", "The contract, signed in Riga, was cancelled."),
        ("Nearly 300 people were hurt.", "Almost 300 people were injured."),
        ("The envoy nearly resigned.", "The envoy almost resigned."),
        ("The summit was held in Riga.", "The summit was held in Riga after a dinner was cancelled."),
    ],
)
def test_what_never_was_may_be_told_as_that(sentence: str, text: str):
    assert status(sentence, text) == "supported"
