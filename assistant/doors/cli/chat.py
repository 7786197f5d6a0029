"""`attache chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import sys

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.cli.ask import show_answer
from assistant.doors.cli.lines import warn
from assistant.doors.cli.session import assistant_of
from assistant.errors import AttacheError
from assistant.types import Scope


def chat(scope: Scope, model: str | None, store: str | None, *, mark: bool) -> int:
    """Ask and answer until the input ends. Ctrl-C stops an answer and not the chat."""
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")  # gives the prompt line editing and history where the system has it
    opened = contextlib.AsyncExitStack()
    with asyncio.Runner() as runner:
        assistant = runner.run(opened.enter_async_context(assistant_of(store, model, scope)))
        try:
            _converse(runner, assistant, Conversation(scope), mark=mark)
        finally:
            runner.run(opened.aclose())
    return 0


def _converse(runner: asyncio.Runner, assistant: Assistant, conversation: Conversation, *, mark: bool) -> None:
    if sys.stdin.isatty():
        warn("Ask a question. Ctrl-C stops an answer; Ctrl-D or /quit ends the conversation.")
    while (question := _question()) is not None:
        if not question:
            continue
        try:
            runner.run(_answer(assistant, question, conversation, mark=mark))
        except KeyboardInterrupt:
            warn("\n(stopped)")
        except AttacheError as error:
            warn(f"\n{error}")


async def _answer(assistant: Assistant, question: str, conversation: Conversation, *, mark: bool) -> None:
    await show_answer(assistant, question, conversation, mark=mark)
    sys.stdout.write("\n")
    sys.stdout.flush()


def _question() -> str | None:
    """The next question; empty when there is none on the line, None when the conversation is over."""
    try:
        line = input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return None
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return ""
    return None if line in {"/quit", "/exit"} else line
