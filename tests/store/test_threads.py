"""Threads of which the one that worked last works next."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from assistant.store.threads import WarmThreads


@pytest.fixture
def threads() -> Generator[WarmThreads]:
    with WarmThreads(3, "warm") as made:
        yield made


def test_one_piece_of_work_after_the_other_is_done_by_one_thread(threads: WarmThreads):
    assert len({threads.submit(threading.get_ident).result() for _ in range(20)}) == 1


def test_as_much_is_under_way_as_there_are_threads_and_the_rest_follows_in_order(threads: WarmThreads):
    begun, go = threading.Semaphore(0), threading.Event()
    done: list[int] = []

    def work(number: int) -> int:
        begun.release()
        go.wait(10)
        done.append(number)
        return threading.get_ident()

    first = [threads.submit(work, number) for number in range(3)]
    assert all(begun.acquire(timeout=10) for _ in range(3))
    later = [threads.submit(work, number) for number in range(3, 9)]
    assert not begun.acquire(blocking=False)
    go.set()
    idents = {each.result(10) for each in (*first, *later)}
    assert len(idents) == 3
    assert sorted(done) == list(range(9))


def test_what_fails_is_told_and_the_thread_works_on(threads: WarmThreads):
    def fail() -> None:
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        threads.submit(fail).result()
    assert threads.submit(sorted, [2, 1, 3], reverse=True).result() == [3, 2, 1]


def test_work_that_nobody_wants_any_more_is_not_begun():
    done: list[str] = []
    go = threading.Event()
    with WarmThreads(1, "warm") as threads:
        threads.submit(go.wait, 10)
        unwanted, wanted = threads.submit(done.append, "unwanted"), threads.submit(done.append, "wanted")
        assert unwanted.cancel()
        go.set()
        wanted.result(10)
    assert done == ["wanted"]


def test_what_waits_when_the_threads_are_shut_down_is_done_and_nothing_after():
    done: list[int] = []
    go = threading.Event()
    threads = WarmThreads(1, "warm")
    threads.submit(go.wait, 10)
    for number in range(5):
        threads.submit(done.append, number)
    go.set()
    threads.shutdown()
    assert done == list(range(5))
    with pytest.raises(RuntimeError):
        threads.submit(done.append, 5)
