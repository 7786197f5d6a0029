"""Searching by meaning, against an endpoint on this machine, over a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from assistant.models.embeddings import OpenAIEmbeddings
from assistant.retrieval import Retrieval, Search, embed_missing
from assistant.store.contract import Store
from assistant.types import Scope
from tests.retrieval.conftest import Fill, document
from tests.support.loopback import LoopbackServer

pytest.importorskip("numpy", reason="searching by meaning needs numpy, an optional extra")

SHIP = "The freighter ran aground off Port Ellis. Its crew was saved."
DOCTOR = "A physician came to the islands. People waited for hours."
GRAIN = "Grain exports from the delta fell by a third. Farmers blamed the flood."


@pytest.fixture
async def model(loopback: LoopbackServer) -> AsyncIterator[OpenAIEmbeddings]:
    opened = OpenAIEmbeddings("toy", loopback.base_url)
    yield opened
    await opened.close()


async def embedded(store: Store, model: OpenAIEmbeddings) -> int:
    return sum([number async for number in embed_missing(store, model)])


async def test_a_passage_is_found_by_meaning_where_no_word_fits(
    store: Store, fill: Fill, model: OpenAIEmbeddings
) -> None:
    await fill([document("ship", SHIP), document("doctor", DOCTOR), document("grain", GRAIN)])
    assert await embedded(store, model) == 3
    assert await Retrieval(store).search(Search("vessel")) == []
    found = await Retrieval(store, model).find(Search("vessel"))
    assert found.hits[0].document.id == "ship"
    assert found.note is None


async def test_what_is_embedded_already_is_not_sent_again(
    store: Store, fill: Fill, model: OpenAIEmbeddings, loopback: LoopbackServer
) -> None:
    await fill([document("ship", SHIP)])
    assert await embedded(store, model) == 1
    await fill([document("ship", SHIP), document("grain", GRAIN)])
    assert await embedded(store, model) == 1
    assert [len(request.body["input"]) for request in loopback.requests] == [1, 1]
    assert loopback.requests[1].body["input"] == [GRAIN]


async def test_the_same_text_is_sent_once(
    store: Store, fill: Fill, model: OpenAIEmbeddings, loopback: LoopbackServer
) -> None:
    await fill([document("one", SHIP), document("two", SHIP)])
    assert await embedded(store, model) == 2
    assert loopback.requests[0].body["input"] == [SHIP]


async def test_another_model_is_noticed_and_its_vectors_take_the_place_of_the_old_ones(
    store: Store, fill: Fill, model: OpenAIEmbeddings, loopback: LoopbackServer
) -> None:
    await fill([document("ship", SHIP), document("doctor", DOCTOR)])
    await embedded(store, model)
    other = OpenAIEmbeddings("other", loopback.base_url)
    asked = len(loopback.requests)
    found = await Retrieval(store, other).find(Search("vessel"))
    assert found.hits == ()
    assert found.note is not None
    assert "No passage is embedded with other yet" in found.note
    assert len(loopback.requests) == asked
    assert await embedded(store, other) == 2
    assert (await Retrieval(store, other).find(Search("vessel"))).note is None
    assert (await store.vector_count("toy")).embedded == 0
    await other.close()


async def test_vectors_of_another_dimension_under_the_same_name_are_never_mixed_with_the_old_ones(
    store: Store, fill: Fill, model: OpenAIEmbeddings, loopback: LoopbackServer
) -> None:
    await fill([document("ship", SHIP)])
    await embedded(store, model)
    loopback.dimension = 64
    await fill([document("ship", SHIP), document("grain", GRAIN)])
    assert await embedded(store, model) == 2
    assert (await store.vector_count("toy")).embedded == 2
    assert (await Retrieval(store, model).find(Search("vessel"))).hits[0].document.id == "ship"


async def test_a_search_says_how_many_passages_are_not_embedded(
    store: Store, fill: Fill, model: OpenAIEmbeddings
) -> None:
    await fill([document("ship", SHIP)])
    await embedded(store, model)
    await fill([document("ship", SHIP), document("doctor", DOCTOR)])
    found = await Retrieval(store, model).find(Search("physician"))
    assert "doctor" in [hit.document.id for hit in found.hits]
    assert found.note is not None
    assert found.note.startswith("1 of 2 passages are not embedded with toy")


async def test_a_replaced_document_is_embedded_anew_and_a_forgotten_one_is_not_found(
    store: Store, fill: Fill, model: OpenAIEmbeddings
) -> None:
    await fill([document("ship", SHIP), document("doctor", DOCTOR)])
    await embedded(store, model)
    await fill([document("ship", GRAIN)])
    assert await embedded(store, model) == 1
    found = await Retrieval(store, model).find(Search("freighter"))
    assert all("freighter" not in hit.text for hit in found.hits)
    await store.forget("doctor")
    found = await Retrieval(store, model).find(Search("medic"))
    assert "doctor" not in [hit.document.id for hit in found.hits]


async def test_filters_hold_for_what_is_found_by_meaning(store: Store, fill: Fill, model: OpenAIEmbeddings) -> None:
    await fill(
        [
            document("early", SHIP, day=date(2019, 1, 1), source="Isle Post"),
            document("late", "A boat sank at Inverleith quay.", day=date(2021, 1, 1), source="Coast Mail"),
            document("minister", "Foreign Minister Ingrid Falk bought a boat. Falk sails."),
        ]
    )
    await embedded(store, model)
    retrieval = Retrieval(store, model)

    async def ids(**options: object) -> set[str]:
        hits = await retrieval.search(Search("vessel", **options))  # type: ignore[arg-type] - the options of Search
        return {hit.document.id for hit in hits}

    assert await ids() == {"early", "late", "minister"}
    assert await ids(lo=date(2020, 1, 1)) == {"late"}
    assert await ids(sources=("Isle Post",)) == {"early"}
    assert await ids(scope=Scope(as_of=date(2020, 1, 1))) == {"early"}
    assert await ids(documents=("minister",)) == {"minister"}
    assert await ids(entity="Ingrid Falk") == {"minister"}


async def test_a_phrase_in_quotation_marks_is_looked_for_by_words_alone(
    store: Store, fill: Fill, model: OpenAIEmbeddings
) -> None:
    await fill([document("ship", SHIP), document("doctor", DOCTOR)])
    await embedded(store, model)
    assert await Retrieval(store, model).search(Search('"vessel aground"')) == []


async def test_a_failing_endpoint_leaves_the_search_by_words_and_is_left_alone_for_a_while(
    store: Store, fill: Fill, model: OpenAIEmbeddings, loopback: LoopbackServer
) -> None:
    await fill([document("ship", SHIP)])
    await embedded(store, model)
    retrieval = Retrieval(store, model)
    loopback.body({"error": {"message": "no such model"}}, 404)
    asked = len(loopback.requests)
    for _ in range(2):
        found = await retrieval.find(Search("freighter"))
        assert [hit.document.id for hit in found.hits] == ["ship"]
        assert found.note is not None
        assert found.note.startswith("Embedding with toy failed.")
        assert found.note.endswith("The search went by words alone.")
    assert len(loopback.requests) == asked + 1


async def test_an_embedding_run_that_breaks_off_goes_on_where_it_was(
    store: Store, fill: Fill, model: OpenAIEmbeddings
) -> None:
    long = "Salt. " * 9_000
    await fill([document(f"d{n}", f"{SHIP} Number {n}.\n\n{long}") for n in range(2)])
    passages = (await store.vector_count("toy")).passages
    batches = embed_missing(store, model)
    done = await anext(batches)
    await batches.aclose()
    assert (await store.vector_count("toy")).embedded == done < passages
    assert await embedded(store, model) == passages - done
