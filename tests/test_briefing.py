"""Laws of a draft's verdicts: true characters, no hindsight, nothing unverified in the answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.app import Assistant
from assistant.briefing import Draft, brief
from assistant.grounding.draft import SentenceStream
from assistant.ledger import Ledger
from assistant.settings import Settings
from assistant.store.opening import open_store
from assistant.turn_events import SentenceVerified
from assistant.types import Briefing, Excerpt, Scope, Usage
from tests.support.documents import documents, ingest_documents

TEXTS = {document.id: document.text for document in documents()}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Excerpt, ...]:
    """What three searches over the small record bring."""
    return asyncio.run(_found(tmp_path_factory.mktemp("record")))


async def _found(folder: Path) -> tuple[Excerpt, ...]:
    store = await open_store(str(folder / "store"), create=True)
    await ingest_documents(store)
    async with Assistant(store, Settings(model="extractive")) as assistant:
        results = [
            await assistant.call("passage_search", {"query": query})
            for query in ("Lind Okoro Geneva", "tariff quota timber", "zebra treaty instructions")
        ]
    return tuple(dict.fromkeys(excerpt for result in results for excerpt in result.excerpts))


def taken(draft: Draft, text: str) -> list[SentenceVerified]:
    """What a draft releases of a whole text."""
    stream = SentenceStream()
    pieces = [*stream.feed(text), *stream.flush()]
    return [sentence for piece in pieces if (sentence := draft.take(piece)) is not None]


def briefed(draft: Draft) -> Briefing:
    draft.settle(mark=False)
    return brief(draft, question="?", scope=Scope(), model="m", prompts={}, usage=Usage(), incomplete=None)


WORDS = (
    "Lind|Okoro|met|in Geneva|on 3 March 2021|on 4 March 2021|said|“We start with cocoa and timber”"
    "|“We will never sign”|The tariff quota for timber|will be 40,000 tonnes|is 60,000 tonnes|did not"
    "|the zebra signed the treaty|. |[e1]|[e2]|[e3]|[e99]|[e1][e2]|NO ANSWER|\n- |\n\n|[e1|\u200b"
    '|{"excerpts": [{"id": "e1"}]}'
).split("|")
SENTENCES = st.sampled_from(
    [
        "Lind met Okoro in Geneva on 3 March 2021 [{0}]. ",
        "Lind met Okoro in Geneva on 4 March 2021 [{0}]. ",
        "The tariff quota for timber will be 40,000 tonnes a year [{0}]. ",
        "“We start with cocoa and timber,” Okoro said [{0}]. ",
        "“We start with cocoa and coffee,” Okoro said [{0}]. ",
        "Lind said that no tariff quota had been agreed. [{0}]\n",
        "- Lind signed the agreement in Stockholm [{0}]\n",
        "All of it is well known. ",
    ]
)
DRAFTS = st.lists(
    st.one_of(st.sampled_from(WORDS).map(lambda word: f"{word} "), SENTENCES.map(lambda s: s.format("e1")),
              SENTENCES.map(lambda s: s.format("e2")), SENTENCES.map(lambda s: s.format("e3"))),
    max_size=10,
).map("".join)  # fmt: skip
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAWS
@given(st.one_of(DRAFTS, st.text(max_size=200), st.text(st.sampled_from("[]e123, .“”\n|>#-*\u200b"), max_size=60)))
def test_every_citation_is_the_stored_documents_own_characters(found: tuple[Excerpt, ...], text: str) -> None:
    ledger = Ledger()
    ledger.enter(found)
    draft = Draft(ledger)
    taken(draft, text)
    for claim in briefed(draft).claims:
        assert claim.status in ("supported", "withheld")
        assert claim.citations or claim.status == "withheld"
        for citation in claim.citations:
            excerpt = citation.excerpt
            assert excerpt.text == TEXTS[excerpt.document][excerpt.start : excerpt.end]
            assert ledger.get(citation.id) == citation


@LAWS
@given(DRAFTS, DRAFTS, st.integers(1, 7))
def test_a_verdict_does_not_depend_on_what_came_after_it(
    found: tuple[Excerpt, ...], text: str, more: str, step: int
) -> None:
    """The releases of a stream's beginning are the beginning of the whole stream's releases, however it is cut."""
    ledger = Ledger()
    ledger.enter(found)
    draft, stream, released = Draft(ledger), SentenceStream(), list[SentenceVerified]()
    for start in range(0, len(text), step):
        for piece in stream.feed(text[start : start + step]):
            if (sentence := draft.take(piece)) is not None:
                released.append(sentence)
    failed = draft.failed
    whole = Draft(ledger)
    everything = taken(whole, text + more)
    assert everything[: len(released)] == released
    assert whole.failed[: len(failed)] == failed


@LAWS
@given(DRAFTS)
def test_no_failed_sentence_is_in_the_answer(found: tuple[Excerpt, ...], text: str) -> None:
    ledger = Ledger()
    ledger.enter(found)
    draft = Draft(ledger)
    released = taken(draft, text)
    briefing = briefed(draft)
    for wrong in ("4 March", "60,000", "never sign", "coffee", "well known", "zebra signed", "signed the agreement"):
        assert wrong not in briefing.answer
    assert (briefing.grounding == "none") == (not released)
    assert briefing.answer.strip()
