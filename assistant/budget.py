"""Keeps a prompt within its token budget: old turns go first, then old results, then the lowest ranked excerpts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from assistant.models.contract import Message, ToolSchema

MESSAGE_OVERHEAD = 8
"""Tokens a message costs beyond its text in the chat formats in use, rounded up."""

DROPPED = "dropped_for_space"
"""Where a shortened result names the excerpts that were left out."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Messages within the budget, where the present question stands in them, and the ids of excerpts left out."""

    messages: tuple[Message, ...]
    turn_start: int
    tokens: int
    dropped: tuple[str, ...] = ()


class Budget:
    """A most number of tokens, counted by `count`; the schemas of `tools` are part of every prompt."""

    def __init__(self, tokens: int, count: Callable[[str], int], tools: Sequence[ToolSchema] = ()) -> None:
        self._tokens = tokens
        self._count = count
        self._fixed = sum(count(tool.name + tool.description + json.dumps(tool.parameters)) for tool in tools)

    def halved(self, tokens: int) -> Budget:
        """The budget for a model that found a prompt of `tokens` too long."""
        smaller = Budget(min(self._tokens, tokens) // 2, self._count)
        smaller._fixed = self._fixed
        return smaller

    def fit(self, messages: Sequence[Message], turn_start: int) -> Fitted:
        """The messages with as much left out as the budget demands.

        `turn_start` is the index of the present question. The system's message, the question and what the model
        wrote stay. In this order go: earlier turns but the last, oldest first; the results of earlier rounds, oldest
        first; the last turn; of the last round's results the lower half of the longest, again and again.
        """
        return _Fitting(self, self._tokens - self._fixed, messages, turn_start).fitted(self._fixed)

    def cost(self, message: Message) -> int:
        """Tokens of one message with its calls."""
        calls = sum(self._count(call.name + call.arguments) for call in message.calls)
        return self._count(message.content) + calls + MESSAGE_OVERHEAD


class _Fitting:
    """One prompt on its way into a budget of `room` tokens."""

    def __init__(self, budget: Budget, room: int, messages: Sequence[Message], turn_start: int) -> None:
        self.room = room
        self.cost = budget.cost
        self.system = messages[0]
        self.history = _turns(messages[1:turn_start])
        self.current = list(messages[turn_start:])
        self.total = sum(map(self.cost, messages))
        self.dropped: list[str] = []

    def fitted(self, fixed: int) -> Fitted:
        self._forget_turns(keep=1)
        last_round = max((index for index, message in enumerate(self.current) if message.calls), default=0)
        results = [index for index, message in enumerate(self.current) if message.role == "tool"]
        for index in results:
            if self.total > self.room and index < last_round:
                self._shorten(index, keep=0)
        self._forget_turns(keep=0)
        latest = {index for index in results if index > last_round}
        while self.total > self.room and latest:
            longest = max(latest, key=lambda index: self.cost(self.current[index]))
            if self._shorten(longest, keep=len(_excerpts(self.current[longest])) // 2) == 0:
                latest.remove(longest)
        kept = [message for turn in self.history for message in turn]
        return Fitted((self.system, *kept, *self.current), 1 + len(kept), self.total + fixed, tuple(self.dropped))

    def _forget_turns(self, keep: int) -> None:
        while len(self.history) > keep and self.total > self.room:
            self.total -= sum(map(self.cost, self.history.pop(0)))

    def _shorten(self, index: int, keep: int) -> int:
        """Leave only the first `keep` excerpts of a result; the number left."""
        message = self.current[index]
        ids = [str(excerpt["id"]) for excerpt in _excerpts(message)]
        if not ids:
            return 0
        slim = replace(message, content=_shortened(message.content, ids[keep:], whole=keep == 0))
        self.total -= self.cost(message) - self.cost(slim)
        self.current[index] = slim
        self.dropped += ids[keep:]
        return keep


def _turns(messages: Sequence[Message]) -> list[list[Message]]:
    """Earlier turns, each a question with what answers it."""
    turns: list[list[Message]] = []
    for message in messages:
        if message.role == "user" or not turns:
            turns.append([])
        turns[-1].append(message)
    return turns


def _excerpts(message: Message) -> list[dict[str, Any]]:
    body = json.loads(message.content)
    return body.get("excerpts", [])


def _shortened(content: str, ids: Sequence[str], *, whole: bool) -> str:
    """A result without these excerpts and without the items that point at them; nothing else of a `whole` one."""
    body: dict[str, Any] = json.loads(content)
    left_out = [*body.get(DROPPED, ()), *ids]
    rest = {} if whole else cast("dict[str, Any]", _without(body, frozenset(ids)))
    return json.dumps({**rest, DROPPED: left_out}, ensure_ascii=False)


def _without(value: object, ids: frozenset[str]) -> object:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value)
        return {key: item if key == DROPPED else _without(item, ids) for key, item in items.items()}
    if isinstance(value, list):
        kept = [item for item in cast("list[object]", value) if not _points_at(item, ids)]
        return [_without(item, ids) for item in kept]
    return value


def _points_at(item: object, ids: frozenset[str]) -> bool:
    if not isinstance(item, dict):
        return False
    named = cast("dict[str, object]", item)
    return named.get("id") in ids or named.get("excerpt") in ids
