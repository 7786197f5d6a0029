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


@pytest.mark.parametrize(
    ("sentence", "text", "other", "kind"),
    [
        (
            "The port of Riga sold 40 trawlers to Oslo.",
            "The port of Riga sold 30 trawlers to Oslo.",
            "The port sold 40 sheds.",
            "number",
        ),
        (
            "The fee of the port of Riga rose by 4 percent.",
            "The fee of the port of Riga rose by 3 percent.",
            "The port grew by 4 percent.",
            "number",
        ),
        (
            "The third ferry of the port of Riga sank.",
            "The second ferry of the port of Riga sank.",
            "The third port of Riga is old.",
            "number",
        ),
    ],
)
def test_a_number_of_something_else_in_an_excerpt_that_adds_nothing_is_no_proof(
    sentence: str, text: str, other: str, kind: str
):
    assert kind in kinds(sentence, text, other)
    assert kind in kinds(sentence, other, text)
    assert kinds(sentence.replace("third", "second").replace("40", "30").replace("4 ", "3 "), text, other) == set()


def test_a_number_an_excerpt_adds_that_the_fuller_one_does_not_count_is_proof():
    fuller, adding = "Riga sold its grey trawlers to Oslo in winter.", "Riga sold 40 trawlers."
    assert kinds("Riga sold 40 grey trawlers to Oslo.", fuller, adding) == set()
    assert "number" in kinds("Riga sold 41 grey trawlers to Oslo.", fuller, adding)
