"""`attache ask`: one question, or a file of them."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.cli.lines import LineReader, asked, put
from assistant.doors.cli.session import assistant_of, readable
from assistant.doors.forms import briefing_form
from assistant.errors import UsageError
from assistant.turn_events import BriefingDone, SentenceVerified, TurnEvent
from assistant.types import Briefing, Scope


@dataclass(frozen=True, slots=True)
class AskOptions:
    """The options of `ask`."""

    scope: Scope
    model: str | None
    mark: bool
    output: Path | None
    store: str | None
    as_json: bool


async def ask(question: str | None, questions: Path | None, options: AskOptions) -> int:
    """Answer; the exit status is 0 also when the record holds no answer, since that is an answer."""
    if (question is None) == (questions is None):
        raise UsageError('Give one question, as in attache ask "Who is …?", or --questions FILE.')
    if options.output is not None:
        from assistant.doors.export import format_of

        format_of(options.output)
    if questions is not None:
        readable(questions)
        if options.output is not None:
            raise UsageError("--output takes the answer to one question; a file of questions prints JSON lines.")
    async with assistant_of(options.store, options.model, options.scope) as assistant:
        if questions is not None:
            return await _ask_lines(assistant, questions, options)
        assert question is not None  # noqa: S101 - one of the two is given
        return await _ask_one(assistant, question, options)


async def _ask_lines(assistant: Assistant, questions: Path, options: AskOptions) -> int:
    reader = LineReader(questions, ("id", "text"), asked)
    for identifier, text in reader:
        briefing = await assistant.ask(text, Conversation(options.scope), mark=options.mark)
        put(briefing_form(briefing, identifier))
    return 1 if reader.refused else 0


async def _ask_one(assistant: Assistant, question: str, options: AskOptions) -> int:
    if not question.strip():
        raise UsageError("The question is empty.")
    conversation = Conversation(options.scope)
    if options.as_json:
        briefing = await assistant.ask(question, conversation, mark=options.mark)
        put(briefing_form(briefing))
    else:
        briefing = await show_answer(assistant, question, conversation, mark=options.mark)
    if options.output is not None:
        from assistant.doors.export import write_briefing

        write_briefing(briefing, conversation.ledger, options.output)
    return 0


async def show_answer(assistant: Assistant, question: str, conversation: Conversation, *, mark: bool) -> Briefing:
    """Print an answer as its sentences are verified, then its sources."""
    from assistant.doors.cli.render import show, show_ending, show_sources

    printer = _Printer(conversation)
    briefing: Briefing | None = None
    async with aclosing(assistant.events(question, conversation, mark=mark)) as events:
        async for event in events:
            printer.take(event)
            if isinstance(event, BriefingDone):
                briefing = event.briefing
    if briefing is None:
        raise AssertionError("a turn ends with its briefing")
    if briefing.grounding == "none":
        show(briefing.answer)
    else:
        show("")
        show_sources(briefing.claims, conversation.ledger)
        show_ending(briefing)
    return briefing


class _Printer:
    """Prints sentences as they come."""

    def __init__(self, conversation: Conversation) -> None:
        self._ledger = conversation.ledger
        self._first = True

    def take(self, event: TurnEvent) -> None:
        from assistant.doors.cli.render import sentence_parts, show

        if not isinstance(event, SentenceVerified):
            return
        lead = "" if self._first else event.lead
        self._first = False
        show(lead, *sentence_parts(event.claim, self._ledger), end="")
