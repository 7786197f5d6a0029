"""A small suite over invented papers, and models that misbehave in one way each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailableError
from assistant.models.contract import Message, ReplyEnd, ReplyEvent, TextDelta, ToolSchema
from assistant.models.extractive import Extractive
from assistant.settings import Settings
from evals.cases import EvalCase, Expectation, Inputs, SpanRef
from evals.records import CaseRecord, RunHead, RunRecord, Verdict
from evals.run import RunOptions
from evals.suites import LoadedSuite

_HEAD = "---\nid: {id}\nsource: {source}\ndate: {date}\nlanguage: en\n---\n\n"
_PAPERS = {
    "geneva": (
        "Nordic Wire",
        "2021-03-04",
        "Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva on 3 March 2021. "
        "“We start with cocoa and timber,” Okoro said after the talks.",
    ),
    "quota": (
        "Lagos Courier",
        "2021-07-02",
        "The delegation stayed in Lagos for three days. Lind is expected to sign the agreement in Stockholm in "
        "September 2021.",
    ),
}
_CASES: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "place": ("single fact", "Where did Lind meet Okoro?", "geneva", {"said": [{"words": ["Geneva"]}]}),
    "day": ("date", "When did Lind meet Okoro?", "geneva", {"said": [{"date": "2021-03-03"}]}),
    "cocoa": ("direct quotation", "What did Okoro say about cocoa?", "geneva", {"said": [{"words": ["timber"]}]}),
    "stay": ("single fact", "How many days did the delegation stay in Lagos?", "quota", {"said": [{"number": 3}]}),
}


def papers(folder: Path) -> Path:
    """The papers as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, day, text) in _PAPERS.items():
        head = _HEAD.format(id=name, source=source, date=day)
        (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return folder


def small_suite(folder: Path) -> LoadedSuite:
    """Five cases: four with an answer, one without."""
    cases = [_case(name, *parts) for name, parts in _CASES.items()]
    wanted = Expectation(kind="unanswerable", refusal="required")
    cases.append(EvalCase(name="brazil", inputs=_asks("Who is the president of Brazil?"), metadata=wanted))
    return LoadedSuite("small", tuple(cases), (papers(folder / "papers"),))


def _case(name: str, kind: str, question: str, document: str, wanted: dict[str, Any]) -> EvalCase:
    text = _PAPERS[document][2]
    first = text.index(". ") + 1
    spans = [SpanRef.of(document, text, 0, first), SpanRef.of(document, text, first + 1, len(text))]
    wanted = {"kind": kind, "excerpts": [spans], **wanted}
    return EvalCase(name=name, inputs=_asks(question), metadata=Expectation.model_validate(wanted))


def _asks(question: str) -> Inputs:
    return Inputs(questions=(question,))


def options(make_model: Callable[[], Extractive] | None = None, **changes: Any) -> RunOptions:
    """How to run without a language model."""
    return RunOptions(Settings(model="extractive"), make_model=make_model, **changes)


class Counting(Extractive):
    """Notes what it is asked and how many questions are answered at a time."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.most = 0
        self._now = 0

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """The same reply, some turns of the loop later."""
        if messages[-1].role == "user":
            self.asked.append(messages[-1].content)
        self._now += 1
        self.most = max(self.most, self._now)
        for _ in range(20):
            await asyncio.sleep(0)
        self._now -= 1
        async for event in super().reply(messages, tools, max_tokens=max_tokens):
            yield event


class Failing(Counting):
    """Cannot be reached when it is asked about some word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Raises ModelUnavailableError for questions with the word."""
        if any(self._word in message.content for message in messages if message.role == "user"):
            raise ModelUnavailableError("The model cannot be reached; try again.")
        async for event in super().reply(messages, tools, max_tokens=max_tokens):
            yield event


class Altered(Extractive):
    """Answers in the documents' sentences, changed by a function that also sees the system prompt."""

    def __init__(self, change: Callable[[str, str], str]) -> None:
        self._change = change

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """The same tool calls, other words."""
        async for event in super().reply(messages, tools, max_tokens=max_tokens):
            yield TextDelta(self._change(event.text, messages[0].content)) if isinstance(event, TextDelta) else event


class Saying(Extractive):
    """Says one thing, whatever it is asked."""

    name = "saying"

    def __init__(self, text: str) -> None:
        self._text = text

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """The text."""
        del messages, tools, max_tokens
        yield TextDelta(self._text)
        yield ReplyEnd("stop")


def run_of(held: str, kind: str = "date", *, digest: str = "d", failing: str = "facts", epoch: int = 1) -> RunRecord:
    """A run of one case for each letter: `+` holds, `-` does not, `!` broke down, `.` is left out."""
    cases = [
        CaseRecord(
            suite="s",
            case=f"{kind}-{number}",
            kind=kind,
            epoch=epoch,
            digest=digest,
            expects="forbidden",
            error="broken" if sign == "!" else None,
            verdicts={failing: Verdict(value=sign == "+", reason="why"), "citation recall": Verdict(value=0.0)},
        )
        for number, sign in enumerate(held)
        if sign != "."
    ]
    return RunRecord(head=RunHead(version="1", model="m", suites={"s": "h"}), cases=cases)
