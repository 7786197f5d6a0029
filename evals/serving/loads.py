"""Questions put to the server, one after the other and many at once, and what became of them."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from evals.serving.endpoint import FAULTS
from evals.serving.reading import get, stream
from evals.serving.setting import Setting

_SAMPLE_SECONDS = 0.2


@dataclass
class Told:
    """When the question was put and each verified sentence of its answer was there; whether the briefing came."""

    question: str
    begun: float
    sentences: list[float] = field(default_factory=list[float])
    whole: bool = False


async def answer(place: Setting, question: str) -> Told:
    """Put a question. Raises ConnectionError when the answer is none."""
    told = Told(question, time.monotonic())
    async for name, data, at in stream(f"{place.server}/v1/briefings", {"question": question}):
        if name == "sentence" and json.loads(data)["status"] == "supported":
            told.sentences.append(at)
        told.whole = told.whole or name == "briefing"
    return told


async def bare(place: Setting, question: str) -> Told:
    """Put a question to the endpoint itself; `sentences` are when it had told each of them, as it is read here."""
    told = Told(question, time.monotonic())
    body = {"stream": True, "messages": [{"role": "user", "content": question}]}
    events = [at async for _, _, at in stream(f"{place.endpoint}/chat/completions", body)]
    told.sentences = [min(at for at in events if at >= out) for out in (await times(place))[question]]
    return told


async def times(place: Setting) -> dict[str, list[float]]:
    """When the endpoint had told each sentence, by question, since this was last asked."""
    return json.loads(await get(f"{place.endpoint}/times"))


@dataclass
class Crowd:
    """Answers that were under way at once: how late each sentence was, how many are not whole, and again and again how
    many were under way and how much memory the server held.
    """

    delays: list[float] = field(default_factory=list[float])
    lost: int = 0
    under_way: int = 0
    held: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    @property
    def most(self) -> int:
        """How many were under way at once."""
        return max(number for number, _ in self.held)

    @property
    def bytes_each(self) -> float:
        """What each further answer took, from a fifth of them to the most there were at once.

        What the first ones make the server load and remember is no part of what another one takes.
        """
        few, base = next(pair for pair in self.held if pair[0] >= self.most / 5)
        return (max(memory for number, memory in self.held if number == self.most) - base) / (self.most - few)


async def crowd(place: Setting, number: int, ramp: float) -> Crowd:
    """So many answers at once, begun one after the other within `ramp` seconds."""
    await asyncio.gather(*(answer(place, f"to warm up {one}") for one in range(20)))
    await times(place)
    found = Crowd()
    async with _sampled(place, found):
        told = await asyncio.gather(
            *(_later(place, one, ramp / number, found) for one in range(number)), return_exceptions=True
        )
    out = await times(place)
    for one in told:
        if isinstance(one, BaseException) or not one.whole or len(one.sentences) != place.sentences:
            found.lost += 1
        else:
            found.delays += [there - at for at, there in zip(out[one.question], one.sentences, strict=True)]
    return found


async def _later(place: Setting, number: int, step: float, found: Crowd) -> Told:
    await asyncio.sleep(number * step)
    found.under_way += 1
    try:
        return await answer(place, f"What is known of this, asked {number}?")
    finally:
        found.under_way -= 1


@asynccontextmanager
async def _sampled(place: Setting, found: Crowd) -> AsyncGenerator[None]:
    async def sample() -> None:
        while True:
            found.held.append((found.under_way, place.memory))
            await asyncio.sleep(_SAMPLE_SECONDS)

    sampling = asyncio.create_task(sample())
    try:
        yield
    finally:
        sampling.cancel()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the server holds when nothing is under way: bytes of memory, open descriptors, tasks of its loop."""

    memory: int
    descriptors: int
    tasks: int


async def holdings(place: Setting) -> Holdings:
    """What the server holds once everything has ended."""
    for _ in range(100):
        figures = await _figures(place)
        if figures["attache_answers_under_way"] == 0:
            return Holdings(place.memory, place.descriptors, int(figures["attache_tasks"]))
        await asyncio.sleep(0.1)
    raise SystemExit("answers are under way although nobody asks")


async def _figures(place: Setting) -> dict[str, float]:
    lines = (await get(f"{place.server}/metrics")).decode().splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


async def mixed(place: Setting, seconds: float, together: int) -> Counter[str]:
    """Requests of all kinds, several at once, for so long; how often each ended how.

    Whole answers, searches, an endpoint that fails in every way it knows, and readers that leave in the middle.
    """
    ended, end = Counter[str](), time.monotonic() + seconds
    numbers = itertools.count()

    async def caller() -> None:
        while time.monotonic() < end:
            number = next(numbers)
            ended[await _one(place, number)] += 1

    await asyncio.gather(*(caller() for _ in range(together)))
    await times(place)
    return ended


async def _one(place: Setting, number: int) -> str:
    kind = ("whole", "whole", "leaves", "search", *FAULTS)[number % (4 + len(FAULTS))]
    question = f"What is known of this? {number} {kind}"
    if kind == "search":
        await get(f"{place.server}/v1/search?q=agreement+port+{number}")
        return "searched"
    if kind in {"leaves", "silent"}:
        return await _left(place, question)
    try:
        told = await answer(place, question)
    except ConnectionError:
        return f"{kind}: refused"
    return f"{kind}: {'whole' if told.whole else 'error'}"


async def _left(place: Setting, question: str) -> str:
    """Ask, and leave as soon as the model was asked."""
    events = stream(f"{place.server}/v1/briefings", {"question": question})
    async for name, _, _ in events:
        if name in {"sentence", "conversation"}:
            break
    await asyncio.sleep(0.05)
    await events.aclose()
    return "left"
