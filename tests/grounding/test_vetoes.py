"""Each veto on a text of our own: what it refuses, and the honest wording beside it that passes."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt

TEXT = (
    "Foreign Minister Ana Cruz Valdez met President Olaf Lindqvist of Sweden in Lisbon on Thursday, March 4."
    " Cruz said on Friday that the two ministries would sign a fisheries agreement in June."
    " “We will not accept a quota of 1.5 million tons,” Lindqvist told reporters."
    " The agreement does not cover whaling."
    " Portugal hosted a farewell dinner for the Swedish delegation because the talks ran over three days."
    " He also praised the largest port in the region."
)


def claim(sentence: str, text: str = TEXT, published: date | None = date(2021, 3, 6)):
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64, "Fish and ships", "Daily Herring", published)
    return verify(f"{sentence} [e1]", [Citation("e1", excerpt)], ["e1"])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Lindqvist rejected a quota of 1.6 million tons.", "number"),
        ("Lindqvist rejected a quota of 1.5 billion tons.", "number"),
        ("The talks in Portugal ran over three weeks.", "number"),
        ("Cruz said on Friday that the three ministries would sign a fisheries agreement.", "number"),
        ("Cruz met Lindqvist in Lisbon on 5 March 2021.", "date"),
        ("Cruz met Lindqvist in Lisbon in April 2021.", "date"),
        ("Cruz met Lindqvist in Lisbon on Friday.", "date"),
        ("Cruz met Lindqvist in Lisbon on Monday, 4 March 2021.", "date"),
        ("Cruz said on 4 March 2021 that the two ministries would sign a fisheries agreement.", "date"),
        ("Cruz met Lindqvist in Madrid.", "name"),
        ("Maria Cruz met President Lindqvist in Lisbon.", "name"),
        ("Defence Minister Ana Cruz Valdez met Lindqvist in Lisbon.", "name"),
        ("Lindqvist said on Friday that the two ministries would sign a fisheries agreement in June.", "speaker"),
        ("Cruz said “We will not accept a quota of 1.5 million tons”.", "speaker"),
        ("The agreement covers whaling.", "negation"),
        ("The agreement does not cover fisheries.", "negation"),
        ("Lindqvist said he would accept a quota of 1.5 million tons.", "negation"),
        ("The two ministries signed a fisheries agreement in June.", "status"),
        ("Portugal will host a farewell dinner for the Swedish delegation.", "status"),
        ("He praised the smallest port in the region.", "superlative"),
        ("Cruz was the first minister to meet Lindqvist in Lisbon.", "superlative"),
        ("The agreement does not cover whaling because of the talks in Lisbon.", "cause"),
        ("“We will accept a quota of 1.5 million tons,” Lindqvist told reporters.", "quote"),
        ("Lindqvist spoke of “a quota of 1.5 billion tons”.", "quote"),
        ("Lindqvist spoke of “an unfair quota.", "quote"),
        ("> We will accept a quota", "quote"),
        ("Trade unions threatened strikes over wages and pensions.", "coverage"),
        ("It was.", "uncheckable"),
    ],
)
def test_a_changed_particular_is_refused_and_the_reason_names_it(sentence: str, kind: str):
    found = claim(sentence)
    assert found.status == "unsupported"
    assert kind in {reason.kind for reason in found.reasons}, found.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Cruz Valdez met Olaf Lindqvist in Lisbon on 4 March 2021.",
        "In March 2021 Cruz met the Swedish president, Lindqvist, in Lisbon.",
        "Cruz said that the 2 ministries would sign a fisheries agreement in June 2021.",
        "According to Cruz, the two ministries were expected to sign a fisheries accord in June.",
        "Lindqvist told journalists: “We will not accept a quota of 1,5".replace("1,5", "1.5") + " million tons.”",
        "“We will not accept a quota of 1.5 million tons”, said Lindqvist.",
        "“[Sweden] will not accept a quota of 1.5 million tons,” Lindqvist told reporters.",
        "The agreement doesn't cover whaling.",
        "**Portugal** hosted a dinner for the delegation from Sweden.",
        "- Portugal hosted a farewell dinner for the Swedish delegation, since the talks ran over 3 days.",
    ],
)
def test_an_honest_wording_is_supported(sentence: str):
    found = claim(sentence)
    assert found.status == "supported", found.reasons


def test_without_a_publication_date_the_same_words_still_agree():
    assert claim("Cruz met Lindqvist in Lisbon on Thursday, March 4.", published=None).status == "supported"


def test_what_an_excerpt_gives_only_as_somebodys_words_is_no_fact():
    text = "“The bridge is safe for heavy lorries,” Mayor Tom Brand said."
    found = claim("The bridge is safe for heavy lorries.", text)
    assert [reason.kind for reason in found.reasons] == ["speaker"]
    assert claim("Brand said the bridge is safe for heavy lorries.", text).status == "supported"


def test_two_dates_of_one_sentence_are_not_exchanged():
    text = "The ministers met in Oslo in May 2017 and in Bergen in October 2019."
    assert claim("The ministers met in Bergen in October 2019.", text).status == "supported"
    assert claim("The ministers met in Oslo in October 2019.", text).status == "unsupported"


def test_two_people_on_the_other_sides_of_a_verb_are_refused():
    text = "Ambassador Igor Petrov invited Minister Ana Cruz to the embassy."
    assert claim("Petrov invited Cruz to the embassy.", text).status == "supported"
    assert claim("Cruz invited Petrov to the embassy.", text).status == "unsupported"
    assert claim("Cruz was invited to the embassy by Petrov.", text).status == "supported"


def test_what_was_ruled_out_may_be_told_with_not_and_not_without():
    text = "Russia has ruled out the possibility of a naval alliance with Norway."
    assert claim("Russia will not form a naval alliance with Norway.", text).status == "supported"
    assert claim("Russia has formed a naval alliance with Norway.", text).status == "unsupported"
    assert claim("Russia has not ruled out a naval alliance with Norway.", text).status == "unsupported"


def test_the_verdict_on_a_sentence_is_the_same_whoever_asks_and_how_often():
    assert claim("The agreement covers whaling.") == claim("The agreement covers whaling.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u0000",
        "“",
        "[e1]",
        "١٢٣",
        "Ω" * 5000,
        "not " * 3000,
        "1," * 5000,
        "A. " * 3000,
        "Almost",
        "one",
        "$",
        "called",
        "to be",
    ],
)
def test_no_text_makes_the_verifier_fail(text: str):
    assert claim(text).status in ("supported", "unsupported")
    assert claim("The agreement does not cover whaling.", text or "x").status == "unsupported"


@pytest.mark.parametrize(
    ("text", "sentence", "detail"),
    [
        (
            "Berg said the pier needs planks.",
            "Horak said the pier needs planks.",
            "the excerpt gives these words to Berg, not to Horak",
        ),
        (
            "Berg said the pier needs planks, and Lind said the pier needs planks too.",
            "The pier needs planks.",
            "the excerpt has this only as the words of Berg",
        ),
        (
            "The port will be closed at night. Lind left the meeting.",
            "Lind announced: “The port will be closed at night.”",
            "the excerpt does not quote Lind with “The port will be closed at night.”",
        ),
        (
            "The pier needs planks. Lind left.",
            "Lind said the pier needs planks.",
            "the excerpt does not tell that Lind said this",
        ),
        (
            "Berg met Lind in Turku in May. The first crew of the ferry met Horak in Riga.",
            "Berg met Lind and the first crew of the ferry in Turku.",
            "“first” is not in the sentence that has the rest",
        ),
        (
            "The league met in May. Crews from Turku mended nets near Riga. The northern league was the largest.",
            "The largest crews from Turku mended nets near the northern league.",
            "“largest” is not in the sentence that has the rest",
        ),
        (
            "Berg met crews in Turku. Lind and the guards of Turku praised the ferry.",
            "Lind met the guards and praised the ferry.",
            "no cited sentence has “met” together with Lind",
        ),
        (
            "Berg mended the pier.",
            "Berg painted the pier.",
            "“painted” is not in the cited excerpts",
        ),
        (
            "Berg mended the pier.",
            "Berg mended the quay.",
            "“quay” stands where the excerpt has “pier”",
        ),
        (
            "Oslo sold 30 boats and 40 tugs to Riga.",
            "Oslo sold 40 boats to Riga.",
            "“40” stands where the excerpt has “30”",
        ),
        (
            "The board of Turku did sell the pier.",
            "The board of Turku did not sell the pier.",
            "one of the sentence and the excerpt has a “not” or “no” that the other lacks",
        ),
    ],
)
def test_a_reason_tells_what_the_excerpt_has_instead(text: str, sentence: str, detail: str):
    assert detail in [reason.detail for reason in claim(sentence, text).reasons]


def test_a_sentence_is_refused_once_for_each_way_of_telling_plans():
    found = claim("Oslo signed the pact, paid the fine and left.", "Oslo will sign the pact, pay the fine and leave.")
    assert [reason.detail for reason in found.reasons] == [
        "the excerpt has “signed” as planned or possible, not as done"
    ]
    found = claim("Oslo will sign the pact and may pay the fine.", "Oslo signed the pact and paid the fine.")
    assert [reason.detail for reason in found.reasons] == ["the excerpt has “sign” as done, not as planned or possible"]
