"""Who holds which office is told as the excerpt has it."""

from __future__ import annotations

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def status(sentence: str, text: str) -> str:
    return verify(sentence, [Citation("e1", Excerpt("d", 0, len(text), text, "0" * 64))]).status


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Brandt is the Interior Secretary.", "Interior Secretary Elena Costa and Felix Brandt attended."),
        ("Jan Novak is head of the Coast Guard.", "Army commander Jan Novak and Coast Guard chief Ivo Horak came."),
        ("Pavel Novak is defense minister.", "Former defense minister Pavel Novak criticised the plan."),
        (
            "Defense minister Pavel Novak criticised the plan.",
            "Former defense minister Pavel Novak criticised the plan.",
        ),
        ("Former minister Pavel Novak criticised the plan.", "Minister Pavel Novak criticised the plan."),
        ("Karl Meier is foreign minister.", "Karl Meier, who was foreign minister until 2012, left."),
        ("Ivan Novak is foreign minister.", "Ivan Novak resigned as foreign minister on Sunday."),
        (
            "Ivan Novak is the foreign minister.",
            "Ambassador Ivan Novak said no. The foreign minister, Karl Meier, agreed.",
        ),
    ],
)
def test_an_office_the_excerpt_gives_to_another_or_to_the_past_is_refused(sentence: str, text: str):
    assert status(sentence, text) == "unsupported"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Elena Costa is the Interior Secretary.", "Interior Secretary Elena Costa and Felix Brandt attended."),
        ("Ivo Horak is head of the Coast Guard.", "Army commander Jan Novak and Coast Guard chief Ivo Horak came."),
        ("Pavel Novak was defense minister.", "Former defense minister Pavel Novak criticised the plan."),
        ("Karl Meier was foreign minister until 2012.", "Karl Meier, who was foreign minister until 2012, left."),
        ("Foreign minister Ivan Novak resigned on Sunday.", "Ivan Novak resigned as foreign minister on Sunday."),
        ("Foreign minister Ada Berg spoke.", "Ada Berg, who was named foreign minister, spoke."),
        ("The Latvian president, Ivo Horak, came.", "President Ivo Horak of Latvia came."),
    ],
)
def test_an_office_as_the_excerpt_has_it_is_supported(sentence: str, text: str):
    assert status(sentence, text) == "supported"
