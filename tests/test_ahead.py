"""Excerpts read while a model writes: read before they are cited, in turns, and never in the way."""

from __future__ import annotations

import asyncio
from datetime import date
from itertools import pairwise

from assistant.ahead import READING_AHEAD, ReadingAhead
from assistant.caution import evidence
from assistant.grounding.readings import analyse
from assistant.types import Excerpt


def excerpt(number: int) -> Excerpt:
    text = f"Lind met Okoro in Geneva on {number} March 2021. They signed {number} protocols."
    return Excerpt(f"d{number}", 0, len(text), text, "0" * 64, date=date(2021, 3, 4))


def is_read(found: Excerpt) -> bool:
    kept = evidence(found)
    return "quotes" in vars(analyse(kept.text, kept.date))


async def passes(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_excerpts_are_read_while_the_block_waits():
    found = [excerpt(number) for number in range(1, 6)]
    async with READING_AHEAD.during(found):
        assert not any(map(is_read, found))
        await passes(8)
        assert all(map(is_read, found))


async def test_what_is_not_read_when_the_block_is_left_is_left_unread():
    found = [excerpt(number) for number in range(6, 12)]
    async with READING_AHEAD.during(found):
        await passes(4)
    await passes(10)
    assert is_read(found[0])
    assert not is_read(found[-1])


async def test_turns_that_wait_together_are_served_in_turn():
    first, second = ([excerpt(number) for number in numbers] for numbers in (range(12, 16), range(16, 20)))
    async with READING_AHEAD.during(first), READING_AHEAD.during(second):
        await passes(6)
        assert is_read(first[0])
        assert is_read(second[0])
        assert not is_read(first[-1])


async def test_one_pass_of_the_loop_reads_one_excerpt_however_many_turns_wait():
    ahead = ReadingAhead()
    found = [excerpt(20), excerpt(21), excerpt(22)]
    async with ahead.during(found[:1]), ahead.during(found[1:2]), ahead.during(found[2:]):
        counts: list[int] = []
        for _ in range(6):
            counts.append(sum(map(is_read, found)))
            await asyncio.sleep(0)
    assert all(after - before <= 1 for before, after in pairwise(counts))


def test_another_event_loop_is_served_after_the_first_was_closed():
    ahead = ReadingAhead()

    async def read(found: Excerpt) -> bool:
        async with ahead.during([found]):
            await passes(4)
            return is_read(found)

    assert asyncio.run(read(excerpt(23)))
    assert asyncio.run(read(excerpt(24)))
