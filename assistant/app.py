"""The composition root: Settings to an Assistant, everything it is made of put together in one place."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from copy import copy
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pydantic import SecretStr

from assistant import __version__
from assistant.budget import Budget
from assistant.conversation import Conversation
from assistant.errors import SettingsError
from assistant.models.contract import ChatModel
from assistant.models.tokens import TokenCounter, estimate
from assistant.places import bundled
from assistant.prompts import Prompts, load_prompts
from assistant.retrieval import Embedder, Retrieval
from assistant.settings import EXTRACTIVE, Settings
from assistant.store.contract import Store
from assistant.telemetry import exporting_tracer, traced_turn
from assistant.tool import Tool, ToolContext, ToolResult
from assistant.toolbox import load_tools
from assistant.turn import TurnLimits, TurnLoop
from assistant.turn_events import BriefingDone, TurnEvent
from assistant.types import Briefing, Scope

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer


class Assistant:
    """Answers questions over one store. Use it as an async context manager, or close it."""

    def __init__(
        self, store: Store, settings: Settings, model: ChatModel | None = None, tracer: Tracer | None = None
    ) -> None:
        self.store = store
        self.settings = settings
        self.embedder = make_embedder(settings)
        self.retrieval = Retrieval(store, self.embedder)
        self.tools: Mapping[str, Tool] = load_toolbox(settings)
        self.prompts: Prompts = load_prompts(settings.prompts or bundled("prompts"))
        self._model = model
        self._count = _counter(settings.model)
        self._budget: Budget | None = None
        self._tracer = tracer or make_tracer(settings)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Release the models' connections and the store; safe to call twice."""
        if self._model is not None:
            await self._model.close()
        if self.embedder is not None:
            await self.embedder.close()
        await self.store.close()

    @property
    def model(self) -> ChatModel:
        """The chat model, made when it is first asked for: tools need none. Raises what `make_model` does."""
        if self._model is None:
            self._model = make_model(self.settings)
        return self._model

    def with_model(self, name: str) -> Assistant:
        """The same assistant with another model of the settings' endpoint, or `extractive`.

        It shares the store, the tools and the embedder of this one: close its model, not it.
        """
        other = copy(self)
        other.settings = self.settings.model_copy(update={"model": name})
        other._model = None  # noqa: SLF001 - a copy of its own kind
        other._count = _counter(name)  # noqa: SLF001 - as above
        other._budget = None  # noqa: SLF001 - as above
        return other

    def context(self, scope: Scope = Scope()) -> ToolContext:
        """What tools see under a scope."""
        return ToolContext(self.store, self.retrieval, scope)

    def events(
        self, question: str, conversation: Conversation, *, mark: bool = False
    ) -> AsyncGenerator[TurnEvent, None]:
        """One turn of a conversation. See `TurnLoop.run` for what it raises."""

        def run(model: ChatModel, tools: Mapping[str, Tool]) -> AsyncGenerator[TurnEvent, None]:
            limits, count = _turn_limits(self.settings), self._count
            loop = TurnLoop(model, tools, self.prompts, limits, mark=mark, count=count, budget=self._budget)
            self._budget = loop.budget
            return loop.run(question, conversation, self.context(conversation.scope))

        if self._tracer is None:
            return run(self.model, self.tools)
        return traced_turn(self._tracer, self.model, self.tools, run)

    async def ask(self, question: str, conversation: Conversation | None = None, *, mark: bool = False) -> Briefing:
        """The briefing alone."""
        briefing: Briefing | None = None
        async for event in self.events(question, conversation or Conversation(), mark=mark):
            if isinstance(event, BriefingDone):
                briefing = event.briefing
        if briefing is None:
            raise AssertionError("a turn ends with its briefing")
        return briefing

    async def call(self, name: str, arguments: Mapping[str, object], scope: Scope = Scope()) -> ToolResult:
        """Run one tool. Raises ToolArgumentsError for arguments that do not fit."""
        tool = self.tools[name]
        return await tool.run(tool.fit(arguments), self.context(scope))


def make_tracer(settings: Settings) -> Tracer | None:
    """The tracer that the settings ask for, None where they ask for none. Raises SettingsError; see `telemetry`."""
    return exporting_tracer(__version__) if settings.telemetry else None


def load_toolbox(settings: Settings) -> Mapping[str, Tool]:
    """Our tools and the user's own. Raises ToolboxError when one cannot be loaded."""
    return load_tools([bundled("tools"), *settings.tool_folders])


def _counter(model: str) -> Callable[[str], int]:
    """Counting with tiktoken loads it; without a language model there is nothing to count."""
    return estimate if model == EXTRACTIVE else TokenCounter(model).count


def _turn_limits(settings: Settings) -> TurnLimits:
    return TurnLimits(
        rounds=settings.max_rounds,
        tool_calls=settings.max_tool_calls,
        seconds=settings.max_seconds,
        # Without a language model there is no prompt that could grow too long.
        prompt_tokens=sys.maxsize if settings.model == EXTRACTIVE else settings.prompt_tokens,
        answer_tokens=settings.answer_tokens,
    )


def make_model(settings: Settings) -> ChatModel:
    """The chat model that the settings name. Raises SettingsError when its endpoint is not configured."""
    if settings.model == EXTRACTIVE:
        from assistant.models.extractive import Extractive

        return Extractive()
    if settings.base_url is None and settings.api_key is None:
        raise SettingsError(
            f"The model {settings.model} needs an endpoint: set OPENAI_BASE_URL (and OPENAI_API_KEY where it wants a "
            "key), or use --model extractive."
        )
    from assistant.models.limits import ModelLimits
    from assistant.models.openai_compatible import OpenAICompatible

    limits = ModelLimits(
        first_byte=settings.first_byte_seconds,
        idle=settings.idle_seconds,
        total=settings.max_seconds,
        max_bytes=settings.max_reply_bytes,
    )
    return OpenAICompatible(settings.model, base_url=settings.base_url, api_key=_plain(settings.api_key), limits=limits)


def make_embedder(settings: Settings) -> Embedder | None:
    """The embedding model that the settings name, None where they name none.

    Raises SettingsError when its endpoint is not configured or numpy is missing.
    """
    name = settings.embedding_model.strip()
    if not name:
        return None
    if find_spec("numpy") is None:
        raise SettingsError("ATTACHE_EMBEDDING_MODEL needs numpy: run `pip install 'attache[embeddings]'` or unset it.")
    from assistant.models.embeddings import OpenAIEmbeddings

    if settings.embedding_base_url is not None:
        return OpenAIEmbeddings(name, settings.embedding_base_url, _plain(settings.embedding_api_key))
    if settings.base_url is None and settings.api_key is None:
        raise SettingsError(
            f"The embedding model {name} needs an endpoint: set OPENAI_BASE_URL or ATTACHE_EMBEDDING_BASE_URL, "
            "or unset ATTACHE_EMBEDDING_MODEL."
        )
    return OpenAIEmbeddings(name, settings.base_url, _plain(settings.api_key))


def _plain(key: SecretStr | None) -> str | None:
    return key.get_secret_value() if key else None
