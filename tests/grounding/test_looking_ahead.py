"""What somebody is close to, keen on or about to do is not told as done, and what came about may be."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def reasons(sentence: str, text: str) -> set[str]:
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64, None, None, date(2021, 3, 6))
    return {reason.kind for reason in verify(sentence, [Citation("e1", excerpt)]).reasons}


@pytest.mark.parametrize(
    "cue",
    [
        "close to signing",
        "moving closer to signing",
        "on the verge of signing",
        "on the brink of signing",
        "in the process of signing",
        "a step away from signing",
        "thinking of signing",
        "interested in signing",
        "about to sign",
        "on track to sign",
        "on course to sign",
        "in talks to sign",
        "bound to sign",
        "keen to sign",
        "eager to sign",
        "prepared to sign",
        "willing to sign",
        "able to sign",
        "looking to sign",
        "poised to sign",
        "set to sign",
        "expected to sign",
    ],
)
def test_what_is_ahead_is_not_told_as_done(cue: str):
    text = f"Riga is {cue} a fisheries pact with Oslo."
    assert reasons("Riga signed a fisheries pact with Oslo.", text) == {"status"}
    assert reasons("Riga has signed a fisheries pact with Oslo.", text) == {"status"}
    assert reasons(text.replace("fisheries pact", "pact on fisheries"), text) == set()


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Riga reached a deal with Oslo.", "Riga is close to a final deal with Oslo."),
        ("The deal with Oslo was reached.", "The two sides are nearing a deal with Oslo."),
        ("The war with Borduria began.", "The country is on the brink of war with Borduria."),
    ],
)
def test_an_outcome_that_is_near_is_not_told_as_reached(sentence: str, text: str):
    assert reasons(sentence, text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The envoy signed the fisheries pact.", "The envoy managed to sign the fisheries pact."),
        ("The envoy signed the fisheries pact in Oslo.", "The envoy was able to sign the fisheries pact in Oslo."),
        ("The ministers discussed fishing quotas in Oslo.", "The ministers met in Oslo to discuss fishing quotas."),
        ("Riga helped rescue the crew.", "Riga helped to rescue the crew."),
        ("In short, the port lies close to the border.", "The port lies close to the border."),
        ("The fire killed 40 sailors.", "The fire is said to have killed 40 sailors."),
    ],
)
def test_what_came_about_may_be_told_as_done(sentence: str, text: str):
    assert reasons(sentence, text) == set()


def test_what_happened_is_not_told_as_near():
    assert "status" in reasons("Riga is close to signing a pact with Oslo.", "Riga signed a pact with Oslo.")
    text = "Witnesses thought that a shell fired from the hills killed 40 sailors."
    assert "status" in reasons("A shell from the hills will kill 40 sailors.", text)
