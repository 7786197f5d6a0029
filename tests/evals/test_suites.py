"""The suites: enough cases of every kind, spans that stand where they say, and no text of the reports."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from assistant.errors import UsageError
from evals.cases import Kind, SpanRef, SuiteFile, case_hash, expectation
from evals.command import RELEASES, RESULTS
from evals.gate import judge, last_release
from evals.records import read_run
from evals.suites import (
    OWN,
    SCHEMA,
    added,
    corpus_hash,
    documents_of,
    load_suite,
    make_store,
    parse_suite,
    schema,
    stored_texts,
    unresolved,
)
from evals.summary import rows

FOLDER = SCHEMA.parent
REPORTS = documents_of("reports")
AT_HAND = [
    "starter",
    pytest.param(
        "reports", marks=pytest.mark.skipif(not REPORTS, reason="the two reports are not beside this checkout")
    ),
]
LONGEST_SHARED_RUN = 9  # words; titles and names of bodies run to nine


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_suite_has_sixty_cases_and_more_over_every_kind(name: str):
    kinds = [expectation(case).kind for case in load_suite(name).cases]
    assert len(kinds) >= 60
    assert {kind: kinds.count(kind) for kind in get_args(Kind) if kinds.count(kind) < 5} == {}


def test_the_schema_is_the_one_that_suites_are_read_by():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_suite_keeps_to_the_schema(name: str):
    data: Any = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(data, default=str)), schema())


@pytest.mark.parametrize("name", AT_HAND)
async def test_every_span_stands_where_its_case_says(name: str, tmp_path: Path):
    suite = load_suite(name)
    assert suite.documents
    for number, extra in enumerate(suite.sets):
        store = await make_store([*suite.documents, *added(extra)], tmp_path / str(number))
        texts = await stored_texts(store)
        await store.close()
        cases = [case for case in suite.cases if case.inputs.documents == extra]
        assert {case.name: found for case in cases if (found := unresolved(case, texts))} == {}


@pytest.mark.skipif(not REPORTS, reason="the two reports are not beside this checkout")
def test_no_text_of_the_reports_is_in_their_suite():
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        length = LONGEST_SHARED_RUN + 1
        return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}

    own = runs((FOLDER / "reports.yaml").read_text(encoding="utf-8"))
    assert not own & set().union(*(runs(path.read_text(encoding="utf-8")) for path in REPORTS))


def test_a_changed_character_moves_or_breaks_a_span():
    span = SpanRef.of("paper", "Lind met Okoro.", 5, 8)
    assert span.stands_in("Lind met Okoro.")
    assert not span.stands_in("Lind  met Okoro.")
    assert not span.stands_in("Lind had met Okoro.")


def test_a_case_and_a_corpus_have_another_hash_when_anything_of_them_changes():
    first, second = load_suite("starter").cases[:2]
    assert case_hash(first) != case_hash(second)
    assert case_hash(first) == case_hash(load_suite("starter").cases[0])
    assert corpus_hash({}) != corpus_hash({"paper": _text("a")})
    assert corpus_hash({"paper": _text("a")}) != corpus_hash({"paper": _text("b")})


def _text(text: str) -> Any:
    from evals.suites import StoredText

    return StoredText(text, text, None)


CASE: dict[str, Any] = {
    "name": "one",
    "inputs": {"questions": ["Who?"]},
    "metadata": {"kind": "unanswerable", "refusal": "required"},
}


UNUSABLE: list[tuple[Any, str]] = [
    ("name: [", "not YAML"),
    ("- one", "the file"),
    ({"cases": []}, "cases"),
    ({"cases": [CASE, CASE]}, "several cases are called one"),
    ({"cases": [CASE | {"name": "a/b"}]}, "name"),
    ({"cases": [CASE | {"name": ""}]}, "name"),
    ({"cases": [CASE], "evaluators": ["LLMJudge"]}, "evaluators"),
    ({"cases": [CASE | {"evaluators": ["LLMJudge"]}]}, "evaluators"),
    ({"cases": [CASE | {"inputs": {"questions": []}}]}, "questions"),
    ({"cases": [CASE | {"inputs": {"questions": ["Who?"], "documents": ["../secret"]}}]}, "documents"),
    ({"cases": [CASE | {"metadata": {"kind": "riddle"}}]}, "kind"),
    ({"cases": [CASE | {"metadata": {"kind": "single fact"}}]}, "an answer that is wanted"),
    (
        {"cases": [CASE | {"metadata": {"kind": "date", "refusal": "required", "said": [{"date": "1998"}]}}]},
        "refused",
    ),
    ({"cases": [CASE | {"metadata": {"kind": "date", "refusal": "allowed", "status": "planned"}}]}, "status"),
]


@pytest.mark.parametrize(("data", "told"), UNUSABLE)
def test_a_suite_that_cannot_be_used_is_told_in_one_sentence(data: Any, told: str):
    text = data if isinstance(data, str) else yaml.safe_dump(data)
    with pytest.raises(UsageError) as raised:
        parse_suite(text, Path("mine.yaml"))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_span_that_is_none_is_refused():
    with pytest.raises(ValueError, match="ends after its start"):
        SpanRef(document="paper", start=4, end=4, sha256="0" * 64)


def test_a_suite_without_a_name_has_that_of_its_file():
    assert parse_suite(yaml.safe_dump({"cases": [CASE]}), Path("ministry.yaml")).name == "ministry"
    assert isinstance(parse_suite(yaml.safe_dump({"name": "other", "cases": [CASE]}), Path("x.yaml")), SuiteFile)


def test_a_suite_or_a_set_of_documents_that_is_not_there_is_told():
    with pytest.raises(UsageError, match="There is no suite nothing"):
        load_suite("nothing")
    with pytest.raises(UsageError, match="There is no set of documents"):
        added(("nothing",))


async def test_a_document_that_cannot_be_read_stops_the_suite(tmp_path: Path):
    (tmp_path / "bad.md").write_bytes(b"")
    with pytest.raises(UsageError, match=r"bad\.md"):
        await make_store([tmp_path / "bad.md"], tmp_path / "store")


def test_the_kept_results_hold_what_was_promised():
    release = last_release(RESULTS / RELEASES, "extractive")
    assert release is not None
    kept = read_run(release)
    (reports,) = [row for row in rows(kept) if (row.suite, row.kind) == ("reports", "all")]
    assert reports.figures["citation recall"].value >= 0.85
    assert reports.figures["facts"].value >= 0.85
    assert (reports.refused.f1 or 0) >= 0.85
    assert reports.figures["quotes exact"].value == 1
    assert judge(kept, None).passes
