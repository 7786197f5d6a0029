from __future__ import annotations

from datetime import date

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt

TEXT = "Ana Cruz said on Friday that two ships would sail. “We will not wait,” she said."


def excerpt(text: str, published: date | None = date(2021, 3, 6), title: str | None = None) -> Excerpt:
    return Excerpt("d", 0, len(text), text, "0" * 64, title, "Daily", published)


def kinds(sentence: str, text: str = TEXT, known: tuple[str, ...] = ("e1",)) -> set[str]:
    claim = verify(sentence, [Citation("e1", excerpt(text))], known)
    assert (claim.status == "supported") == (not claim.reasons)
    return {reason.kind for reason in claim.reasons}


def test_a_sentence_of_the_excerpt_is_supported():
    assert kinds("Ana Cruz said on Friday that two ships would sail. [e1]") == set()


def test_a_sentence_that_cites_nothing_is_not_supported():
    assert [reason.kind for reason in verify("Two ships sailed.", [], ["e1"]).reasons] == ["citation"]


def test_a_forged_id_is_a_reason_even_beside_a_true_one():
    assert kinds("Ana Cruz said on Friday that two ships would sail. [e1][e9]") == {"citation"}


def test_an_invented_quotation_with_a_true_id_is_refused_with_the_true_wording():
    claim = verify("Cruz said: “We will now wait,” [e1]", [Citation("e1", excerpt(TEXT))], ["e1"])
    assert claim.status == "unsupported"
    assert any(reason.kind == "quote" and "We will not wait" in reason.detail for reason in claim.reasons)


def test_a_number_that_is_not_there_is_refused():
    assert "number" in kinds("Ana Cruz said on Friday that three ships would sail. [e1]")


def test_digits_and_words_are_the_same_number():
    assert kinds("Ana Cruz said on Friday that 2 ships would sail. [e1]") == set()
