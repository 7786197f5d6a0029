"""Quotations and citations judged: right ones, forged ones and near misses."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.evals.answers import MET, SAID, STAY, cited, claim, excerpt, reasons, span, turn, verdicts

# --- quotations ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (SAID, True),
        ('"We start with cocoa and timber, not oil," Okoro said.', True),
        ("Okoro said they would “start with cocoa and timber”.", True),
        ("“we start with cocoa and timber, not oil”", True),  # the first letter is the editor's
        ("“We start with cocoa … not oil”", True),
        ("“we start with cocoa … not oil”", True),
        ("cocoa and timber,” he said of “cocoa”.", True),
        ("He said “…”.", True),
        ("“We start with cocoa [...] not oil”", True),
        ("“We start with [cocoa] and timber”", True),
        ("We start with cocoa and timber, not oil,” Okoro said.", True),  # begins inside the quotation
        ("We start with cocoa and timber, not oil,” the minister explained.", True),
        ("We stop with cocoa and timber, not oil,” the minister explained.", False),
        ("Okoro said: “We start with cocoa and timber, not oil,", True),  # and goes on behind the sentence
        ("“We start with cocoa and timber, oil,” Okoro said.", False),
        ("“We start with timber and cocoa, not oil,” Okoro said.", False),
        ("“We started with cocoa and timber, not oil,” Okoro said.", False),
        ("“not oil … cocoa”", False),  # turned round
        ("“start with coco”", False),  # half a word
        ("Okoro spoke of “free trade” and “cocoa and timber”.", False),
        ("Okoro spoke of “cocoa and timber” and “free trade”.", False),
        ("Okoro spoke of “cocoa”, of “timber” and of “oil”.", True),
        ("Okoro spoke of “cocoa”, of “timber” and of “gold”.", False),
        ("Okoro said the talks were “good.", False),
        ("We start with cocoa,” said Okoro of “gold and tin” and of “timber.", False),
        ("cocoa,” said Okoro of “gold” and of “timber", False),
        ("Okoro said “We start with COCOA and timber”.", False),
    ],
)
def test_words_between_marks_are_letter_for_letter_in_the_excerpt_cited(text: str, exact: bool):
    assert verdicts(cited(SAID, text))["quotes exact"] is exact


def test_a_quotation_from_an_excerpt_that_the_sentence_does_not_cite_is_invented():
    told = reasons(turn(claim(SAID, excerpt(MET)), claim(MET, excerpt(SAID), first=2)))
    assert told["quotes exact"].value is False
    assert "We start with" in told["quotes exact"].reason


def test_a_quotation_may_stand_in_any_one_of_the_excerpts_cited_but_not_across_two():
    assert verdicts(turn(claim(SAID, excerpt(MET), excerpt(SAID))))["quotes exact"] is True
    across = claim("He spoke of “Wednesday … cocoa”.", excerpt(MET), excerpt(SAID))
    assert verdicts(turn(across))["quotes exact"] is False


def test_an_invented_quotation_of_an_earlier_turn_counts_and_a_withheld_one_does_not():
    invented = claim("“Never,” Okoro said.", excerpt(SAID))
    assert verdicts([turn(invented), cited(MET)])["quotes exact"] is False
    withheld = claim("“Never,” Okoro said.", excerpt(SAID), status="withheld")
    assert "quotes exact" not in verdicts(turn(withheld, claim(MET, excerpt(MET), first=2)))


def test_an_answer_that_quotes_nothing_is_not_judged_on_quotations():
    assert "quotes exact" not in verdicts(cited(MET))


def test_the_quotation_asked_for_is_given_letter_for_letter():
    wanted = [span("We start with cocoa and timber, not oil")]
    assert verdicts(cited(SAID), quoted=wanted)["quotation"] is True
    assert verdicts(cited(SAID, "“We start with cocoa and timber,” Okoro said."), quoted=wanted)["quotation"] is False
    assert verdicts(cited(MET), quoted=wanted)["quotation"] is False
    assert verdicts(turn(claim(SAID, excerpt(SAID), status="unsupported")), quoted=wanted)["quotation"] is False


# --- citations resolve -----------------------------------------------------------------------------------


def test_a_citation_is_what_a_tool_returned_and_what_the_document_has():
    assert verdicts(cited(MET))["citations resolve"] is True
    assert verdicts(turn(claim(MET, excerpt(MET)), found={"e1": excerpt(MET)}))["citations resolve"] is True


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": "Lind met Okoro in Lagos on Wednesday."}, "not what stands in"),
        ({"start": 1}, "not what stands in"),
        ({"end": 3}, "not what stands in"),
        ({"sha256": hashlib.sha256(b"other").hexdigest()}, "hash"),
        ({"sha256": 64 * "0"}, "hash"),
        ({"sha256": 64 * "f"}, "hash"),
        ({"text": "", "start": 5, "end": 5}, "not what stands in"),
    ],
)
def test_a_citation_that_is_not_the_documents_own_is_forged(changes: dict[str, Any], told: str):
    forged = reasons(turn(claim(MET, excerpt(MET, **changes))))
    assert forged["citations resolve"].value is False
    assert told in forged["citations resolve"].reason


def test_a_citation_of_no_document_or_of_no_tools_result_is_forged():
    there = excerpt(MET)
    nowhere = type(there)("nowhere", 0, 4, "Lind", there.sha256)
    assert verdicts(turn(claim(MET, nowhere)))["citations resolve"] is False
    assert verdicts(turn(claim(MET, there), found={}))["citations resolve"] is False
    assert verdicts(turn(claim(MET, there), found={"e1": excerpt(STAY)}))["citations resolve"] is False


def test_a_sentence_without_a_citation_and_a_marker_without_a_meaning_are_forged():
    assert verdicts(turn(claim(MET)))["citations resolve"] is False
    assert verdicts(cited(MET, answer=f"{MET} [e1][e7]"))["citations resolve"] is False
    assert verdicts([turn(claim(MET)), cited(STAY)])["citations resolve"] is False


def test_a_marked_sentence_may_lack_a_citation():
    marked = turn(claim(MET, status="unsupported"), claim(STAY, excerpt(STAY)))
    assert verdicts(marked)["citations resolve"] is True
