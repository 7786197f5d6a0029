"""Waits that must end by a time: what is cancelled, what is not, and who is told."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator

import pytest

from assistant.deadline import Deadline, DeadlineError


@pytest.fixture
async def past() -> AsyncIterator[Deadline]:
    """A deadline that is over."""
    made = Deadline(asyncio.get_running_loop().time() - 1)
    yield made
    made.close()


async def forever() -> None:
    await asyncio.get_running_loop().create_future()


async def told(text: str) -> str:
    await asyncio.sleep(0)
    return text


async def test_what_ends_in_time_is_given_back():
    deadline = Deadline(asyncio.get_running_loop().time() + 60)
    assert [await deadline.wait(told(text)) for text in ("one", "two")] == ["one", "two"]
    assert await Deadline().wait(told("three")) == "three"
    deadline.close()


async def test_what_does_not_end_is_cancelled(past: Deadline):
    ended: list[str] = []

    async def work() -> None:
        try:
            await forever()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    with pytest.raises(DeadlineError):
        await past.wait(work())
    assert ended == ["cancelled"]
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_it_may_be_moved_forward_while_the_timer_is_set():
    deadline = Deadline(asyncio.get_running_loop().time() + 3600)
    await deadline.wait(told("sets the timer"))
    deadline.due = asyncio.get_running_loop().time() - 1
    with pytest.raises(DeadlineError):
        await deadline.wait(forever())


async def test_it_may_be_put_off_while_the_timer_is_set(past: Deadline):
    past.due = asyncio.get_running_loop().time() + 3600
    assert await past.wait(told("in time")) == "in time"

    async def puts_it_off() -> str:
        past.due = asyncio.get_running_loop().time() + 3600
        return await told("in time")

    past.due = asyncio.get_running_loop().time() - 1
    assert await past.wait(puts_it_off()) == "in time"


async def test_it_is_of_use_again_after_it_was_missed(past: Deadline):
    for _ in range(2):
        with pytest.raises(DeadlineError):
            await past.wait(forever())
    past.due = asyncio.get_running_loop().time() + 3600
    assert await past.wait(told("in time")) == "in time"


async def test_who_is_cancelled_by_others_is_told_so():
    deadline = Deadline(asyncio.get_running_loop().time() + 3600)
    task = asyncio.create_task(deadline.wait(forever()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()
    deadline.close()


async def test_a_cancellation_by_others_goes_before_a_missed_deadline(past: Deadline):
    async def cancels_itself() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await forever()

    async def work() -> None:
        try:
            await past.wait(forever())
        except DeadlineError:
            raise AssertionError("cancelled as well") from None

    task = asyncio.create_task(work())
    asyncio.get_running_loop().call_soon(asyncio.get_running_loop().call_soon, task.cancel)
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(task), 60)
    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(past.wait(cancels_itself()))


async def test_the_outer_of_two_tells_the_outer_caller(past: Deadline):
    inner = Deadline(asyncio.get_running_loop().time() + 3600)
    seen: list[str] = []

    async def work() -> None:
        try:
            await inner.wait(forever())
        except DeadlineError:
            seen.append("inner")
            raise

    with pytest.raises(DeadlineError):
        await past.wait(work())
    assert seen == []
    inner.close()


async def test_the_inner_of_two_tells_the_inner_caller(past: Deadline):
    outer = Deadline(asyncio.get_running_loop().time() + 3600)
    seen: list[str] = []

    async def work() -> str:
        try:
            await past.wait(forever())
        except DeadlineError:
            seen.append("inner")
        return await told("goes on")

    assert await outer.wait(work()) == "goes on"
    assert seen == ["inner"]
    outer.close()


async def test_an_error_of_that_kind_from_within_is_not_the_deadlines():
    deadline = Deadline(asyncio.get_running_loop().time() + 3600)

    async def work() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own") as caught:
        await deadline.wait(work())
    assert not isinstance(caught.value, DeadlineError)
    deadline.close()


async def test_nothing_is_held_once_it_is_closed():
    deadline = Deadline(asyncio.get_running_loop().time() + 3600)
    await deadline.wait(told("sets the timer"))
    deadline.close()
    deadline.close()
    gone = weakref.ref(deadline)
    del deadline
    gc.collect()
    assert gone() is None
