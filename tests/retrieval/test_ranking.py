"""What a search finds, in which order, over a real store."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.retrieval import Retrieval, Search
from assistant.store.contract import Store
from assistant.types import Scope
from tests.retrieval.conftest import Fill, document
from tests.support.stores import folder_only

HARBOUR = "The harbour of Port Ellis was widened in spring. Dredging took eleven weeks and cost nine million crowns."
GRAIN = "Grain exports from the delta fell by a third. Farmers in the delta blamed the late flood."
FERRY = "The ferry to Port Ellis runs twice a day. Fishermen say that the ferry leaves too early."
TREATY = "Ministers signed the fisheries treaty on Monday. The treaty sets a quota of 700 tonnes for herring."


async def found(store: Store, text: str, **options: object) -> list[str]:
    return [hit.document.id for hit in await Retrieval(store).search(Search(text, **options))]  # type: ignore[arg-type] - the options of Search


async def test_the_document_that_has_most_of_the_words_comes_first(store: Store, fill: Fill) -> None:
    await fill([document("harbour", HARBOUR), document("grain", GRAIN), document("ferry", FERRY)])
    assert (await found(store, "How much did dredging the harbour of Port Ellis cost?"))[0] == "harbour"


async def test_a_search_without_any_word_of_the_record_finds_nothing(store: Store, fill: Fill) -> None:
    await fill([document("harbour", HARBOUR)])
    assert await found(store, "zeppelin") == []


@pytest.mark.parametrize("text", ["", "?", "of the", '""', "\ud800", "\x00", "(" * 500])
async def test_no_query_breaks_a_search(store: Store, fill: Fill, text: str) -> None:
    await fill([document("harbour", HARBOUR)])
    assert len(await found(store, text)) <= 1


async def test_a_phrase_in_quotation_marks_must_stand_as_it_is(store: Store, fill: Fill) -> None:
    await fill([document("ferry", FERRY), document("split", "The Ellis line has no port. A port is planned in Ellis.")])
    assert await found(store, '"Port Ellis"') == ["ferry"]


async def test_days_and_sources_and_documents_shut_everything_else_out(store: Store, fill: Fill) -> None:
    await fill(
        [
            document("early", FERRY, day=date(2019, 1, 5), source="Isle Post"),
            document("late", HARBOUR + " The ferry waits.", day=date(2020, 6, 1), source="Coast Mail"),
            document("undated", "A ferry was sold. Nobody knows when.", source="Isle Post"),
        ]
    )
    assert await found(store, "ferry", lo=date(2019, 12, 1)) == ["late"]
    assert await found(store, "ferry", hi=date(2019, 12, 1)) == ["early"]
    assert await found(store, "ferry", sources=("coast mail",)) == ["late"]
    assert set(await found(store, "ferry", documents=("undated",))) == {"undated"}
    assert await found(store, "ferry", scope=Scope(as_of=date(2019, 6, 1))) == ["early"]


async def test_an_entity_leaves_only_passages_that_name_it(store: Store, fill: Fill) -> None:
    await fill(
        [
            document("named", "Foreign Minister Ingrid Falk opened the ferry line. Falk thanked the crews."),
            document("other", FERRY),
        ]
    )
    assert set(await found(store, "ferry", entity="Ingrid Falk")) == {"named"}


async def test_a_reprint_takes_no_place_of_its_own_and_is_told(store: Store, fill: Fill) -> None:
    await fill(
        [
            document("agency", TREATY, day=date(2021, 3, 1), source="Agency"),
            document("paper", TREATY, day=date(2021, 3, 2), source="Paper"),
            document("edited", TREATY.replace("on Monday", "Monday"), day=date(2021, 3, 3), source="Gazette"),
            document("own", "Herring shoals moved north. The fisheries treaty came too late for them.", source="Own"),
        ]
    )
    hits = await Retrieval(store).search(Search("fisheries treaty herring quota", limit=10))
    assert len(hits) == 2
    assert {hits[0].document.id, *hits[0].also} == {"agency", "paper", "edited"}
    assert (hits[1].document.id, hits[1].also) == ("own", ())


@pytest.mark.parametrize(("word", "other"), [("700", "900"), ("sets", "never sets"), ("signed", "did not sign")])
async def test_an_account_with_another_number_or_a_denial_is_no_reprint(
    store: Store, fill: Fill, word: str, other: str
) -> None:
    await fill([document("one", TREATY), document("other", TREATY.replace(word, other))])
    assert set(await found(store, "fisheries treaty herring")) == {"one", "other"}


async def test_a_reprint_is_told_when_the_limit_leaves_no_place_for_it(store: Store, fill: Fill) -> None:
    await fill([document("agency", TREATY, day=date(2021, 3, 1)), document("paper", TREATY, day=date(2021, 3, 2))])
    [hit] = await Retrieval(store).search(Search("fisheries treaty", limit=1))
    assert (hit.document.id, hit.also) == ("agency", ("paper",))


async def test_further_passages_of_one_document_give_way_to_other_documents(store: Store, fill: Fill) -> None:
    chapters = "\n\n".join(
        f"Chapter {number} tells of the salt road, its wells, its guards and tolls, {'and what it cost ' * 25}"
        for number in range(8)
    )
    await fill([document("book", chapters), document("note", "The salt road has wells. " + "Its guards are few. " * 3)])
    assert "note" in (await found(store, "salt road wells guards", limit=3))
    assert (await found(store, "salt road wells guards", limit=10, per_document=2)).count("book") <= 2


async def test_sources_that_a_question_names_rank_first_and_take_turns(store: Store, fill: Fill) -> None:
    await fill(
        [
            document(f"post{n}", f"Tolls on the salt road rose, part {n}. {'Tolls ' * n}", source="Isle Post")
            for n in range(5)
        ]
        + [document("mail", "The salt road was closed for a day. Tolls were waived.", source="Coast Mail")]
        + [document("rest", "Tolls, tolls, tolls on the salt road, salt road tolls.", source="Elsewhere")]
    )
    order = await found(store, "Did the Isle Post and the Coast Mail agree on tolls of the salt road?", limit=7)
    assert "mail" in order[:3]
    assert order[-1] == "rest"


async def test_a_day_or_month_that_a_question_names_ranks_first_and_shuts_nothing_out(store: Store, fill: Fill) -> None:
    text = "The salt road was closed after rain. Traders waited."
    await fill(
        [document(f"d{n}", f"{text} Stop {n} was {word}.", day=date(2020, n, 14)) for n, word in enumerate("xabcd", 1)]
    )
    by_day = await found(store, "What closed the salt road, as reported on 14 March 2020?")
    assert by_day[0] == "d3"
    assert len(by_day) == 5
    assert (await found(store, "Why was the salt road closed in April 2020?"))[0] == "d4"


async def test_a_country_is_found_by_the_names_of_its_people(store: Store, fill: Fill) -> None:
    await fill([document("danes", "Danish fishermen lost their nets. The Danes asked for help."), document("x", FERRY)])
    assert (await found(store, "fishing nets in Denmark"))[0] == "danes"


async def test_a_name_is_found_by_a_form_that_the_documents_use_for_it(store: Store, fill: Fill) -> None:
    await fill(
        [
            document("both", "The Northern Sea Fisheries Council (NSFC) met in Port Ellis. The NSFC chose a chairman."),
            document("short", "A levy on nets was decided by the NSFC. It is due in May."),
            document("other", "A levy on salt was decided by the town. It is due in June."),
        ]
    )
    assert "short" in (await found(store, "levy of the Northern Sea Fisheries Council"))[:2]


@folder_only  # on a cluster words of documents that other tests removed count until the engine merges them away
async def test_what_the_first_passages_name_is_looked_for_too(store: Store, fill: Fill) -> None:
    fillers = [
        document(f"f{n}", f"Depot {n} stored salt for the crowded winter market of the town.") for n in range(30)
    ]
    await fill(
        [
            document("who", "Trader Elmo Varga hid the ledgers of the salt exchange from its auditors."),
            document("far", "Varga was seen in Port Ellis. He had sold two ships."),
            *fillers,
        ]
    )
    question = (
        "Who is the man that hid the ledgers of the salt exchange, and what did this person do that auditors of "
        "the exchange were not told about, according to those who knew the winter market?"
    )
    assert "far" in await found(store, question, limit=12)


async def test_words_that_stand_close_together_count_more_than_words_apart(store: Store, fill: Fill) -> None:
    apart = "Iron was mined here. Nobody came. Rain fell for weeks and a bridge broke. Later the road was mended too."
    close = "Rain fell here. Nobody came. For weeks the iron bridge was mined and mended. Later the road broke too."
    await fill([document("apart", apart), document("close", close)])
    assert (await found(store, "iron bridge"))[0] == "close"
