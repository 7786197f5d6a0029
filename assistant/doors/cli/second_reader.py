"""`--reader model`: the configured chat model as second reader of what is taken in."""

from __future__ import annotations

from assistant.app import make_model
from assistant.errors import UsageError
from assistant.models.contract import ChatModel
from assistant.models.tokens import estimate
from assistant.places import bundled
from assistant.prompts import load_prompts
from assistant.second_reader import SecondReader, SecondReaderLimits, Tally
from assistant.settings import EXTRACTIVE, Settings
from assistant.store.contract import Store


def second_model(name: str, settings: Settings) -> ChatModel | None:
    """The model for the reader of this name; None for the rules alone.

    Raises UsageError for a reader that does not exist, and where no model or no endpoint is configured.
    """
    if name == "rules":
        return None
    if name != "model":
        raise UsageError(f"There is no reader {name}; give --reader rules or --reader model.")
    if settings.model == EXTRACTIVE:
        raise UsageError("--reader model needs a chat model; set ATTACHE_MODEL and OPENAI_BASE_URL, or leave it out.")
    return make_model(settings)


def second_reader(model: ChatModel | None, settings: Settings, store: Store) -> SecondReader | None:
    """The model as second reader over a store. Raises SettingsError when its prompt cannot be read."""
    if model is None:
        return None
    prompt = load_prompts(settings.prompts or bundled("prompts")).texts["reader"]
    limits = SecondReaderLimits(
        page_tokens=min(SecondReaderLimits().page_tokens, settings.prompt_tokens // 2),
        answer_tokens=settings.answer_tokens,
    )
    # Estimated whatever the model: pages must come out the same for their kept answers to be found.
    return SecondReader(model, store, prompt, estimate, limits)


def added_line(tally: Tally) -> str:
    """What the model added and what it took, in one line."""
    added = (
        f"{_counted(tally.quotes, 'quotation')}, {_counted(tally.speakers, 'speaker')}, "
        f"{_counted(tally.merged, 'merged event')} and {_counted(tally.organisations, 'organisation')}"
    )
    asked = f"{_counted(tally.requests, 'request')}, {_counted(tally.kept, 'answer')} kept from before"
    cut = f" {_counted(tally.cut, 'document')} had more pages than it may be asked about." if tally.cut else ""
    return f"The model added {added} ({asked}).{cut}"


def failure_line(tally: Tally) -> str:
    """How many documents were left to the rules, and why."""
    left = f"{_counted(tally.left, 'document')} went in as the rules alone read them, since the model failed"
    return f"{left}: {tally.failure} The same command again asks about just those."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
