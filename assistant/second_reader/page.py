"""A page: as many sentences as one request takes, with an id for everything the model may point at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.second_reader.speech import Cue
from assistant.types import EntityType, Event, Mention, Quote, Span

_SHOWN = 6  # words shown of either end of a long candidate


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a pronoun of the page; `name` and `type` are None for a pronoun."""

    span: Span
    name: str | None = None
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a run of sentences holds, in order of position."""

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    pronouns: tuple[Span, ...]
    cues: tuple[Cue, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    names: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Ids and what they stand for. `request` is the page as the model reads it: one JSON object, the same for the same.

    Ids begin with their kind: s sentence, n name or pronoun, c verb, w words, q quotation, v event, o unread name.
    """

    names: Mapping[str, Name]
    cues: Mapping[str, Cue]
    words: Mapping[str, tuple[Cue, Span]]
    quotes: Mapping[str, Quote]
    events: Mapping[str, Event]
    unread: Mapping[str, Span]
    request: str

    @classmethod
    def of(cls, text: str, contents: Contents) -> Page:
        """Number the contents of a page and write it down."""
        listed = [Name(mention.span, mention.name, mention.type) for mention in contents.mentions]
        listed += [Name(span) for span in contents.pronouns]
        names = {f"n{at}": name for at, name in enumerate(sorted(listed, key=lambda name: name.span), 1)}
        cues = {f"c{at}": cue for at, cue in enumerate(contents.cues, 1)}
        pairs = [(cue, span) for cue in contents.cues for span in cue.words]
        words = {f"w{at}": pair for at, pair in enumerate(pairs, 1)}
        quotes = {f"q{at}": quote for at, quote in enumerate(contents.quotes, 1)}
        events = {f"v{at}": event for at, event in enumerate(contents.events, 1)}
        unread = {f"o{at}": span for at, span in enumerate(contents.names, 1)}
        where = _Where(contents.sentences)
        form: dict[str, Any] = {
            "sentences": {id_: span.of(text) for id_, span in where.ids.items()},
            "names": {id_: _name(text, name, where) for id_, name in names.items()},
            "verbs": {
                id_: {
                    "in": where.id(cue.span),
                    "verb": cue.span.of(text),
                    "words": {key: shown(span.of(text)) for key, (of, span) in words.items() if of is cue},
                }
                for id_, cue in cues.items()
            },
            "quotations": {id_: _quotation(text, quote, where) for id_, quote in quotes.items()},
            "events": {id_: _event(event, where) for id_, event in events.items()},
            "unread": {id_: {"in": where.id(span), "text": span.of(text)} for id_, span in unread.items()},
        }
        request = json.dumps({key: value for key, value in form.items() if value}, ensure_ascii=False)
        return cls(names, cues, words, quotes, events, unread, request)


class _Where:
    """Sentences of a page by offset."""

    def __init__(self, sentences: tuple[Span, ...]) -> None:
        self.ids = {f"s{at}": span for at, span in enumerate(sentences, 1)}

    def id(self, span: Span) -> str:
        return next((id_ for id_, sentence in self.ids.items() if sentence.start <= span.start < sentence.end), "")


def shown(words: str) -> str:
    """A candidate as the model sees it: its ends, when it is long."""
    parts = words.split()
    if len(parts) <= 2 * _SHOWN:
        return " ".join(parts)
    return " ".join([*parts[:_SHOWN], "…", *parts[-_SHOWN:]])


def _name(text: str, name: Name, where: _Where) -> dict[str, str]:
    form = {"in": where.id(name.span), "text": name.span.of(text), "type": name.type or "pronoun"}
    if name.name is not None and name.name != form["text"]:
        form["name"] = name.name
    return form


def _quotation(text: str, quote: Quote, where: _Where) -> dict[str, str]:
    speaker = quote.speaker.span if quote.speaker else None
    form = {"in": where.id(quote.spans[0]), "text": shown(quote.spans[0].of(text))}
    return form if speaker is None else {**form, "speaker": speaker.of(text), "speaker_in": where.id(speaker)}


def _event(event: Event, where: _Where) -> dict[str, Any]:
    days = {event.interval.lo.isoformat(): None, event.interval.hi.isoformat(): None}
    return {"in": where.id(event.span), "days": " to ".join(days), "participants": list(event.participants)}
