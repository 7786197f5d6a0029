"""Fixtures of the model tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from assistant.models.contract import Message, ReplyEvent, TextDelta
from assistant.models.limits import ModelLimits
from assistant.models.openai_compatible import OpenAICompatible
from tests.support.loopback import LoopbackServer

KEY = "sk-test-secret"


def text_of(events: list[ReplyEvent]) -> str:
    """The text of a reply."""
    return "".join(event.text for event in events if isinstance(event, TextDelta))


@pytest.fixture
def pauses() -> list[float]:
    """The pauses the models of a test made between two tries, in seconds; none takes any time."""
    return []


@pytest.fixture
async def make_model(loopback: LoopbackServer, pauses: list[float]) -> AsyncIterator[Callable[..., OpenAICompatible]]:
    """Makes models that ask the loopback server, with limits by keyword."""
    made: list[OpenAICompatible] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    def make(*, key: str | None = KEY, base_url: str | None = None, **limits: Any) -> OpenAICompatible:
        model = OpenAICompatible("test-model", base_url or loopback.base_url, key, ModelLimits(**limits), sleep=pause)
        made.append(model)
        return model

    yield make
    for model in made:
        await model.close()


@pytest.fixture
def ask() -> Callable[..., Any]:
    """Asks a model one question and gathers the events of its reply in a list, which may be passed in."""

    async def gather(model: OpenAICompatible, into: list[ReplyEvent] | None = None, **options: Any) -> list[ReplyEvent]:
        events = [] if into is None else into
        async for event in model.reply([Message("user", "Who met whom in Sochi?")], [], **options):
            events.append(event)
        return events

    return gather
