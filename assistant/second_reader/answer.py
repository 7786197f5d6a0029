"""What the second reader may answer: ids of what it was shown, and nothing else."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import ModelProtocolError
from assistant.models.contract import ReplyEnd, ToolSchema

_MOST = 60  # items of one kind in one answer; more is no answer about a page

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][0-9]{1,4}$")]


class _Ids(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Said(_Ids):
    """An indirect quotation: its verb, the words said, who said them, and whom a pronoun means there."""

    verb: Id
    words: Id
    speaker: Id
    means: Id | None = None


class Meant(_Ids):
    """Whom the pronoun means that speaks a quotation."""

    quotation: Id
    means: Id


class Same(_Ids):
    """Events that are one event, told more than once."""

    events: Annotated[list[Id], Field(min_length=2, max_length=_MOST)]


class Answer(_Ids):
    """All that a model may say about one page."""

    said: Annotated[list[Said], Field(max_length=_MOST)] = []
    speakers: Annotated[list[Meant], Field(max_length=_MOST)] = []
    same_events: Annotated[list[Same], Field(max_length=_MOST)] = []
    organisations: Annotated[list[Id], Field(max_length=_MOST)] = []


REPORT = ToolSchema("report", "Report what the page shows, by ids alone.", Answer.model_json_schema())


def read_answer(text: str, end: ReplyEnd) -> Answer:
    """The answer in a reply, in a call of `report` or as JSON in its text.

    Raises ModelProtocolError when the reply is cut short or holds anything else.
    """
    if end.reason not in ("stop", "tool_calls"):
        raise ModelProtocolError("The model's answer as second reader was cut short; raise ATTACHE_ANSWER_TOKENS.")
    raw = next((call.arguments for call in end.calls if call.name == REPORT.name), None)
    if raw is None:
        said = text.rpartition("</think>")[2]  # some models think aloud first
        raw = said[said.find("{") : said.rfind("}") + 1]
    try:
        return Answer.model_validate_json(raw)
    except ValidationError as error:
        raise ModelProtocolError(
            "The model's answer as second reader was not in the form it was asked for; try another model."
        ) from error
