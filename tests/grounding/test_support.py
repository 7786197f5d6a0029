"""Which words of a sentence the excerpts carry, and in which of their sentences."""

from __future__ import annotations

import pytest

from assistant.grounding.analysis import Text
from assistant.grounding.judging import judge
from assistant.grounding.support import Source, Support
from assistant.types import Excerpt


def support(claim: str, *texts: str) -> Support:
    return Support(
        Text(claim), [Source(Excerpt(f"d{at}", 0, len(text), text, ""), Text(text)) for at, text in enumerate(texts)]
    )


def carried(claim: str, *texts: str) -> list[str]:
    found = support(claim, *texts)
    return [unit.text for unit in found.units if found.matches[unit.start]]


@pytest.mark.parametrize(
    ("word", "other", "there"),
    [
        ("parliamentary", "parliament", True),
        ("parliament", "parliamentary", True),
        ("expertise", "experts", True),
        ("pact", "agreement", True),
        ("pacts", "pact", True),
        ("pact", "pacifist", False),
        ("parliamentary", "parlour", False),
        ("Expertise", "experts", False),
        ("Norway", "Norwegian", True),
        ("Norway", "Oslo", True),
    ],
)
def test_a_word_is_carried_by_itself_its_forms_and_what_may_stand_for_it_and_a_name_by_no_form(
    word: str, other: str, there: bool
):
    assert carried(f"it is {word}", f"it was {other}") == ([word] if there else [])


def test_a_sentence_rests_on_the_sentence_that_has_most_of_it_and_those_that_add_to_it():
    text = "It rained. Berg left. The crew cheered Berg. Then Horak praised the crew for a brave rescue. It was late."
    found = support("Horak praised a brave crew, and Berg left.", text)
    assert [sentence.text for sentence in found.sentences] == ["Then Horak praised the crew for a brave rescue."]
    more = support("Horak praised a brave crew when it cheered.", text)
    assert [sentence.index for sentence in more.sentences] == [3, 2]


def test_the_share_that_is_carried_is_by_weight_and_words_of_saying_weigh_little():
    assert support("Berg mended nets.", "Berg mended nets.").coverage == 1
    assert support("Berg mended nets.", "Berg mended boats.").coverage == pytest.approx(2 / 3)
    assert support("Berg said nets.", "Nets by Berg.").coverage == pytest.approx(2 / 2.3)
    assert support("It is.", "Berg mended nets.").coverage == 0


def test_a_source_that_carries_only_part_of_what_another_carries_is_silent():
    found = support("Berg mended nets in Turku.", "Berg mended nets.", "Nets in Turku were mended by Berg.", "Eels.")
    assert found.silent == {0, 2}
    assert [found.bears(sentence) for sentence in found.sentences] == [False, True]
    assert support("Berg mended nets.", "Eels.").silent == frozenset()


def rests_on(claim: str, text: str) -> list[int]:
    return [sentence.index for sentence in support(claim, text).sentences]


def test_a_claim_rests_on_three_sentences_of_an_excerpt_at_most():
    text = (
        "Berg mended nets and oars. Crews sold cod and eels. Guards shut docks and gates. Traders bought salt and tar."
    )
    claim = "Berg mended nets, oars, sold cod, eels, crews, shut docks, gates, bought salt, tar."
    assert rests_on(claim, text) == [0, 1, 2]
    assert rests_on("Berg mended nets, oars, shut docks, gates.", text) == [0, 2]


def test_one_new_word_is_enough_beside_a_sentence_and_two_elsewhere():
    text = "Berg mended nets. It rained. Crews left. Oars were painted and docks shut."
    assert rests_on("Berg mended nets when it rained.", text) == [0, 1]
    assert rests_on("Berg mended nets when crews.", text) == [0]
    assert rests_on("Berg mended nets when crews left.", text) == [0, 2]
    assert rests_on("Oars were painted, docks, and crews.", text) == [3, 2]


def test_words_of_saying_and_names_add_no_sentence():
    text = "Berg mended nets. Horak said so. Crews left."
    assert rests_on("Berg mended nets, said Horak.", text) == [0]
    assert rests_on("Berg mended nets, said crews.", text) == [0]
    assert rests_on("Horak left, said Berg.", "Horak said so. Horak left. Berg.") == [1]


def test_a_sentence_tells_its_share_of_the_claim():
    found = support("Berg mended nets and crews left.", "Berg mended nets. Crews left. It rained.")
    assert [sentence.index for sentence in found.sentences] == [0, 1]
    assert [found.share(sentence) for sentence in found.sentences] == [pytest.approx(3 / 5), pytest.approx(2 / 5)]


@pytest.mark.parametrize(
    ("word", "other", "there"),
    [("vessel", "vessels", True), ("expert", "expertise", True), ("exper", "expertise", False), ("Expert", "x", False)],
)
def test_short_words_have_no_derived_forms(word: str, other: str, there: bool):
    assert carried(f"it is {word}", f"it was {other}") == ([word] if there else [])


GOODS = "Berg mended nets, oars, sails, masts, boats, ropes, pumps and locks."


@pytest.mark.parametrize(
    ("claim", "enough"),
    [
        ("Berg mended nets, oars, sails and masts.", True),
        ("Berg mended nets, eels.", True),
        ("Berg mended eels.", True),
        ("Mended eels.", False),
        ("Berg mended nets, oars, sails, masts, eels, cod.", True),
        ("Berg mended nets, oars, sails, eels, cod.", False),
        ("Berg mended nets, eels, cod.", False),
        ("Berg mended nets, oars, sails, masts, boats, ropes, pumps, eels, cod, tar.", True),
        ("Berg mended nets, oars, sails, masts, boats, ropes, eels, cod, tar.", False),
        ("Nets, oars, sails, eels, said.", False),
        ("Nets, oars, eels, said.", False),
        ("Eels.", False),
    ],
)
def test_three_quarters_of_the_words_are_enough_or_all_but_one_of_three(claim: str, enough: bool):
    missing = [reason.detail for reason in judge(support(claim, GOODS)) if reason.detail.startswith("not in the cited")]
    assert (not missing) is enough


def test_what_is_missing_is_named_once_in_order():
    found = [
        reason.detail for reason in judge(support("Eels, cod, eels and Berg.", GOODS)) if reason.kind == "coverage"
    ]
    assert "not in the cited excerpts: Eels, cod, eels" in found


@pytest.mark.parametrize(
    ("claim", "elsewhere"),
    [
        ("Lind mended “old nets” and oars.", []),
        ("Lind mended nets and oars, “a storm”.", ["“a storm” stands in another part of the excerpt"]),
        ("Lind mended “no nets” and oars, “a storm”.", ["“a storm” stands in another part of the excerpt"]),
        ("Lind mended nets and oars: “old nets and oars. It”.", []),
    ],
)
def test_quoted_words_stand_where_the_claim_rests(claim: str, elsewhere: list[str]):
    text = "Lind mended old nets and oars. It rained. Brandt called it a storm."
    found = [reason.detail for reason in judge(support(claim, text)) if reason.kind == "quote"]
    assert found == elsewhere
