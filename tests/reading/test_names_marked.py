import pytest

from assistant.types import EntityType
from evals.reading.names import evaluate, load, unmark


@pytest.mark.parametrize(
    ("kind", "least"), [("person", 0.9), ("place", 0.9), ("organisation", 0.65), ("agreement", 0.65)]
)
def test_the_marked_texts_are_read_as_well_as_promised(kind: EntityType, least: float):
    assert evaluate(load())[kind].f1 >= least


def test_there_are_at_least_forty_texts_and_six_hundred_marked_names():
    texts = load()
    assert len(texts) >= 40
    assert sum(len(text.names) for text in texts) >= 600


def test_marks_are_taken_out_and_their_places_kept():
    marked = unmark("x", "In [[l:Oslo]] [[p:Ann Lee]] spoke.")
    assert marked.text == "In Oslo Ann Lee spoke."
    assert [(span.of(marked.text), kind) for span, kind in marked.names] == [("Oslo", "place"), ("Ann Lee", "person")]
