from __future__ import annotations

import pytest

from assistant.grounding.markers import escape_markers, split_markers


@pytest.mark.parametrize(
    ("sentence", "text", "ids"),
    [
        ("It rained. [e1]", "It rained.", ("e1",)),
        ("It rained [e1][e4].", "It rained.", ("e1", "e4")),
        ("It rained [e1, e4].", "It rained.", ("e1", "e4")),
        ("It rained [E2; e2].", "It rained.", ("e2",)),
        ("It rained [1] in [sic] May.", "It rained [1] in [sic] May.", ()),
        ("[e1] It [e2] rained.", "It rained.", ("e1", "e2")),
    ],
)
def test_markers_are_taken_out_and_named_once(sentence: str, text: str, ids: tuple[str, ...]):
    assert split_markers(sentence) == (text, ids)


@pytest.mark.parametrize("fake", ["[e3]", "[ e3 ]", "[E3, e4]", "[\u200be3]", "[e\u20603]", "[ｅ3]"])
def test_a_marker_in_a_document_is_no_marker_for_the_model(fake: str):
    shown = escape_markers(f"So it is {fake}.")
    assert split_markers(shown)[1] == ()
    assert "[" not in shown


def test_other_brackets_of_a_document_stay():
    assert escape_markers("He [Esperon] went [...] in [the east] 3.") == "He [Esperon] went [...] in [the east] 3."
