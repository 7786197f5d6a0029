"""Spans tell what was done and how it went, and nothing of what was asked or answered."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant import telemetry
from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.errors import ModelError, SettingsError
from assistant.settings import Settings
from assistant.store.opening import open_store
from tests.support.documents import ingest_documents
from tests.support.loopback import LoopbackServer

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Who did Lind meet in Geneva?"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
async def traced(tmp_path: Path, exporter: InMemorySpanExporter, loopback: LoopbackServer) -> AsyncIterator[Assistant]:
    """An assistant whose spans are kept; its model is the loopback endpoint."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    store = await open_store(str(tmp_path / "store"), create=True)
    await ingest_documents(store)
    settings = Settings(model="loopback", base_url=loopback.base_url)
    async with Assistant(store, settings, tracer=provider.get_tracer("test")) as assistant:
        yield assistant


def names(spans: tuple[ReadableSpan, ...]) -> set[str]:
    return {span.name for span in spans}


def turn_of(spans: tuple[ReadableSpan, ...]) -> ReadableSpan:
    [turn] = [span for span in spans if span.name == "invoke_agent Attaché"]
    return turn


async def test_a_turn_has_a_span_and_below_it_one_for_each_reply_and_call(
    traced: Assistant, exporter: InMemorySpanExporter
):
    extractive = traced.with_model("extractive")
    briefing = await extractive.ask(QUESTION)
    spans = exporter.get_finished_spans()
    turn = turn_of(spans)
    assert {"chat extractive", "execute_tool passage_search"} <= names(spans)
    below = [span for span in spans if span is not turn]
    assert turn.context is not None
    assert {span.parent.span_id for span in below if span.parent} == {turn.context.span_id}
    assert turn.attributes is not None
    assert turn.attributes["attache.grounding"] == briefing.grounding == "grounded"
    assert turn.attributes["attache.sentences.supported"] == len(briefing.claims)


async def test_no_text_of_question_answer_or_document_is_in_a_span(traced: Assistant, exporter: InMemorySpanExporter):
    await traced.with_model("extractive").ask(QUESTION)
    told = " ".join(span.to_json() for span in exporter.get_finished_spans())
    assert not any(word in told for word in ("Lind", "Geneva", "Okoro", "cocoa"))


async def test_a_model_that_fails_is_told_by_its_kind_alone(
    traced: Assistant, exporter: InMemorySpanExporter, loopback: LoopbackServer
):
    loopback.body({"error": {"message": "secret words"}}, 401)
    with pytest.raises(ModelError):
        await traced.ask(QUESTION)
    spans = exporter.get_finished_spans()
    turn = turn_of(spans)
    assert "chat loopback" in names(spans)
    assert not turn.status.is_ok
    assert turn.attributes is not None
    assert turn.attributes["error.type"] == "ModelRefusedError"
    assert "secret words" not in turn.to_json()


async def test_a_turn_that_is_stopped_ends_its_span(traced: Assistant, exporter: InMemorySpanExporter):
    events = traced.with_model("extractive").events(QUESTION, Conversation())
    await anext(events)
    await events.aclose()
    turn = turn_of(exporter.get_finished_spans())
    assert turn.attributes is not None
    assert turn.attributes["attache.stopped"] is True


async def test_spans_go_to_the_collector_that_the_environment_names():
    received = asyncio.Queue[bytes]()

    async def collect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        [length] = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        await reader.readexactly(int(length.partition(b":")[2]))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()
        received.put_nowait(head.split(b"\r\n")[0])

    async with await asyncio.start_server(collect, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        told = {"ATTACHE_TELEMETRY": "1", "OTEL_EXPORTER_OTLP_ENDPOINT": address}
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "assistant", "ask", QUESTION),
            cwd=ROOT,
            env=os.environ | told,
            stdout=asyncio.subprocess.DEVNULL,
        )
        assert await program.wait() == 0
        assert await received.get() == b"POST /v1/traces HTTP/1.1"


def test_without_the_packages_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    def nothing(name: str) -> None:
        del name

    monkeypatch.setattr(telemetry, "find_spec", nothing)
    with pytest.raises(SettingsError, match=r"attache\[telemetry\]"):
        telemetry.exporting_tracer("1")
