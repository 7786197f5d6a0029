"""Keeps a prompt within its token budget: the oldest turns go first, then the oldest tool results."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.models.contract import Message

MESSAGE_OVERHEAD = 8
"""Tokens a message costs beyond its text in the chat formats in use, rounded up."""

_ID = re.compile(r'"id": "(e\d+)"')


@dataclass(frozen=True, slots=True)
class Fitted:
    """Messages within the budget and the ids of excerpts that had to be left out."""

    messages: tuple[Message, ...]
    tokens: int
    dropped: tuple[str, ...] = ()


class Budget:
    """A most number of tokens, counted by `count`."""

    def __init__(self, tokens: int, count: Callable[[str], int]) -> None:
        self._tokens = tokens
        self._count = count

    def fit(self, messages: Sequence[Message], turn_start: int) -> Fitted:
        """The messages with as much left out as the budget demands.

        `turn_start` is the index of the present question: pairs before it (but not the system's message) may
        go, oldest first; then the excerpts of tool results, oldest first. The question and the last result stay.
        """
        history = list(messages[1:turn_start])
        current = list(messages[turn_start:])
        total = sum(self.cost(message) for message in messages)
        while history and total > self._tokens:
            total -= self.cost(history.pop(0))
        dropped: list[str] = []
        results = [index for index, message in enumerate(current) if message.role == "tool"]
        for index in results[:-1]:
            if total <= self._tokens:
                break
            ids = _ID.findall(current[index].content)
            slim = replace(current[index], content=json.dumps({"dropped_for_space": ids}))
            total -= self.cost(current[index]) - self.cost(slim)
            current[index] = slim
            dropped += ids
        return Fitted((messages[0], *history, *current), total, tuple(dropped))

    def cost(self, message: Message) -> int:
        """Tokens of one message with its calls."""
        calls = sum(self._count(call.name + call.arguments) for call in message.calls)
        return self._count(message.content) + calls + MESSAGE_OVERHEAD
