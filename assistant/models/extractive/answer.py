"""From tools' results to the sentences of an answer, by the kind of question."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from assistant.models.extractive.choose import MOST, Candidate, Found, choose, choose_each, distinct, weigh
from assistant.models.extractive.question import Question
from assistant.reading.folding import fold
from assistant.reading.stems import stems

_MOST_EVENTS = 12
_MOST_QUOTES = 5
_MOST_HOLDERS = 4


@dataclass(frozen=True, slots=True)
class Results:
    """What the tools returned: excerpts by id, the ids of each passage found, and items that point at excerpts."""

    excerpts: dict[str, Found] = field(default_factory=dict[str, Found])
    searched: tuple[tuple[str, ...], ...] = ()
    frequencies: dict[str, int] = field(default_factory=dict[str, int])
    sources: tuple[str, ...] = ()
    items: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])

    @classmethod
    def of(cls, contents: Iterable[str]) -> Results:
        """The results in tools' messages; what is not a JSON object is passed over."""
        excerpts: dict[str, Found] = {}
        searched: list[tuple[str, ...]] = []
        frequencies: dict[str, int] = {}
        items: dict[str, list[dict[str, Any]]] = {}
        sources: list[str] = []
        for body in filter(None, map(_parsed, contents)):
            excerpts |= {found.id: found for found in _excerpts(body)}
            if "hits" in body:
                passages: dict[int, list[str]] = {}
                for hit in body["hits"]:
                    passages.setdefault(hit["passage"], []).append(hit["excerpt"])
                searched += (passage for ids in passages.values() if (passage := tuple(ids)) not in searched)
                frequencies |= body.get("frequencies", {})
                sources += body.get("sources", ())
            for key in ("quotes", "events", "roles", "holders"):
                items.setdefault(key, []).extend(body.get(key, ()))
        return cls(excerpts, tuple(searched), frequencies, tuple(sources), items)


def answer(question: Question, results: Results) -> list[Candidate]:
    """The sentences that answer the question; empty when the results hold no answer."""
    if missing(question, results):
        return []
    by_kind = {"said": _said, "between": _between, "who-is": _who_is, "office": _office}
    special = by_kind.get(question.kind)
    return (special(question, results) if special else []) or _searched(question, results)


def documents_to_read(results: Results) -> tuple[str, ...]:
    """The document of the best passage."""
    first = next(iter(results.searched), ())
    return tuple(results.excerpts[identifier].document for identifier in first[:1])


def missing(question: Question, results: Results) -> tuple[str, ...]:
    """Names in the question that the record does not have, and publications that are none of its sources.

    What is asked about them cannot be answered, however much else of the question the record knows. A question
    of several parts may name what only one of them is about; there only publications count.
    """
    known = {key for source in results.sources for key in stems(source)}
    counts = {key: count for word, count in results.frequencies.items() for key in stems(word)}

    def absent(name: str) -> bool:
        keys = [key for key in stems(name) if key in counts and key not in known]
        unknown = [key for key in keys if not counts[key]]
        return bool(unknown) and (2 * len(unknown) >= len(keys) or keys[-1] in unknown)

    published = {_bare(source) for source in results.sources}
    foreign = tuple(
        name
        for name in question.attributed
        if not any(_bare(name) in source or source in _bare(name) for source in published)
        and (absent(name) or question.compound)
    )
    return foreign if question.compound else (*filter(absent, question.names), *foreign)


def _bare(name: str) -> str:
    """A publication's name as a key, without its article."""
    return fold(name).removeprefix("the ")


def _searched(question: Question, results: Results) -> list[Candidate]:
    passages = [[results.excerpts[identifier] for identifier in passage] for passage in results.searched]
    weights = weigh(question, results.frequencies)
    return choose_each(question, passages[:MOST], weights) if question.compound else choose(question, passages, weights)


def _said(question: Question, results: Results) -> list[Candidate]:
    """The speaker's words that have most of what the question is about; all must concern it at all."""
    about = set(stems(question.about)) & weigh(question, results.frequencies).keys()
    ranked: list[Candidate] = []
    for position, quote in enumerate(results.items.get("quotes", ())):
        excerpt = results.excerpts[quote["excerpt"]]
        share = len(about & set(stems(excerpt.text))) / len(about) if about else 1.0
        if share >= 0.5:
            ranked.append(Candidate(excerpt.id, excerpt.text, share, position))
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.position))
    return distinct(candidate for candidate in ranked if candidate.score == ranked[0].score)[:_MOST_QUOTES]


def _between(question: Question, results: Results) -> list[Candidate]:
    """The slice's events in order of time, narrowed to the question's subject where it names one."""
    subject = weigh(question, results.frequencies).keys()
    events = [
        Candidate(item["excerpt"], results.excerpts[item["excerpt"]].text, 1.0, position)
        for position, item in enumerate(results.items.get("events", ()))
    ]
    telling = [event for event in events if subject & set(stems(event.text))]
    return distinct(telling or events)[:_MOST_EVENTS]


def _who_is(question: Question, results: Results) -> list[Candidate]:
    """The sentence of the latest office, else nothing: the search then finds what is told of the name."""
    del question
    roles = [role for role in results.items.get("roles", ()) if not role.get("former")]
    latest = sorted(roles, key=lambda role: role.get("to") or "", reverse=True)
    return _pointed(latest, results)[:1]


def _office(question: Question, results: Results) -> list[Candidate]:
    """One sentence for each holder whom the record shows in the office, in the days asked for if any."""
    holders = [
        holder
        for holder in results.items.get("holders", ())
        if not holder.get("former") and _within(holder, question.lo, question.hi)
    ]
    return _pointed(holders, results)[:_MOST_HOLDERS]


def _within(holder: Mapping[str, Any], lo: date | None, hi: date | None) -> bool:
    first, last = holder.get("from"), holder.get("to")
    if first is None or last is None:
        return lo is None and hi is None
    return (hi is None or first <= hi.isoformat()) and (lo is None or last >= lo.isoformat())


def _pointed(items: Iterable[Mapping[str, Any]], results: Results) -> list[Candidate]:
    return distinct(
        Candidate(item["excerpt"], results.excerpts[item["excerpt"]].text, 1.0, position)
        for position, item in enumerate(items)
    )


def _excerpts(body: Mapping[str, Any]) -> Iterable[Found]:
    for item in body.get("excerpts", ()):
        published = date.fromisoformat(item["date"]) if item.get("date") else None
        yield Found(item["id"], item["text"], item.get("title") or "", published, item["document"])


def _parsed(content: str) -> dict[str, Any] | None:
    try:
        body = json.loads(content)
    except ValueError:
        return None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else None
