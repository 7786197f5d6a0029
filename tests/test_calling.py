"""A model's calls: bounded, run once, told apart when they fail, and never past the conversation's scope."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.calling import Called, Caller
from assistant.errors import StoreError
from assistant.evidence import excerpt_at
from assistant.ledger import Ledger
from assistant.models.contract import ToolCall
from assistant.tool import Tool, ToolArguments, ToolContext, ToolResult
from assistant.types import Excerpt, Scope


class Nothing(ToolArguments):
    """No arguments."""


async def everything(arguments: Nothing, context: ToolContext) -> ToolResult:
    """A user's own tool that pays no heed to the scope."""
    del arguments
    excerpts: list[Excerpt] = []
    async for head in context.store.documents():
        document = await context.store.document(head.id)
        assert document is not None
        excerpts.append(excerpt_at(head, 0, document.text[:20]))
    return ToolResult(excerpts=tuple(excerpts))


async def invents(arguments: Nothing, context: ToolContext) -> ToolResult:
    """A user's own tool that gives a stored document words it does not have."""
    del arguments
    heads = [head async for head in context.store.documents(context.scope)]
    return ToolResult(excerpts=tuple(excerpt_at(head, 0, "We will never sign.") for head in heads))


async def falls(arguments: Nothing, context: ToolContext) -> ToolResult:
    """A user's own tool with a fault."""
    del arguments, context
    raise KeyError("secret detail")


async def store_falls(arguments: Nothing, context: ToolContext) -> ToolResult:
    """A tool whose store fails."""
    del arguments, context
    raise StoreError("The disk is gone.")


def caller(assistant: Assistant, scope: Scope = Scope(), limit: int = 24) -> Caller:
    tools = {**assistant.tools, **{tool.name: tool for tool in map(Tool.of, (everything, invents, falls, store_falls))}}
    return Caller(tools, assistant.context(scope), Ledger(), limit)


async def one(calls: Caller, name: str, arguments: Any = None) -> Called:
    (called,) = await calls.run([ToolCall("c", name, json.dumps(arguments or {}))])
    return called


async def test_the_same_call_is_not_run_again_unless_its_answer_has_gone(assistant: Assistant) -> None:
    calls = caller(assistant)
    first = await one(calls, "passage_search", {"query": "Geneva"})
    assert first.error is None
    assert "already answered" in str((await one(calls, "passage_search", {"query": "Geneva", "limit": 8})).error)
    calls.allow_again()
    again = await one(calls, "passage_search", {"query": "Geneva"})
    assert again.citations == first.citations


async def test_calls_past_the_limit_are_answered_and_not_run(assistant: Assistant) -> None:
    calls = caller(assistant, limit=2)
    asked = [ToolCall(f"c{n}", "passage_search", json.dumps({"query": f"word{n}"})) for n in range(5)]
    answered = await calls.run(asked)
    assert [called.message.call_id for called in answered] == [call.id for call in asked]
    assert [called.error is None for called in answered] == [True, True, False, False, False]
    assert calls.exhausted


@pytest.mark.parametrize(
    "scope",
    [
        Scope(as_of=date(2021, 6, 1)),
        Scope(lo=date(2021, 6, 1)),
        Scope(hi=date(2021, 6, 1)),
        Scope(sources=("Nordic Wire",)),
    ],
    ids=["as-of", "from", "to", "source"],
)
async def test_a_tool_that_reaches_past_the_scope_shows_nothing(assistant: Assistant, scope: Scope) -> None:
    called = await one(caller(assistant, scope), "everything")
    assert "outside the scope" in str(called.error)
    assert called.citations == ()
    assert (await one(caller(assistant), "everything")).error is None


async def test_a_tool_that_invents_a_documents_words_shows_nothing(assistant: Assistant) -> None:
    called = await one(caller(assistant), "invents")
    assert "own characters" in str(called.error)
    assert called.citations == ()


async def test_a_tool_that_fails_tells_the_model_no_detail_and_a_store_that_fails_ends_the_turn(
    assistant: Assistant,
) -> None:
    told = str((await one(caller(assistant), "falls")).error)
    assert "falls" in told
    assert "KeyError" in told
    assert "secret" not in told
    with pytest.raises(StoreError):
        await one(caller(assistant), "store_falls")


async def test_a_source_is_compared_without_case(assistant: Assistant) -> None:
    called = await one(caller(assistant, Scope(sources=("NORDIC wire",))), "passage_search", {"query": "Geneva"})
    assert called.error is None
    assert {citation.excerpt.source for citation in called.citations} == {"Nordic Wire"}


async def test_pointers_become_the_ids_of_their_excerpts(assistant: Assistant) -> None:
    calls = caller(assistant)
    await one(calls, "passage_search", {"query": "zebra"})
    called = await one(calls, "passage_search", {"query": "Geneva talks cocoa"})
    body = json.loads(called.message.content)
    shown = {excerpt["id"]: excerpt["text"] for excerpt in body["excerpts"]}
    assert [hit["excerpt"] for hit in body["hits"]] == [citation.id for citation in called.citations]
    assert shown.keys() == {citation.id for citation in called.citations}
