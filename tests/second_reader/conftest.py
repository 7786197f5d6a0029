"""Second readers over a real store and the loopback endpoint."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from assistant.models.openai_compatible import OpenAICompatible
from assistant.models.tokens import estimate
from assistant.second_reader import SecondReader, SecondReaderLimits
from assistant.store.contract import Store
from assistant.store.embedded import open_embedded
from tests.support.loopback import LoopbackServer

Make = Callable[..., SecondReader]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_embedded(tmp_path / "store")
    yield store
    await store.close()


@pytest.fixture
async def make_reader(store: Store, loopback: LoopbackServer) -> AsyncIterator[Make]:
    """Makes second readers over the one store; pauses between retries take no time."""
    models: list[OpenAICompatible] = []

    async def pause(_: float) -> None:
        return None

    def make(name: str = "test-model", prompt: str = "Point.", **limits: int) -> SecondReader:
        model = OpenAICompatible(name, loopback.base_url, "", sleep=pause)
        models.append(model)
        return SecondReader(model, store, prompt, estimate, SecondReaderLimits(**limits))

    yield make
    for model in models:
        await model.close()
