"""Fixtures a conftest may import: `from tests.support.fixtures import loopback`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.loopback import LoopbackServer


@pytest.fixture
def loopback() -> Iterator[LoopbackServer]:
    """A scripted endpoint of the OpenAI wire format on 127.0.0.1."""
    with LoopbackServer() as server:
        yield server
