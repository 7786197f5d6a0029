from __future__ import annotations

import pytest

from assistant.grounding.structure import is_structure


@pytest.mark.parametrize(
    "line", ["Here is what the record says:", "## Timeline", "**Key points**", "# What the documents show"]
)
def test_a_line_that_only_arranges_the_answer_needs_no_citation(line: str):
    assert is_structure(line)


@pytest.mark.parametrize(
    "line",
    [
        "Here is what Russia agreed:",
        "## Russia attacks",
        "The record says so.",
        "In 2017:",
        "**War broke out**",
        "The record says: “war”:",
        "The following was not said about the alliance:",
        "A summary [e1]:",
    ],
)
def test_a_line_that_states_anything_needs_one(line: str):
    assert not is_structure(line)


def test_a_line_of_more_than_eighty_characters_states_something():
    line = f"# {'key ' * 19}fa"
    assert is_structure(line.replace("fa", "to"))
    assert len(line) == 80
    assert not is_structure(line.replace("fa", "all"))
