from __future__ import annotations

import pytest

from assistant.grounding.claims import SUPPORTED, check_claim

REFERENCE = (
    "The harbour of Port Elin was dredged in 2014. The work took three years and cost 40 million crowns."
    " Fishermen had asked the council for deeper berths since the storm of 1998."
)


def test_a_claim_the_reference_makes_is_supported():
    found = check_claim("The harbour of Port Elin was dredged in 2014.", [REFERENCE])
    assert found.verdict == "supported"
    assert found.score >= SUPPORTED


def test_a_claim_about_something_else_is_unsupported_with_what_is_missing():
    found = check_claim("Volcanoes in Iceland attract thousands of geologists.", [REFERENCE])
    assert found.verdict == "unsupported"
    assert found.score < SUPPORTED / 2
    assert "Iceland" in found.reasons[-1].detail
    bare = check_claim("Volcanoes attract geologists.", [REFERENCE]).reasons
    assert [reason.detail for reason in bare] == ["not in the references: Volcanoes, attract, geologists"]


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Port Elin was dredged in 2016.",
        "The harbour of Port Elin was not dredged in 2014.",
        "The work took five years and cost 40 million crowns.",
    ],
)
def test_a_claim_that_differs_in_one_particular_is_contradicted(claim: str):
    assert check_claim(claim, [REFERENCE]).verdict == "contradicted"


def test_the_score_rises_with_support():
    claim = "Fishermen asked the council for deeper berths after the storm of 1998."
    scores = [check_claim(claim, [text]).score for text in ("Bread was dear.", "Fishermen asked for bread.", REFERENCE)]
    assert scores == sorted(scores)
    assert scores[0] < scores[1] < scores[2]
    assert all(0 < score < 1 for score in scores)


def test_strange_names_and_numbers_lower_the_score_one_by_one():
    claims = (
        "The work on the harbour took three years",
        "The work on the harbour of Visby took three years",
        "The work on the harbour of Visby and Kalmar took three years",
        "The work on the harbour of Visby and Kalmar took 17 years",
        "The work on the harbour of Visby and Kalmar took 17 years and 86 ships",
    )
    scores = [check_claim(claim, [REFERENCE]).score for claim in claims]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_long_reference_must_have_more_of_a_claim():
    claim = "Fishermen asked the council for deeper berths after the storm of 1998."
    words = " ".join(f"word{number}." for number in range(900))
    assert check_claim(claim, [f"{REFERENCE} {words}"]).score < check_claim(claim, [REFERENCE]).score


def test_several_references_carry_a_claim_together():
    claim = "The harbour was dredged in 2014 and the bridge was painted in 2019."
    parts = ["The harbour was dredged in 2014.", "The bridge was painted in 2019."]
    assert check_claim(claim, parts).score > max(check_claim(claim, [part]).score for part in parts)


@pytest.mark.parametrize(
    ("claim", "references"), [("", [REFERENCE]), ("It is so.", [REFERENCE]), ("Ships sail.", []), ("Ships sail.", [""])]
)
def test_what_cannot_be_checked_is_said_to_be_so(claim: str, references: list[str]):
    found = check_claim(claim, references)
    assert found.verdict == "uncheckable"
    assert [reason.kind for reason in found.reasons] == ["uncheckable"]
    assert found.score == 0


@pytest.mark.parametrize(
    ("claim", "reference"),
    [
        ("The two ministers signed the port treaty.", "The two ministers will sign the port treaty in Riga."),
        ("The summit in Riga was held.", "The summit in Riga was cancelled."),
        ("Novak said Brandt was wrong about the port.", "Brandt said Novak was wrong about the port."),
    ],
)
def test_a_claim_close_to_its_reference_that_turns_it_is_not_supported(claim: str, reference: str):
    found = check_claim(claim, [reference])
    assert found.verdict != "supported"
    assert found.score < 0.5


def test_what_is_supported_has_no_reason_against_it():
    reference = f"{REFERENCE} In 2020 the council of Port Elin met 14 times, and 300 people came to its fair in May."
    claim = "The harbour of Port Elin was dredged in 2014, and the council met in the years after 2019."
    found = check_claim(claim, [reference])
    assert (found.verdict, found.reasons) == ("supported", ())


@pytest.mark.parametrize(
    ("claim", "score"),
    [
        ("The harbour of Port Elin was dredged in 2014.", 0.9503),
        ("Fishermen asked the council for deeper berths after the storm of 1998.", 0.8950),
        ("Fishermen asked", 0.6341),
        ("The work on the harbour of Visby took 17 years", 0.2789),
        ("Bread was dear in Visby and Kalmar and Lund and Umea.", 0.1192),
    ],
)
def test_a_score_stays_what_it_was_because_people_set_thresholds_by_it(claim: str, score: float):
    assert check_claim(claim, [REFERENCE]).score == pytest.approx(score, abs=5e-5)


def test_the_score_falls_with_the_length_of_a_reference_beyond_a_page():
    claim = "Fishermen asked the council for deeper berths after the storm of 1998."
    scores = [check_claim(claim, [f"{REFERENCE} {'So on. ' * extra}"]).score for extra in (0, 100, 300, 900)]
    assert scores[0] == scores[1] > scores[2] > scores[3]


def test_footnotes_and_markdown_are_no_part_of_a_claim():
    plain = check_claim("The work took three years.", [REFERENCE])
    assert check_claim("- **The work** took three years.[12]", [REFERENCE]) == plain
    assert plain.verdict == "supported"


SHORT = "Berg mended red nets, green boats, huge oars and blue sails in June 2014."
LONG = (
    f"{SHORT[:-1]} for crews who had sailed far and come home with salted cod, barrelled herring, torn flags and heavy"
    " debts after storms."
)


@pytest.mark.parametrize(
    ("claim", "reference", "verdict"),
    [
        ("Berg mended red nets, green boats, huge oars and blue sails in March 2014.", SHORT, "contradicted"),
        ("Berg mended red nets, green boats, big oars and grey ropes in March 2014.", SHORT, "contradicted"),
        ("Berg mended red nets, green boats, long masts and grey ropes in March 2014.", SHORT, "unsupported"),
        ("Berg mended red nets, boats and oars in March 2014.", SHORT, "unsupported"),
        ("Berg mended red nets, green boats and oars in March 2014.", SHORT, "contradicted"),
        ("Berg mended red nets, green boats, huge oars and grey ropes in March 2014.", LONG, "unsupported"),
        ("Berg mended red nets, green boats, long masts and grey ropes in March 2014.", LONG, "supported"),
    ],
)
def test_what_differs_contradicts_a_near_copy_and_decides_against_a_close_paraphrase(
    claim: str, reference: str, verdict: str
):
    assert check_claim(claim, [reference]).verdict == verdict


def test_whose_words_they_are_decides_against_a_claim_about_a_sentence_or_two_only():
    text = "According to Lind, the port was sold to Oslo."
    short, long = f"{text} {'So on. ' * 10} Yes.", f"{text} {'So on. ' * 11}"
    assert [len(reference.split()) for reference in (short, long)] == [30, 31]
    assert check_claim("The port was sold to Oslo.", [short]).verdict == "unsupported"
    assert check_claim("The port was sold to Oslo.", [long]).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "more", "score"),
    [
        ("Fishermen asked the council for deeper berths after the storm of 1998.", 112, 0.8942),
        ("Fishermen asked the council for deeper berths after the storm of 1998.", 113, 0.8926),
        ("Fishermen asked the council for deeper berths after the storm of 1998.", 150, 0.8270),
        ("The work took 17 years", 0, 0.5622),
        ("The work took 17 years and 86 ships", 0, 0.1163),
        ("The work took 17 years and 86 ships and 95 men", 0, 0.0720),
        ("The work took dozens of years", 0, 0.5075),
        ("The work took three years for the fifth time", 0, 0.7990),
        ("The work on the harbour of Visby took years", 0, 0.6038),
        ("The work on the harbour of Visby and Kalmar and Lund took years", 0, 0.3197),
        ("The work on the harbour of Visby and Kalmar and Lund and Umea took years", 0, 0.2806),
        ("The harbour of Port Elin was not dredged in 2014.", 0, 0.25),
        ("The harbour was not dredged in 2014 by the council, fishermen said.", 0, 0.495),
    ],
)
def test_numbers_names_and_length_count_as_they_did(claim: str, more: int, score: float):
    assert check_claim(claim, [f"{REFERENCE}{' So on.' * more}"]).score == pytest.approx(score, abs=5e-5)
