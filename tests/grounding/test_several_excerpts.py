"""A sentence that cites several excerpts: what one says otherwise is not proved by one that tells of something else."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def kinds(sentence: str, *texts: str) -> set[str]:
    cited = [
        Citation(f"e{number}", Excerpt(f"d{number}", 0, len(text), text, "0" * 64, None, None, date(2021, 3, 6)))
        for number, text in enumerate(texts, 1)
    ]
    assert verify(sentence, cited).reasons == verify(sentence, cited).reasons
    return {reason.kind for reason in verify(sentence, cited).reasons}


OTHER = "Oslo signed a trade treaty with Tallinn in June 2019 and sold 40 trawlers."


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("Riga signed a fisheries pact with Oslo.", "Riga is expected to sign a fisheries pact with Oslo.", "status"),
        (
            "Riga signed a fisheries pact with Oslo in June 2019.",
            "Riga signed a fisheries pact with Oslo in March 2020.",
            "date",
        ),
        ("The port of Riga sold 40 trawlers to Oslo.", "The port of Riga sold 30 trawlers to Oslo.", "number"),
        ("Riga signed a treaty with Oslo.", "Riga has not signed a treaty with Oslo.", "negation"),
    ],
)
def test_an_excerpt_about_something_else_does_not_outvote_one_that_contradicts(sentence: str, text: str, kind: str):
    assert kind in kinds(sentence, text, OTHER)
    assert kind in kinds(sentence, OTHER, text)


def test_a_word_that_another_excerpt_happens_to_have_does_not_make_a_plan_an_event():
    plan = "Riga is expected to sign a fisheries pact with Oslo on herring, cod, salmon and eel quotas."
    other = "The mayor signed the lease in winter."
    sentence = "Riga signed a fisheries pact with Oslo on herring, cod, salmon and eel quotas in winter."
    assert "status" in kinds(sentence, plan, other)
    assert kinds(sentence, plan.replace("is expected to sign", "signed"), other) == set()


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "Riga and Oslo signed a fisheries pact on 3 March 2021.",
            ("Riga and Oslo signed a fisheries pact.", "The fisheries pact was signed on 3 March 2021."),
        ),
        (
            "Riga signed a fisheries pact with Oslo in March 2020, and Tallinn joined it in June 2021.",
            (
                "Riga signed a fisheries pact with Oslo in March 2020.",
                "Tallinn joined the fisheries pact in June 2021.",
            ),
        ),
        (
            "Riga signed a fisheries pact with Oslo.",
            ("Riga is expected to sign a fisheries pact with Oslo.", "Riga and Oslo signed a fisheries pact."),
        ),
    ],
)
def test_excerpts_that_each_carry_a_part_carry_a_sentence_together(sentence: str, texts: tuple[str, ...]):
    assert kinds(sentence, *texts) == set()
    assert kinds(sentence, *reversed(texts)) == set()
