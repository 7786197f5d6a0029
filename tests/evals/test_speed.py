"""The measuring script's figures; what it measures is not asserted here."""

import json

import pytest

from evals.speed import COMMANDS
from evals.speeds.figures import median, table


def test_a_figure_is_the_median_with_its_range():
    figure = median("start", [30.0, 10.0, 20.0, 40.0], "ms")
    assert (figure.value, figure.lowest, figure.highest, figure.runs) == (25.0, 10.0, 40.0, 4)


@pytest.mark.parametrize(
    ("bounds", "holds"),
    [({}, True), ({"at_most": 20.0}, True), ({"at_most": 19.9}, False), ({"at_least": 20.1}, False)],
)
def test_a_figure_holds_within_its_bounds_and_says_so_in_both_forms(bounds: dict[str, float], holds: bool):
    figure = median("start", [20.0], "ms", **bounds)
    assert figure.holds is holds
    assert json.loads(json.dumps(figure.as_json()))["holds"] is holds
    assert ("MISSED" in table([figure])) is not holds


def test_every_command_is_a_module_that_measures():
    assert "start" in COMMANDS
