"""Asking an endpoint for vectors, whatever it answers."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from typing import Any

import pytest

from assistant.errors import ModelError, ModelProtocolError, ModelRefusedError, ModelUnavailableError, SettingsError
from assistant.models.embeddings import OpenAIEmbeddings
from assistant.models.limits import ModelLimits
from tests.support.loopback import LoopbackServer

QUICK = ModelLimits(first_byte=2.0, idle=2.0, total=4.0, retries=0, max_bytes=100_000)


@pytest.fixture
async def model(loopback: LoopbackServer) -> AsyncIterator[OpenAIEmbeddings]:
    opened = OpenAIEmbeddings("toy", loopback.base_url, limits=QUICK)
    yield opened
    await opened.close()


def item(vector: Any, index: int = 0) -> dict[str, Any]:
    return {"object": "embedding", "index": index, "embedding": vector}


async def test_vectors_come_in_the_order_of_the_texts(model: OpenAIEmbeddings, loopback: LoopbackServer) -> None:
    loopback.body({"data": [item([0, 1.5], 1), item([1, 0], 0)]})
    assert await model.embed(["a", "b"]) == [[1.0, 0.0], [0.0, 1.5]]
    [request] = loopback.requests
    assert request.path.endswith("/embeddings")
    assert request.body == {"model": "toy", "input": ["a", "b"], "encoding_format": "float"}
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    "data",
    [
        [],
        [item([1.0])],
        [item([1.0]), item([1.0])],
        [item([1.0]), item([1.0, 2.0], 1)],
        [item([1.0]), item([], 1)],
        [item([1.0]), item([0.0], 1)],
        [item([1.0]), item(["1"], 1)],
        [item([1.0]), item([math.nan], 1)],
        [item([1.0]), item([math.inf], 1)],
        [item([1.0]), item([10**400], 1)],
        [item([1.0]), item("AACAPw==", 1)],
        [item([1.0]), None],
        "none",
        None,
    ],
    ids=str,
)
async def test_anything_but_one_sound_vector_a_text_is_refused(
    model: OpenAIEmbeddings, loopback: LoopbackServer, data: Any
) -> None:
    loopback.body({"data": data})
    with pytest.raises(ModelProtocolError, match="Embedding with toy failed"):
        await model.embed(["a", "b"])


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("html", ModelProtocolError),
        ("error_object", ModelError),
        ("reset", ModelError),
        ("not_found", ModelRefusedError),
        ("redirect", ModelRefusedError),
    ],
)
async def test_every_fault_is_one_typed_error(
    model: OpenAIEmbeddings, loopback: LoopbackServer, fault: str, error: type[ModelError]
) -> None:
    loopback.fault(fault)
    with pytest.raises(error, match="Embedding with toy failed"):
        await model.embed(["a"])


async def test_an_answer_past_the_size_limit_is_dropped(model: OpenAIEmbeddings, loopback: LoopbackServer) -> None:
    loopback.body({"data": [item([0.123456789] * 20_000)]})
    with pytest.raises(ModelProtocolError, match="more than 100,000 bytes"):
        await model.embed(["a"])


async def test_an_endpoint_that_is_not_there_is_named() -> None:
    model = OpenAIEmbeddings("toy", "http://127.0.0.1:9/v1", limits=QUICK)
    with pytest.raises(ModelUnavailableError, match=r"127\.0\.0\.1:9"):
        await model.embed(["a"])
    await model.close()


async def test_a_passing_failure_is_tried_again(loopback: LoopbackServer) -> None:
    loopback.body({"error": {"message": "busy"}}, 503)
    model = OpenAIEmbeddings("toy", loopback.base_url, "secret", ModelLimits(retries=1))
    assert len(await model.embed(["a"])) == 1
    assert loopback.requests[1].headers["authorization"] == "Bearer secret"
    await model.close()


@pytest.mark.parametrize("address", ["ftp://x", "nowhere", "http://"])
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(SettingsError):
        OpenAIEmbeddings("toy", address)
