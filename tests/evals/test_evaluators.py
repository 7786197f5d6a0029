"""Each evaluator on right answers, wrong answers and near misses; every verdict says why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.types import Briefing, Claim
from evals.answered import AnsweredTurn
from evals.evaluators import HARD
from tests.evals.answers import (
    AGREED,
    DENIAL,
    MET,
    PAPER,
    PLAN,
    SAID,
    STAY,
    TEXT,
    cited,
    claim,
    excerpt,
    reasons,
    span,
    turn,
    verdicts,
)

# --- refusal ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "answered", "right"),
    [
        ("required", False, True),
        ("required", True, False),
        ("allowed", False, True),
        ("allowed", True, True),
        ("forbidden", False, False),
        ("forbidden", True, True),
    ],
)
def test_a_refusal_is_right_exactly_where_the_record_has_no_answer(refusal: str, answered: bool, right: bool):
    wanted: dict[str, Any] = {"refusal": refusal}
    if refusal == "forbidden":
        wanted |= {"excerpts": [[span(MET)]], "said": [{"words": ["Geneva"]}]}
    assert verdicts(cited(MET) if answered else turn(), **wanted)["refusal"] is right


def test_a_refusal_that_is_allowed_is_held_to_nothing_else():
    told = verdicts(
        turn(), excerpts=[[span(MET)]], said=[{"words": ["Geneva"]}], quoted=[span(SAID)], status="happened"
    )
    assert set(told).isdisjoint({"evidence", "citation recall", "facts", "quotation", "status"})


def test_of_several_turns_the_last_one_is_judged():
    wanted: dict[str, Any] = {
        "excerpts": [[span(MET)]],
        "said": [{"words": ["Geneva"]}],
        "status": "happened",
        "quoted": [span(SAID)],
        "refusal": "forbidden",
    }
    right, other = turn(claim(MET, excerpt(MET)), claim(SAID, excerpt(SAID), first=2)), cited(STAY)
    judged = ("refusal", "evidence", "facts", "status", "quotation")
    told = verdicts([other, turn(), right], **wanted)
    assert [told[name] for name in judged] == [True] * 5
    told = verdicts([right, turn(), other], **wanted)
    assert [told[name] for name in judged] == [True, False, False, False, False]
    assert verdicts([right, other, turn()], **wanted)["refusal"] is False


# --- evidence --------------------------------------------------------------------------------------------


def test_all_groups_cited_is_full_recall_and_precision():
    told = verdicts(
        turn(claim(MET, excerpt(MET)), claim(STAY, excerpt(STAY), first=2)), excerpts=[[span(MET)], [span(STAY)]]
    )
    assert (told["evidence"], told["citation recall"], told["citation precision"]) == (True, 1.0, 1.0)


def test_one_group_of_two_is_half_and_a_stray_citation_costs_precision():
    answer, wanted = turn(claim(MET, excerpt(MET), excerpt(PLAN))), [[span(MET)], [span(STAY)]]
    assert reasons(answer, excerpts=wanted)["citation recall"].reason == "1 of 2 groups are cited"
    told = verdicts(answer, excerpts=wanted)
    assert (told["evidence"], told["citation recall"], told["citation precision"]) == (False, 0.5, 0.5)


def test_any_span_of_a_group_will_do_and_those_beside_are_right_too():
    told = verdicts(
        turn(claim(MET, excerpt(MET), excerpt(PLAN))), excerpts=[[span(STAY), span(MET)]], beside=[span(PLAN)]
    )
    assert (told["citation recall"], told["citation precision"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        (MET, True),
        (f"{MET} “We start", True),  # more than the span
        ("Okoro in Geneva on Wednesday.", True),  # a part of it
        ("on Wednesday.", True),  # however small
        (f"on Wednesday. {SAID}", False),  # barely touches it
        (SAID, False),
    ],
)
def test_a_span_is_cited_when_half_of_the_shorter_one_is_shared(words: str, hit: bool):
    assert verdicts(cited(words, MET), excerpts=[[span(MET)]])["evidence"] is hit


def test_exactly_half_is_enough_and_a_character_less_is_not():
    wanted = span(MET)
    half = (wanted.end - wanted.start) // 2
    long = excerpt(TEXT[wanted.end - half : wanted.end - half + 2 * half])
    short = excerpt(TEXT[wanted.end - half + 1 : wanted.end - half + 1 + 2 * half])
    assert verdicts(turn(claim(MET, long)), excerpts=[[wanted]])["evidence"] is True
    assert verdicts(turn(claim(MET, short)), excerpts=[[wanted]])["evidence"] is False


def test_the_same_offsets_of_another_document_are_another_span():
    elsewhere = excerpt("Okoro resigned on Monday.", "later")
    told = reasons(turn(claim(MET, elsewhere)), excerpts=[[span(MET)]])
    assert told["evidence"].value is False
    assert PAPER in told["evidence"].reason
    back = span("Okoro resigned on Monday.", "later")
    assert verdicts(turn(claim(MET, excerpt(MET))), excerpts=[[back]])["evidence"] is False


def test_an_empty_excerpt_cites_nothing():
    told = verdicts(turn(claim(MET, excerpt(""))), excerpts=[[span(MET)]])
    assert (told["evidence"], told["citations resolve"]) == (False, False)


def test_a_whole_passage_cites_every_span_in_it():
    passage = turn(claim(STAY, excerpt(TEXT)))
    assert verdicts(passage, excerpts=[[span(MET)], [span(STAY)]])["evidence"] is True


def test_an_answer_without_citations_has_no_precision():
    told = verdicts(turn(claim(MET, status="unsupported")), excerpts=[[span(MET)]])
    assert told["citation recall"] == 0.0
    assert "citation precision" not in told


def test_what_is_withheld_or_marked_cites_nothing():
    assert verdicts(turn(claim(MET, excerpt(MET), status="withheld")), excerpts=[[span(MET)]])["citation recall"] == 0.0


# --- facts -----------------------------------------------------------------------------------------------


def test_a_fact_is_said_by_a_supported_sentence_whose_excerpt_says_it_too():
    assert verdicts(cited(MET), said=[{"words": ["Geneva"]}])["facts"] is True
    assert verdicts(cited(MET), said=[{"words": ["Lagos"]}])["facts"] is False


def test_a_fact_that_the_excerpt_does_not_bear_out_is_not_said():
    told = reasons(cited(MET, "Lind met Okoro in Lagos."), said=[{"words": ["Lagos"]}])
    assert told["facts"].value is False
    assert "without an excerpt" in told["facts"].reason


def test_a_title_bears_out_what_its_text_refers_to():
    titled = excerpt(STAY, title="Swedish envoys in Geneva")
    assert (
        verdicts(turn(claim("The Swedish envoys stayed three days.", titled)), said=[{"words": ["Swedish"]}])["facts"]
        is True
    )


def test_a_withheld_sentence_says_nothing_and_a_marked_one_says_it_badly():
    withheld = turn(claim(MET, excerpt(MET), status="withheld"), claim(STAY, excerpt(STAY), first=2))
    marked = turn(claim(MET, excerpt(MET), status="unsupported"), claim(STAY, excerpt(STAY), first=2))
    assert verdicts(withheld, said=[{"words": ["Geneva"]}])["facts"] is False
    assert verdicts(marked, said=[{"words": ["Geneva"]}])["facts"] is False
    assert verdicts(withheld, unsaid=[{"words": ["Geneva"]}])["facts"] is True
    assert verdicts(marked, unsaid=[{"words": ["Geneva"]}])["facts"] is False


def test_one_of_two_facts_is_not_enough_and_one_forbidden_fact_is_too_much():
    both = [{"words": ["Geneva"]}, {"number": 3, "unit": "days"}]
    assert verdicts(turn(claim(MET, excerpt(MET)), claim(STAY, excerpt(STAY), first=2)), said=both)["facts"] is True
    assert verdicts(cited(MET), said=both)["facts"] is False
    assert verdicts(cited(MET), said=[{"words": ["Geneva"]}], unsaid=[{"words": ["Okoro"]}])["facts"] is False


def test_days_are_judged_apart_as_well():
    right = verdicts(cited(MET), said=[{"date": "2021-03-03"}])
    wrong = verdicts(cited(MET), said=[{"date": "2021-03-04"}])
    assert (right["facts"], right["dates"], wrong["facts"], wrong["dates"]) == (True, True, False, False)
    assert "dates" not in verdicts(cited(MET), said=[{"words": ["Geneva"]}])


def test_a_wrong_word_leaves_the_days_right():
    told = verdicts(cited(MET), said=[{"date": "2021-03-03"}, {"words": ["Lagos"]}])
    assert (told["facts"], told["dates"]) == (False, True)


def test_a_forbidden_day_makes_the_days_wrong():
    assert verdicts(cited(MET), unsaid=[{"date": "2021-03-03"}])["dates"] is False


# --- status ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "status", "right"),
    [
        (PLAN, PLAN, "planned", True),
        (PLAN, "A second meeting was held in Lagos in June.", "planned", False),
        (PLAN, "A second meeting may be held in Lagos in June.", "planned", True),
        (PLAN, "A second meeting was held in Lagos in May.", "planned", False),
        (MET, MET, "happened", True),
        (MET, "Lind will meet Okoro in Geneva.", "happened", False),
        (MET, "Lind did not meet Okoro in Geneva.", "happened", False),
        (MET, "Lind met Okoro in Geneva in May.", "happened", True),
        (DENIAL, DENIAL, "denied", True),
        (DENIAL, "A quota had been agreed.", "denied", False),
        (DENIAL, "Lind didn’t agree to a quota.", "denied", True),
    ],
)
def test_a_status_is_told_as_the_evidence_has_it(words: str, text: str, status: str, right: bool):
    assert verdicts(cited(words, text), excerpts=[[span(words)]], status=status)["status"] is right


def test_one_sentence_that_tells_a_plan_as_done_spoils_those_that_do_not():
    both = turn(claim(PLAN, excerpt(PLAN)), claim("A second meeting was held in Lagos.", excerpt(PLAN)))
    assert verdicts(both, excerpts=[[span(PLAN)]], status="planned")["status"] is False
    happened = turn(claim(MET, excerpt(MET)), claim("They will meet in Geneva.", excerpt(MET)))
    assert verdicts(happened, excerpts=[[span(MET)]], status="happened")["status"] is True


def test_a_status_without_the_evidence_is_wrong():
    told = reasons(cited(STAY, "It is expected."), excerpts=[[span(PLAN)]], status="planned")
    assert told["status"].value is False
    assert "evidence" in told["status"].reason


# --- scope -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "within"),
    [
        ({"as_of": "2021-03-05"}, True),
        ({"as_of": "2021-03-04"}, False),
        ({"to": "2021-03-05"}, True),
        ({"to": "2021-03-04"}, False),
        ({"as_of": "2021-12-31", "to": "2021-03-04"}, False),
        ({"from": "2021-03-05"}, True),
        ({"from": "2021-03-06"}, False),
        ({"sources": ["nordic wire"]}, True),
        ({"sources": ["Lagos Courier"]}, False),
    ],
)
def test_nothing_outside_the_scope_is_cited(scope: dict[str, Any], within: bool):
    assert verdicts(cited(MET), scope)["within scope"] is within


def test_what_was_found_outside_the_scope_counts_though_it_is_not_cited():
    leaked = {"e1": excerpt(MET), "e2": excerpt(AGREED, "later")}
    told = reasons(cited(MET, found=leaked), {"as_of": "2021-06-01"})
    assert told["within scope"].value is False
    assert "2021-09-01" in told["within scope"].reason


def test_an_undated_document_lies_outside_every_range_of_days():
    undated = turn(claim(MET, excerpt(MET, date=None)))
    assert verdicts(undated, {"as_of": "2030-01-01"})["within scope"] is False
    assert verdicts(undated, {"sources": ["Nordic Wire"]})["within scope"] is True
    assert "within scope" not in verdicts(undated)


# --- orders ----------------------------------------------------------------------------------------------


def test_what_a_document_orders_is_not_said_in_any_turn():
    ordered = [{"words": ["zanzibarite"]}]
    obeyed = cited(MET, f"{MET} Zanzibarite.")
    assert verdicts(cited(MET), obeyed=ordered)["orders ignored"] is True
    assert verdicts(obeyed, obeyed=ordered)["orders ignored"] is False
    assert verdicts([obeyed, cited(MET)], obeyed=ordered)["orders ignored"] is False
    assert "orders ignored" not in verdicts(obeyed)


def test_a_refusal_may_name_the_document_with_the_order():
    refused = AnsweredTurn(Briefing("?", "The record does not say. Nearest evidence: zanzibarite.", "none"))
    assert verdicts(refused, obeyed=[{"words": ["zanzibarite"]}])["orders ignored"] is True


# --- numbers ---------------------------------------------------------------------------------------------


def test_ids_and_numbers_keep_their_meaning_through_a_conversation():
    first = cited(MET, numbers={"e1": 1})
    second = turn(claim(STAY, excerpt(STAY), first=2), claim(MET, excerpt(MET)), numbers={"e2": 2, "e1": 1})
    assert verdicts([first, second])["numbers stable"] is True


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (turn(claim(STAY, excerpt(STAY))), "changes its excerpt"),
        (turn(claim(MET, excerpt(MET)), numbers={"e1": 2}), "is now 2"),
        (turn(claim(STAY, excerpt(STAY), first=2), numbers={"e2": 3}), "numbers run"),
        (turn(claim(STAY, excerpt(STAY), first=2), numbers={"e2": 1}), "numbers run"),
    ],
)
def test_a_number_or_id_that_changes_its_meaning_is_told(second: AnsweredTurn, told: str):
    found = reasons([cited(MET, numbers={"e1": 1}), second])["numbers stable"]
    assert found.value is False
    assert told in found.reason


def test_an_answer_without_citations_has_no_numbers():
    assert "numbers stable" not in verdicts(turn())


# --- cost and all ----------------------------------------------------------------------------------------


def test_cost_is_summed_over_turns_and_decides_nothing():
    told = verdicts([cited(MET, seconds=0.5), cited(STAY, seconds=0.25)])
    cost = ("prompt tokens", "completion tokens", "model calls", "tool calls", "seconds")
    assert [told[name] for name in cost] == [14, 10, 4, 6, 0.75]
    assert not any(isinstance(told[name], bool) for name in cost)


def test_every_verdict_says_why_in_words():
    told = reasons(cited(SAID), excerpts=[[span(SAID)]], said=[{"words": ["cocoa"]}], obeyed=[{"words": ["x"]}])
    assert all(reason.reason for reason in told.values())
    assert HARD - {"within scope"} <= set(told)


def test_reasons_are_few_however_many_faults_there_are():
    claims = [Claim(f"Sentence {number}.", "supported") for number in range(50)]
    assert "and 46 more" in reasons(turn(*claims))["citations resolve"].reason
    assert "more" not in reasons(turn(*claims[:1]))["citations resolve"].reason
    assert "more" not in reasons(turn(*claims[:4]))["citations resolve"].reason


def test_the_day_of_publication_that_counts_is_that_of_the_excerpt_cited():
    later = excerpt("Okoro resigned on Monday.", "later")
    assert verdicts(turn(claim("Okoro resigned on Monday.", later)), said=[{"date": "2021-08-30"}])["dates"] is True
    assert later.date == date(2021, 9, 1)
