import importlib.util
import sys
from pathlib import Path

import pytest

_PATH = Path(__file__).parents[2] / "evals" / "reading" / "names.py"


@pytest.fixture(scope="module")
def evaluation():
    spec = importlib.util.spec_from_file_location("evals_reading_names", _PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "least"), [("person", 0.9), ("place", 0.9), ("organisation", 0.65), ("agreement", 0.65)])
def test_the_marked_texts_are_read_as_well_as_promised(evaluation, kind: str, least: float):
    assert evaluation.evaluate(evaluation.load())[kind].f1 >= least


def test_there_are_at_least_forty_texts_and_six_hundred_marked_names(evaluation):
    texts = evaluation.load()
    assert len(texts) >= 40
    assert sum(len(text.names) for text in texts) >= 600


def test_marks_are_taken_out_and_their_places_kept(evaluation):
    marked = evaluation.unmark("x", "In [[l:Oslo]] [[p:Ann Lee]] spoke.")
    assert marked.text == "In Oslo Ann Lee spoke."
    assert [(span.of(marked.text), kind) for span, kind in marked.names] == [("Oslo", "place"), ("Ann Lee", "person")]
