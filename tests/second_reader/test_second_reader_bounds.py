"""Endpoints that fail, and what second reading costs at most."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.second_reader import SecondReader
from tests.second_reader.pages import Hand, answering, page_of, pointed, report, talks
from tests.support.loopback import LoopbackServer

Make = Callable[..., SecondReader]


@pytest.mark.parametrize(
    "fault",
    ["server_error", "reset_at_once", "truncated", "html", "context_overflow", "unauthorised", "empty_reply", "quota"],
)
async def test_a_failing_endpoint_leaves_the_record_as_the_rules_read_it(
    make_reader: Make, loopback: LoopbackServer, fault: str
):
    loopback.refill = lambda: loopback.fault(fault)
    reader = make_reader()
    assert await reader.read(talks()) == talks()
    assert (reader.tally.left, reader.tally.documents) == (1, 0)
    assert reader.tally.failure is not None
    assert "\n" not in reader.tally.failure


async def test_a_refusal_is_taken_for_an_answer_to_the_whole_run(make_reader: Make, loopback: LoopbackServer):
    loopback.refill = lambda: loopback.fault("unauthorised")
    reader = make_reader()
    for number in range(5):
        await reader.read(talks(f"talks {number}"))
    assert len(loopback.requests) == 1
    assert reader.tally.left == 5


async def test_after_faults_in_a_row_the_model_is_left_alone(make_reader: Make, loopback: LoopbackServer):
    loopback.refill = lambda: loopback.fault("truncated")
    reader = make_reader(faults=2)
    for number in range(5):
        await reader.read(talks(f"talks {number}"))
    assert len(loopback.requests) == 2
    assert reader.tally.left == 5


def many(count: int) -> Hand:
    """A long text: in every sentence somebody signals something."""
    sentences = [
        f"Okoro {number} signalled that the quota number {number} would rise a good deal." for number in range(count)
    ]
    hand = Hand(" ".join(sentences), "many")
    for number in range(count):
        hand.name("Okoro", nth=number)
    return hand


def all_said(page: dict[str, Any]) -> dict[str, Any]:
    return {
        "said": [
            {
                "verb": verb,
                "words": next(iter(form["words"])),
                "speaker": pointed(page, "names", "in", form["in"]),
            }
            for verb, form in page["verbs"].items()
        ]
    }


async def test_a_long_text_is_asked_about_page_by_page_within_the_tokens(make_reader: Make, loopback: LoopbackServer):
    loopback.responder = answering(all_said)
    read = (await make_reader(page_tokens=600).read(many(40).record())).reading
    assert len(read.quotes) == 40
    assert len(loopback.requests) > 3
    assert {quote.rule for quote in read.quotes} == {"model:indirect"}


async def test_requests_about_one_document_are_bounded_and_the_rest_stays_with_the_rules(
    make_reader: Make, loopback: LoopbackServer
):
    loopback.responder = answering(all_said)
    reader = make_reader(page_tokens=600, requests=2)
    read = (await reader.read(many(40).record())).reading
    assert len(loopback.requests) == 2
    assert 0 < len(read.quotes) < 40
    assert reader.tally.cut == 1


async def test_a_fault_on_a_later_page_leaves_nothing_half_read_and_keeps_the_earlier_answers(
    make_reader: Make, loopback: LoopbackServer
):
    loopback.responder = answering(all_said)
    record = many(40).record()
    whole = await make_reader(page_tokens=600).read(record)
    pages = len(loopback.requests)
    loopback.responder = None
    sent = [page_of(request) for request in loopback.requests]
    loopback.requests.clear()
    for page in sent[:2]:
        loopback.reply(report(**all_said(page)))
    loopback.fault("truncated")
    assert await make_reader(prompt="Anew.", page_tokens=600).read(record) == record
    loopback.responder = answering(all_said)
    loopback.requests.clear()
    assert (await make_reader(prompt="Anew.", page_tokens=600).read(record)).reading == whole.reading
    assert len(loopback.requests) == pages - 2


async def test_only_so_many_documents_are_asked_about_at_once(make_reader: Make, loopback: LoopbackServer):
    for _ in range(3):
        loopback.fault("silent")
    arrived = asyncio.Semaphore(0)
    loop = asyncio.get_running_loop()
    loopback.on_request = lambda: loop.call_soon_threadsafe(arrived.release)
    reader = make_reader(documents=2)
    tasks = [asyncio.create_task(reader.read(replace(many(1).record(), reader=str(n)))) for n in range(3)]
    await arrived.acquire()
    await arrived.acquire()
    assert reader.tally.requests == 2
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
