"""`check`: a written draft against the record, through the command line and a real store."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.check import CheckedSentence, check_draft
from assistant.doors.cli.app import run
from assistant.ingest import ingest
from assistant.settings import Settings
from assistant.store.opening import open_store
from assistant.types import Scope
from tests.support.documents import made


@pytest.fixture
async def store_of(store_url: str) -> AsyncIterator[Callable[[dict[str, str]], Awaitable[Assistant]]]:
    """An assistant over a store of these texts, by their ids."""
    async with AsyncExitStack() as stack:

        async def opened(texts: dict[str, str]) -> Assistant:
            store = await open_store(store_url, create=True)
            made_of = [made(name, text, date(2021, 3, 4), "Coast Mail") for name, text in texts.items()]
            assert [taken.outcome async for taken in ingest(store, made_of, workers=1)] == ["added"] * len(texts)
            return await stack.enter_async_context(Assistant(store, Settings(model="extractive")))

        yield opened


async def checked(assistant: Assistant, draft: str, scope: Scope = Scope()) -> list[CheckedSentence]:
    return [item async for item in check_draft(draft, assistant.context(scope))]


async def only(assistant: Assistant, draft: str) -> CheckedSentence:
    (item,) = await checked(assistant, draft)
    return item


@pytest.mark.parametrize(
    "sentence",
    [
        "Astrid Lind met Samuel Okoro in Geneva on 3 March 2021.",
        "Okoro said after the talks: “We start with cocoa and timber.”",
        "The tariff quota for timber will be 40,000 tonnes a year, Okoro said.",
        "Lind is expected to sign the agreement in Stockholm in September 2021.",
    ],
)
async def test_what_the_record_carries_is_supported_by_its_own_characters(assistant: Assistant, sentence: str) -> None:
    item = await only(assistant, sentence)
    assert (item.claim.status, item.verdict) == ("supported", "supported")
    assert item.claim.citations
    for citation in item.claim.citations:
        stored = await assistant.store.document(citation.excerpt.document)
        assert stored is not None
        assert stored.text[citation.excerpt.start : citation.excerpt.end] == citation.excerpt.text


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Astrid Lind met Samuel Okoro in Geneva on 4 March 2021.", "date"),
        ("The tariff quota for timber will be 60,000 tonnes a year, Okoro said.", "number"),
        ("Lind said that a tariff quota had been agreed.", "negation"),
        ("Lind signed the agreement in Stockholm in September 2021.", "status"),
    ],
)
async def test_a_differing_particular_is_a_contradiction_and_shows_the_record(
    assistant: Assistant, sentence: str, kind: str
) -> None:
    item = await only(assistant, sentence)
    assert (item.claim.status, item.verdict) == ("unsupported", "contradicted")
    assert kind in {reason.kind for reason in item.claim.reasons}
    assert item.claim.citations


@pytest.mark.parametrize(
    "sentence",
    ["Lind flew to Tokyo and opened a shipyard there.", "The zebra trade doubled within weeks.", "Okoro plays chess."],
)
async def test_what_the_record_does_not_tell_is_absence_and_no_contradiction(
    assistant: Assistant, sentence: str
) -> None:
    item = await only(assistant, sentence)
    assert (item.claim.status, item.verdict) == ("unsupported", "unsupported")


async def test_an_excerpt_that_says_less_does_not_prove_what_a_nearer_one_denies(
    store_of: Callable[[dict[str, str]], Awaitable[Assistant]],
) -> None:
    assistant = await store_of(
        {
            "a": "The fisheries pact with Borduria does not include joint patrols of the strait.",
            "b": "The pact with Borduria was praised. Joint crews went on patrols of the strait in May.",
        }
    )
    item = await only(assistant, "The pact with Borduria includes joint patrols of the strait.")
    assert (item.claim.status, item.verdict) == ("unsupported", "contradicted")
    assert {reason.kind for reason in item.claim.reasons} == {"negation"}
    assert [citation.excerpt.document for citation in item.claim.citations] == ["a"]


async def test_of_two_accounts_that_are_equally_near_each_is_carried(
    store_of: Callable[[dict[str, str]], Awaitable[Assistant]],
) -> None:
    assistant = await store_of(
        {
            "a": "Some 40 trawlers were seized in the strait on Monday.",
            "b": "Some 60 trawlers were seized in the strait on Monday.",
        }
    )
    for number in (40, 60):
        item = await only(assistant, f"About {number} trawlers were seized in the strait on Monday.")
        assert item.verdict == "supported"
    item = await only(assistant, "About 50 trawlers were seized in the strait on Monday.")
    assert item.verdict == "contradicted"


async def test_what_the_record_has_as_somebodys_words_is_unproven_and_no_contradiction(assistant: Assistant) -> None:
    item = await only(assistant, "The tariff quota for timber will be 40,000 tonnes a year.")
    assert item.verdict == "unsupported"
    assert {reason.kind for reason in item.claim.reasons} == {"speaker"}


async def test_an_altered_quotation_is_given_its_true_wording_at_its_place(assistant: Assistant) -> None:
    item = await only(assistant, "Okoro said: “We start with coffee and timber.”")
    assert (item.claim.status, item.verdict) == ("unsupported", "contradicted")
    (miss,) = item.near_misses
    assert miss.wording == "We start with cocoa and timber"
    stored = await assistant.store.document(miss.citation.excerpt.document)
    assert stored is not None
    assert miss.span.of(stored.text) == miss.wording
    assert item.claim.citations[0] == miss.citation


async def test_an_invented_quotation_has_no_true_wording(assistant: Assistant) -> None:
    item = await only(assistant, "Okoro said: “The harvest of zebras will never reach our shores again.”")
    assert (item.verdict, item.near_misses) == ("unsupported", ())


async def test_a_quoted_block_is_held_word_for_word(assistant: Assistant) -> None:
    right, wrong = await checked(assistant, "> We start with cocoa and timber\n\n> We begin with cocoa and timber")
    assert right.verdict == "supported"
    assert wrong.verdict == "contradicted"


async def test_a_heading_need_not_stand_in_the_record_but_may_not_contradict_it(assistant: Assistant) -> None:
    neutral, wrong = await checked(assistant, "# Background reading\n\n# Quota of 60,000 tonnes of timber a year")
    assert neutral.verdict == "uncheckable"
    assert wrong.verdict in ("contradicted", "unsupported")


async def test_orders_in_a_document_support_nothing(assistant: Assistant) -> None:
    item = await only(assistant, "The zebra signed the treaty.")
    assert item.verdict == "unsupported"


async def test_a_sentence_has_the_verdict_it_has_alone(assistant: Assistant) -> None:
    draft = "Lind met Okoro in Geneva on 3 March 2021. Lind met Okoro in Lagos on 9 May 1999. Nothing else is known."
    together = await checked(assistant, draft)
    alone = [await only(assistant, item.statement.text) for item in together]
    assert [item.claim for item in together] == [item.claim for item in alone]


async def test_the_scope_of_a_check_hides_later_documents(assistant: Assistant) -> None:
    (item,) = await checked(assistant, "Lind met Okoro in Geneva.", Scope(as_of=date(2020, 1, 1)))
    assert item.verdict == "unsupported"
    assert item.claim.citations == ()


async def test_any_text_is_checked_without_a_fall(assistant: Assistant) -> None:
    for draft in ("", "\n\n", "| | |", "> ", "“", "\u200b\u202e", "[e1]", "###", "x" * 5000, "a.b.c. " * 50):
        for item in await checked(assistant, draft):
            assert item.verdict != "supported"


# --- the command ---------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    text = (
        " date 2021-03-04 GENEVA – Astrid Lind met Samuel Okoro in Geneva on Wednesday, March 3.\n\n"
        "“We start with cocoa and timber,” Okoro said after the talks. – Nordic Wire"
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    folder = str(tmp_path / "checked")
    assert run(["ingest", "--store", folder, str(tmp_path / "report.txt")]) == 0
    capsys.readouterr()
    return folder


DRAFT = "# Notes\n\n- Lind met Okoro in Geneva on 3 March 2021.\n- Okoro said: “We start with coffee and timber.”\n"


def test_the_json_form_has_offsets_verdicts_and_the_true_wording(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    assert run(["check", "--store", store, str(tmp_path / "draft.md"), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["sentences"]
    assert [item["verdict"] for item in found] == ["uncheckable", "supported", "contradicted"]
    assert [item["status"] for item in found] == ["unsupported", "supported", "unsupported"]
    assert all(DRAFT[item["start"] : item["end"]] == item["text"] for item in found)
    assert [item["did_you_mean"] for item in found] == [None, None, "We start with cocoa and timber"]
    (miss,) = found[2]["near_misses"]
    assert miss["quotation"] == "We start with coffee and timber."
    assert miss["citation"]["source"] == "Nordic Wire"


def test_people_are_told_what_was_meant(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    assert run(["check", "--store", store, str(tmp_path / "draft.md")]) == 0
    out = capsys.readouterr().out
    assert "did you mean: “We start with cocoa and timber”" in out
    assert "3 sentences: 1 holds, 1 contradicted, 1 not checked." in out


def test_strict_fails_for_what_the_record_does_not_carry_and_not_for_headings(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.md").write_text("# Notes\n\nLind met Okoro in Geneva on 3 March 2021.\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("Lind met Okoro in Geneva on 5 March 2021.\n", encoding="utf-8")
    assert run(["check", "--store", store, "--strict", str(tmp_path / "good.md")]) == 0
    assert run(["check", "--store", store, "--strict", str(tmp_path / "bad.md")]) == 1
    capsys.readouterr()
