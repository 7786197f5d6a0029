"""Ids and numbers of excerpts never change their meaning."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ledger import Ledger
from assistant.types import Excerpt

EXCERPTS = [Excerpt("d", start, start + 1, "x", "0" * 64) for start in range(8)]


def test_an_id_that_no_tool_gave_is_nothing() -> None:
    ledger = Ledger()
    ledger.enter(EXCERPTS[:1])
    assert ledger.get("e2") is None
    assert ledger.get("E1") is None


def test_numbers_follow_first_citation() -> None:
    ledger = Ledger()
    ledger.enter(EXCERPTS[:3])
    assert [ledger.number(name) for name in ("e3", "e1", "e3", "e2")] == [1, 2, 1, 3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(EXCERPTS), max_size=6), max_size=8))
def test_an_excerpt_keeps_its_id_however_often_it_comes(batches: list[list[Excerpt]]) -> None:
    ledger, meaning = Ledger(), dict[str, Excerpt]()
    for batch in batches:
        for citation, excerpt in zip(ledger.enter(batch), batch, strict=True):
            assert citation.excerpt == excerpt
            assert meaning.setdefault(citation.id, excerpt) == excerpt
    assert ledger.ids == meaning.keys()
    assert len(set(meaning.values())) == len(meaning)
    for name, excerpt in meaning.items():
        found = ledger.get(name)
        assert found is not None
        assert found.excerpt == excerpt
