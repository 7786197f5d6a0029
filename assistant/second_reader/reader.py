"""The second reader: asks a chat model about what the rules leave open, once for each page."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import islice

from assistant.errors import ModelContextError, ModelError, ModelProtocolError, ModelRefusedError, ModelUnavailableError
from assistant.models.contract import ChatModel, Message, TextDelta
from assistant.second_reader.additions import add
from assistant.second_reader.answer import REPORT, Answer, read_answer
from assistant.second_reader.checks import Additions, check
from assistant.second_reader.page import Page
from assistant.second_reader.pages import OpenReading
from assistant.store.contract import Record, Store
from assistant.types import Reading

CHECKS_VERSION = "1"  # raise it when pages or checks change: documents are then read again
_LONGEST_REPLY = 200_000  # characters; ids alone take far less


@dataclass(frozen=True, slots=True)
class SecondReaderLimits:
    """What second reading may cost at most.

    `page_tokens` bounds the sentences and candidates of one request, not counting up to eleven short sentences shown
    before; `answer_tokens` bounds its reply. `requests` is for one document, the rest of which then stays as the rules
    read it; `documents` are read at once. After `faults` documents in a row that failed, or one refusal or endpoint
    out of reach, the model is not asked again in the run.
    """

    page_tokens: int = 4000
    answer_tokens: int = 2000
    requests: int = 24
    documents: int = 4
    faults: int = 3


@dataclass(slots=True)
class Tally:
    """What a run of second reading did.

    `left` counts the documents that stayed with the rules' reading, for the reason in `failure`; `cut` those that were
    too long to be read to their end.
    """

    documents: int = 0
    requests: int = 0
    kept: int = 0
    quotes: int = 0
    speakers: int = 0
    merged: int = 0
    organisations: int = 0
    left: int = 0
    cut: int = 0
    failure: str | None = None


class SecondReader:
    """Adds to records what a model points at and a program approves; the store keeps the model's answers.

    `prompt` is the text of `prompts/reader.md`, `count` an upper bound for the tokens of a text.
    """

    def __init__(
        self,
        model: ChatModel,
        store: Store,
        prompt: str,
        count: Callable[[str], int],
        limits: SecondReaderLimits = SecondReaderLimits(),
    ) -> None:
        self._model = model
        self._store = store
        self._prompt = prompt
        self._count = count
        self._limits = limits
        self._slots = asyncio.Semaphore(limits.documents)
        self._faults = 0
        self._gave_up = False
        self._mark = _hash(CHECKS_VERSION, str(REPORT.parameters), model.name, prompt)
        self.tally = Tally()

    def version(self, rules: str) -> str:
        """The version of a reading by these rules and this reader: another model or prompt is another version."""
        return f"{rules}+{self._mark}"

    async def read(self, record: Record) -> Record:
        """The record with what the model adds, or as it was when the model fails on any of its pages.

        Raises StoreError, and SettingsError for an endpoint's address that cannot be used.
        """
        async with self._slots:
            if not self._gave_up:
                try:
                    read = await self._read(record)
                except ModelError as error:
                    self._fail(error)
                else:
                    self._faults = 0
                    self.tally.documents += 1
                    return read
        self.tally.left += 1
        return record

    async def _read(self, record: Record) -> Record:
        text, reading = record.document.text, record.reading
        pages = await asyncio.to_thread(self._pages, record)
        answers = await self._answers(record.document.sha256, pages[: self._limits.requests])
        self.tally.cut += len(pages) > self._limits.requests
        found, read = await asyncio.to_thread(_judged, text, reading, pages, answers)
        self.tally.quotes += len(read.quotes) - len(reading.quotes)
        self.tally.speakers += sum(len(additions.speakers) for additions in found)
        self.tally.merged += len(reading.events) - len(read.events)
        self.tally.organisations += len(frozenset[str]().union(*(additions.organisations for additions in found)))
        return replace(record, reading=read, reader=self.version(record.reader))

    def _pages(self, record: Record) -> list[Page]:
        """The document's pages, with one more than will be asked about when there are more."""
        pages = OpenReading(record.document.text, record.reading, self._count).pages(self._limits.page_tokens)
        return list(islice(pages, self._limits.requests + 1))

    async def _answers(self, text: str, pages: Sequence[Page]) -> list[Answer]:
        """The answers about pages in order, from the store where it has them."""
        keys = [_hash(self._mark, page.request) for page in pages]
        kept = await self._store.kept_answers(keys) if keys else {}
        answers: list[Answer] = []
        for key, page in zip(keys, pages, strict=True):
            if key in kept:
                self.tally.kept += 1
                answers.append(Answer.model_validate_json(kept[key]))
            else:
                answers.append(await self._ask(page))
                await self._store.keep_answers(text, {key: answers[-1].model_dump_json()})
        return answers

    async def _ask(self, page: Page) -> Answer:
        """One request. Raises a ModelError when it fails or the reply is no answer."""
        self.tally.requests += 1
        messages = [Message("system", self._prompt), Message("user", page.request)]
        parts: list[str] = []
        length = 0
        async with aclosing(self._model.reply(messages, [REPORT], max_tokens=self._limits.answer_tokens)) as events:
            async for event in events:
                if isinstance(event, TextDelta):
                    parts.append(event.text)
                    length += len(event.text)
                    if length > _LONGEST_REPLY:
                        break
                else:
                    return read_answer("".join(parts), event)
        raise ModelProtocolError("The model's answer as second reader was far too long; try another model.")

    def _fail(self, error: ModelError) -> None:
        self._faults += 1
        self.tally.failure = self.tally.failure or str(error)
        refused = isinstance(error, ModelRefusedError) and not isinstance(error, ModelContextError)
        self._gave_up = refused or isinstance(error, ModelUnavailableError) or self._faults >= self._limits.faults


def _judged(
    text: str, reading: Reading, pages: Sequence[Page], answers: Sequence[Answer]
) -> tuple[list[Additions], Reading]:
    """What stands of the answers, and the reading with it. Pages beyond the answers add nothing."""
    found = [check(text, page, answer) for page, answer in zip(pages, answers, strict=False)]
    return found, add(text, reading, found)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
