"""What every store does where several things are asked of one state of it: a class to inherit, as `StoreContract`."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import Any

import pytest

from assistant.store.contract import PassageQuery, Store
from assistant.store.view_contract import StoreView
from assistant.types import Scope
from tests.store.contract_suite import EARLY, LATE, dispute, fill, summit, undated
from tests.store.records import Builder

SCOPES = (Scope(), Scope(as_of=EARLY), Scope(lo=LATE), Scope(sources=("HARBOUR NEWS",)), Scope(collections=()))
NAMES = ("Ana Veloso", "Veloso", "Ana", "Lisbon", "Nobody There")
ASKED = PassageQuery(words=("Veloso", "fish"))


def asked(view: StoreView, scope: Scope) -> list[Any]:
    """Everything that one state of a store can be asked."""
    query = replace(ASKED, scope=scope)
    return [
        view.search(query),
        view.search_documents(query),
        *(view.search(replace(query, entity=name)) for name in NAMES),
        *(view.search_documents(replace(query, entity=name)) for name in NAMES),
        view.sources(scope),
        view.document_frequency(["Veloso", "boat", "nowhere"], scope),
        view.entities("Veloso", scope),
        view.stories(["summit", "late", "none"]),
    ]


async def asked_singly(store: Store, scope: Scope) -> list[Any]:
    """The same of the store itself, one after another."""
    query = replace(ASKED, scope=scope)
    return [
        await store.search(query),
        await store.search_documents(query),
        *[await store.search(replace(query, entity=name)) for name in NAMES],
        *[await store.search_documents(replace(query, entity=name)) for name in NAMES],
        await store.sources(scope),
        await store.document_frequency(["Veloso", "boat", "nowhere"], scope),
        await store.entities("Veloso", scope),
        await store.stories(["summit", "late", "none"]),
    ]


class ViewContract:
    async def test_documents_are_given_by_name_as_one_by_one_and_unknown_ones_are_absent(self, store: Store):
        await fill(store, summit(), dispute(), undated())
        named = ["undated", "none", "summit", "summit", "", "SUMMIT", "dispute'"]
        for scope in SCOPES:
            singly = {name: await store.document(name, scope) for name in named}
            found = await store.documents_named(named, scope)
            assert found == {name: document for name, document in singly.items() if document is not None}
        assert set(await store.documents_named(named)) == {"undated", "summit"}
        assert set(await store.documents_named(named, Scope(as_of=EARLY))) == {"summit"}
        assert await store.documents_named([]) == {}

    @pytest.mark.parametrize("scope", SCOPES)
    async def test_one_state_answers_as_the_store_does(self, store: Store, scope: Scope):
        await fill(store, summit(), dispute())
        await store.refresh()
        await fill(store, undated())  # acknowledged, and perhaps not in the index yet
        at_once = await store.at_once(lambda view: asked(view, scope))
        assert at_once == await asked_singly(store, scope)
        within = {summary.id async for summary in store.documents(scope)}
        assert {hit.document.id for hit in at_once[0]} == within

    async def test_one_state_stays_as_it_is_while_documents_are_written_replaced_and_forgotten(self, store: Store):
        await fill(store, summit(), dispute(), undated())
        before = await asked_singly(store, Scope())
        looked, written = threading.Event(), threading.Event()

        def work(view: StoreView) -> tuple[list[Any], list[Any]]:
            first = asked(view, Scope())
            looked.set()
            assert written.wait(60)
            return first, asked(view, Scope())

        asking = asyncio.create_task(store.at_once(work))
        try:
            assert await asyncio.to_thread(looked.wait, 60)
            assert await store.forget("summit")
            assert await store.put(Builder("dispute", "Veloso likes fish.", LATE, "Hill Post").record()) == "replaced"
            await fill(store, summit("late"), undated("later"))
            await store.refresh()
        finally:
            written.set()
        assert await asking == (before, before)
        after = await store.at_once(lambda view: asked(view, Scope()))
        assert after == await asked_singly(store, Scope())
        assert {hit.document.id for hit in after[0]} == {"dispute", "late", "undated", "later"}

    async def test_what_work_on_one_state_raises_is_raised_and_the_store_goes_on(self, store: Store):
        await fill(store, summit())

        def work(view: StoreView) -> None:
            view.search(ASKED)
            raise KeyError("of the work's own")

        with pytest.raises(KeyError, match="of the work's own"):
            await store.at_once(work)
        assert await store.forget("summit")
        assert await store.at_once(lambda view: view.search(ASKED)) == []
