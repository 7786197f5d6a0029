"""What is mutated, and by which fast tests a mutant must be caught."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """Source files by patterns, tests in the order in which they are run, and what of ours no mutant reaches.

    Each of `tests` is run once, and only if those before it passed: what kills most comes first.

    A test that takes as long as all the others together is passed over.

    Modules of `below` are imported once for all mutants: they must import nothing that is mutated.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]
    below: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


TARGETS = {
    "verifier": Target(
        ("assistant/grounding/**/*.py",),
        ("tests/grounding/test_near_misses.py", "tests/grounding/test_*.py"),
        ("assistant.types", "assistant.errors", "assistant.settings", "assistant.reading"),
        ("test_hostile_drafts.py::test_nothing_false_in_ten_thousand_drafts_is_supported",),
    ),
    "evaluators": Target(
        ("evals/evaluators/*.py", "evals/facts.py", "evals/answered.py"),
        (
            "tests/evals/test_evaluators.py",
            "tests/evals/test_evaluators_quoting.py",
            "tests/evals/test_fact_matching.py",
        ),
        ("assistant",),
    ),
}
