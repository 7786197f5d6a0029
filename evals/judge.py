"""An optional model that judges fluency and completeness. Its marks are told apart and overrule no program."""

from __future__ import annotations

import json
import re
from contextlib import aclosing
from pathlib import Path

from assistant.errors import ModelError
from assistant.models.contract import ChatModel, Message, TextDelta
from evals.answered import Answered
from evals.cases import Inputs
from evals.records import Verdict

_ASPECTS = ("fluency", "completeness")
_BEST = 5
_LONGEST_REASON = 300
_OBJECT = re.compile(r"\{[^{}]{0,4000}\}")


class FluencyJudge:
    """Asks a chat model for marks from 1 to 5 on the last answer of a case."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._prompt = (Path(__file__).resolve().parent / "judge.md").read_text(encoding="utf-8")

    @property
    def name(self) -> str:
        """The judging model's name."""
        return self._model.name

    async def judge(self, inputs: Inputs, answered: Answered) -> dict[str, Verdict]:
        """The marks; none where the model fails or does not keep to the form."""
        asked = self._prompt.replace("{{question}}", "\n".join(inputs.questions))
        asked = asked.replace("{{answer}}", answered.last.briefing.answer)
        written = ""
        try:
            async with aclosing(self._model.reply([Message("user", asked)], [], max_tokens=300)) as events:
                async for event in events:
                    if isinstance(event, TextDelta):
                        written += event.text
        except ModelError:
            return {}
        return _marks(written)

    async def close(self) -> None:
        """Release the model's connections."""
        await self._model.close()


def _marks(written: str) -> dict[str, Verdict]:
    """What the last JSON object of a reply gives."""
    for found in reversed(_OBJECT.findall(written)):
        try:
            told = json.loads(found)
        except ValueError:
            continue
        reason = str(told.get("reason", ""))[:_LONGEST_REASON]
        marks = {aspect: told.get(aspect) for aspect in _ASPECTS}
        if all(isinstance(mark, int) and not isinstance(mark, bool) and 1 <= mark <= _BEST for mark in marks.values()):
            return {aspect: Verdict(value=float(mark), reason=reason) for aspect, mark in marks.items()}
    return {}
