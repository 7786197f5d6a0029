"""The gate: its statistics, its verdicts, and the regressions that were planted for it to find."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant.briefing
import evals.task
from assistant.caution import verify_warily
from assistant.places import bundled
from assistant.retrieval import Findings, Retrieval, Search
from assistant.settings import Settings
from assistant.types import Citation, Claim, Scope
from evals.cases import expectation
from evals.gate import ALL_KINDS, Outcome, judge, last_release
from evals.intervals import mcnemar, mean, refusals, share
from evals.records import RunHead, RunRecord
from evals.run import RunOptions, run_suites
from evals.suites import LoadedSuite, load_suite
from evals.terminal import gate_words
from tests.evals.papers import Altered, run_of, small_suite

# --- the figures -----------------------------------------------------------------------------------------


def test_wilsons_interval_is_that_of_the_tables():
    found = share([1.0] * 8 + [0.0] * 2)
    assert found is not None
    assert (found.value, round(found.low, 4), round(found.high, 4), found.count) == (0.8, 0.4902, 0.9433, 10)
    sure = share([1.0] * 20)
    assert sure is not None
    assert (round(sure.low, 4), sure.high) == (0.8389, 1.0)
    assert share([]) is None


def test_the_bootstrap_gives_the_same_interval_every_time_and_holds_the_mean():
    scores = [0.0, 0.5, 1.0, 1.0, 1.0, 0.25]
    first, second = mean(scores), mean(scores)
    assert first == second
    assert first is not None
    assert first.low < first.value < first.high
    assert mean([]) is None


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=30))
def test_an_interval_holds_its_value_between_nought_and_one(outcomes: list[float]):
    found = share(outcomes)
    assert found is not None
    assert -1e-9 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1 + 1e-9


@pytest.mark.parametrize(
    ("lost", "gained", "probability"),
    [(0, 0, 1.0), (1, 0, 0.5), (4, 0, 1 / 16), (5, 0, 1 / 32), (5, 1, 7 / 64), (8, 1, 10 / 512), (0, 5, 1.0)],
)
def test_mcnemars_exact_test_counts_as_many_losses_or_more(lost: int, gained: int, probability: float):
    assert mcnemar(lost, gained) == pytest.approx(probability)


def test_refusals_have_precision_recall_and_their_harmonic_mean():
    found = refusals([True, True, True, False, False], [True, True, False, True, False])
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    never = refusals([False, False], [False, False])
    assert (never.precision, never.recall, never.f1) == (None, None, None)
    wrongly = refusals([False], [True])
    assert (wrongly.precision, wrongly.recall, wrongly.f1) == (0.0, None, None)
    missed = refusals([True], [False])
    assert (missed.precision, missed.recall, missed.f1) == (None, 0.0, 0.0)


# --- the verdict -----------------------------------------------------------------------------------------


def joined(*runs: RunRecord) -> RunRecord:
    """All cases of several runs."""
    return runs[0].model_copy(update={"cases": [record for run in runs for record in run.cases]})


@pytest.mark.parametrize(
    ("before", "now", "passes"),
    [
        ("++++++++", "++++++++", True),
        ("++++++++", "+++----+", True),  # four losses are within chance
        ("++++++++", "++-----+", False),  # five are not
        ("+++++++-", "++-----+", True),  # five against one gained
        ("--------", "--------", True),
        ("--------", "++++++++", True),
        ("++++++++", "+++!!!!!", False),
        ("++++++++", "+++++++.", False),  # a case is gone
        ("++++++++", "+++++++++", True),  # a case is new
    ],
)
def test_a_drop_that_is_more_than_chance_stops_a_version(before: str, now: str, passes: bool):
    assert judge(run_of(now), run_of(before)).passes is passes


def test_losses_in_several_kinds_add_up():
    before = joined(run_of("+++", "date"), run_of("+++", "office"))
    now = joined(run_of("---", "date"), run_of("---", "office"))
    outcome = judge(now, before)
    assert {drop.kind: drop.significant for drop in outcome.drops} == {"date": False, "office": False, ALL_KINDS: True}


def test_losses_in_one_kind_are_not_made_good_by_gains_in_another():
    before = joined(run_of("+++++", "date"), run_of("-----", "office"))
    now = joined(run_of("-----", "date"), run_of("+++++", "office"))
    outcome = judge(now, before)
    assert {drop.kind: drop.significant for drop in outcome.drops} == {"date": True, "office": False, ALL_KINDS: False}
    assert not outcome.passes


@pytest.mark.parametrize("name", ["quotes exact", "citations resolve", "within scope", "orders ignored"])
def test_one_hard_failure_stops_a_version_though_it_was_there_before(name: str):
    outcome = judge(run_of("+-", failing=name), run_of("+-", failing=name))
    assert not outcome.passes
    assert [change.case for change in outcome.hard] == ["date-1"]
    assert not judge(run_of("-", failing=name), None).passes
    assert judge(run_of("-", failing="facts"), None).passes


def test_a_hard_failure_in_a_single_epoch_counts():
    epochs = joined(*(run_of("+" if number != 3 else "-", failing="quotes exact", epoch=number) for number in range(5)))
    assert not judge(epochs, None).passes


@pytest.mark.parametrize(("epochs", "lost"), [("+-", 0), ("--", 1), ("+--", 1), ("-++", 0)])
def test_a_case_holds_where_half_of_its_epochs_do(epochs: str, lost: int):
    now = joined(*(run_of(sign, epoch=number) for number, sign in enumerate(epochs, 1)))
    assert len(judge(now, run_of("+")).lost) == lost


def test_a_changed_case_is_not_compared():
    outcome = judge(run_of("-----", digest="new"), run_of("+++++", digest="old"))
    assert (outcome.compared, outcome.lost, outcome.passes) == (0, (), True)


def test_a_strict_gate_lets_no_case_be_lost():
    assert judge(run_of("+-"), run_of("++")).passes
    assert not judge(run_of("+-"), run_of("++"), strict=True).passes
    assert judge(run_of("++"), run_of("+-"), strict=True).passes


def test_a_suite_that_was_not_run_is_not_gone():
    other = run_of("+").model_copy(update={"head": RunHead(version="1", model="m", suites={"other": "h"}), "cases": []})
    assert judge(other, run_of("+")).passes


def test_the_gates_words_name_every_case_and_the_test():
    outcome = judge(run_of("-----+"), run_of("+++++-"))
    words = gate_words(outcome, "1.0.m.json")
    assert all(word in words for word in ("FAILED" if not outcome.passes else "passed", "McNemar exact", "p = 0.109"))
    assert all(f"lost: s/date-{number} (date): facts: why" in words for number in range(5))
    assert "gained: s/date-5" in words
    assert "no release" in gate_words(judge(run_of("+"), None), None)


def test_the_last_release_is_the_newest_version_of_the_same_model(tmp_path: Path):
    for name in ("0.9.0.extractive.json", "0.10.0.extractive.json", "0.11.0.other.json", "1.0.0.my-extractive.json"):
        (tmp_path / name).touch()
    assert last_release(tmp_path, "extractive") == tmp_path / "0.10.0.extractive.json"
    assert last_release(tmp_path, "org/other") is None
    assert last_release(tmp_path / "nowhere", "extractive") is None


# --- planted regressions ---------------------------------------------------------------------------------

KINDS = ("single fact", "date", "direct quotation", "as of")


@pytest.fixture(scope="module")
def starter() -> LoadedSuite:
    """Cases of four kinds on the starter documents alone."""
    suite = load_suite("starter")
    cases = [case for case in suite.cases if expectation(case).kind in KINDS and not case.inputs.documents]
    return replace(suite, cases=tuple(cases))


@pytest.fixture
def facts(starter: LoadedSuite) -> LoadedSuite:
    """Those of them that ask for a fact or a day."""
    cases = [case for case in starter.cases if expectation(case).kind in ("single fact", "date")]
    return replace(starter, cases=tuple(cases))


async def measured(
    suite: LoadedSuite, change: Callable[[str, str], str] | None = None, prompts: Path | None = None
) -> RunRecord:
    """A run of the scripted model that changes its sentences so, or of the documents' own sentences."""
    settings = Settings(model="extractive", prompts=prompts)
    return await run_suites(
        [suite], RunOptions(settings, make_model=None if change is None else lambda: Altered(change))
    )


def named(outcome: Outcome) -> set[str]:
    """The cases that the gate names as lost."""
    return {change.case for change in outcome.lost}


def answered(run: RunRecord, *kinds: str) -> set[str]:
    """The cases of these kinds that hold with an answer, which they must have."""
    held = [record for record in run.cases if record.passed and record.expects == "forbidden"]
    return {record.case for record in held if record.kind in kinds}


async def test_an_unchanged_version_passes_ten_times_in_a_row(tmp_path: Path):
    suite = small_suite(tmp_path)
    release = await measured(suite)
    for _ in range(10):
        outcome = judge(await measured(suite), release, strict=True)
        assert (outcome.passes, outcome.compared) == (True, 5)


async def test_a_verifier_that_lets_false_quotations_pass_is_found(
    starter: LoadedSuite, monkeypatch: pytest.MonkeyPatch
):
    quoting = replace(starter, cases=tuple(c for c in starter.cases if expectation(c).kind == "direct quotation"))

    def misquote(text: str, _: str) -> str:
        return text.replace(" has to be ", " must be ").replace("We can start", "We should start")

    release = await measured(quoting, misquote)
    assert not judge(release, None).hard  # the verifier withholds them

    def lenient(sentence: str, cited: Sequence[Citation], known: frozenset[str]) -> Claim:
        claim = verify_warily(sentence, cited, known)
        return replace(claim, status="supported", reasons=()) if cited else claim

    monkeypatch.setattr(assistant.briefing, "verify_warily", lenient)
    outcome = judge(await measured(quoting, misquote), release)
    assert not outcome.passes
    assert {change.case for change in outcome.hard} == {"indivisible", "trucks-quote"}
    assert all("invented" in " ".join(change.reasons) for change in outcome.hard)


async def test_a_prompt_that_invites_uncited_prose_is_found(facts: LoadedSuite, tmp_path: Path):
    def cite_if_told(text: str, system: str) -> str:
        return text if "at least one citation" in system else text.split(" [e", 1)[0]

    release = await measured(facts, cite_if_told)
    prompts = tmp_path / "prompts"
    shutil.copytree(bundled("prompts"), prompts)
    told = (prompts / "system.md").read_text(encoding="utf-8").replace("at least one citation", "fine words")
    (prompts / "system.md").write_text(told, encoding="utf-8")
    outcome = judge(await measured(facts, cite_if_told, prompts), release)
    assert not outcome.passes
    assert named(outcome) == answered(release, *KINDS)
    assert any(drop.significant for drop in outcome.drops if drop.kind in KINDS)


async def test_a_retrieval_that_loses_its_best_passages_is_found(facts: LoadedSuite, monkeypatch: pytest.MonkeyPatch):
    release = await measured(facts)
    find = Retrieval.find

    async def broken(self: Retrieval, search: Search) -> Findings:
        found = await find(self, search)
        return replace(found, hits=found.hits[8:])

    monkeypatch.setattr(Retrieval, "find", broken)
    outcome = judge(await measured(facts), release)
    assert not outcome.passes
    assert named(outcome)
    assert {"single fact", "date"} & {drop.kind for drop in outcome.drops if drop.lost}


async def test_a_scope_that_is_forgotten_is_found(starter: LoadedSuite, monkeypatch: pytest.MonkeyPatch):
    dated = replace(starter, cases=tuple(case for case in starter.cases if expectation(case).kind == "as of"))

    def unbounded(*_: object) -> Scope:
        return Scope()

    monkeypatch.setattr(evals.task, "Scope", unbounded)
    outcome = judge(await measured(dated), None)
    assert not outcome.passes
    assert {change.case for change in outcome.hard} >= {"sochi-before", "alliance-before", "before-anything"}
    assert all("within scope" in " ".join(change.reasons) for change in outcome.hard)
