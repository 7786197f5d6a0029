"""From tools' results to the sentences of an answer, by the kind of question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, cast

from assistant.models.extractive.changes import choose_change, with_reason
from assistant.models.extractive.choose import MOST, Candidate, Found, choose, choose_each, distinct, weigh
from assistant.models.extractive.keys import keys
from assistant.models.extractive.pointed import POINTED, choose_pointed, settled
from assistant.models.extractive.postings import is_posting
from assistant.models.extractive.question import Question
from assistant.models.extractive.spells import read_spells
from assistant.models.extractive.states import choose_state
from assistant.models.extractive.telling import only_asks
from assistant.reading.folding import fold
from assistant.reading.stems import stems
from assistant.retrieval import STOP_WORDS, content_words

_MOST_EVENTS = 8
_ABOUT = 0.5
"""Share of the words asked about that somebody's words must have; `_TITLE` is what one in the title counts."""
_TITLE = 0.6
_MATTER = re.compile(
    r"^(?:about|on|regarding|concerning) ([a-z-]{1,30}(?: [a-z-]{1,30}){0,6}?)"
    r"(?:$| (?:of|in|for|with|between|among|by|from|to|at|against|on|and|or|that|when|after|before|during|[^a-z]))"
)
_POINTS_BACK = re.compile(r"^(?:It|This|That|These|Those|They|Both|None|Neither|He|She|Such|Some) ")
_OF_EVENTS = frozenset(keys("events happen take place occur"))
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
    opened: tuple[Found, ...] = ()

    @classmethod
    def of(cls, contents: Iterable[str]) -> Results:
        """The results in tools' messages; what is not a JSON object is passed over."""
        excerpts: dict[str, Found] = {}
        searched: list[tuple[str, ...]] = []
        frequencies: dict[str, int] = {}
        items: dict[str, list[dict[str, Any]]] = {}
        sources: list[str] = []
        opened: list[Found] = []
        for body in filter(None, map(_parsed, contents)):
            excerpts |= {found.id: found for found in _excerpts(body)}
            if "hits" in body:
                passages: dict[int, list[str]] = {}
                for hit in body["hits"]:
                    passages.setdefault(hit["passage"], []).append(hit["excerpt"])
                searched += (passage for ids in passages.values() if (passage := tuple(ids)) not in searched)
                frequencies |= body.get("frequencies", {})
                sources += body.get("sources", ())
            if "characters" in body:
                opened += _excerpts(body)
            for key in ("quotes", "events", "roles", "holders", "matches"):
                items.setdefault(key, []).extend(body.get(key, ()))
        return cls(excerpts, tuple(searched), frequencies, tuple(sources), items, tuple(opened))


def answer(question: Question, results: Results) -> list[Candidate]:
    """The sentences that answer the question; empty when the results hold no answer."""
    if missing(question, results):
        return []
    if found := special(question, results):
        return found
    if question.of_state and results.opened and results.opened[0].published is None:
        return choose_state(question, results.opened)
    if question.kind == "said" or (question.kind == "who-is" and results.items.get("matches")):
        return []  # nothing of theirs was found, or several bear the name; what others say is no answer
    found = _searched(question, results)
    if question.kind == "office" and results.items.get("holders"):
        # The record knows holders, none of them in the days asked for; unless a report of those days names one.
        return [item for item in found if _is_published_within(results.excerpts[item.id], question)]
    return found


def _is_published_within(found: Found, question: Question) -> bool:
    if found.published is None or question.lo is None or question.hi is None:
        return False
    return question.lo <= found.published <= question.hi


def special(question: Question, results: Results) -> list[Candidate]:
    """What the tool of the question's kind answers by itself, if there is one and it does."""
    by_kind = {"said": _said, "between": _between, "who-is": _who_is, "office": _office}
    choose_by = by_kind.get(question.kind)
    return choose_by(question, results) if choose_by else []


def documents_to_read(question: Question, results: Results) -> tuple[str, ...]:
    """The document of the best passage, unless what was found answers the question as it stands."""
    if special(question, results) or (not question.of_state and settled(question, _searched(question, results))):
        return ()
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
    if question.kind in POINTED and not question.compound:
        return choose_pointed(question, passages, results.frequencies)
    if question.kind == "who-is":
        return _told_of(question, passages, results)
    weights = weigh(question, results.frequencies)
    if question.kind == "change":
        return choose_change(question, passages, results.frequencies)
    if question.compound:
        return choose_each(question, passages[:MOST], weights)
    chosen = with_reason(question, choose(question, passages, weights), passages)
    return sorted(chosen, key=lambda item: _day(results.excerpts[item.id])) if question.kind == "between" else chosen


def _told_of(question: Question, passages: list[list[Found]], results: Results) -> list[Candidate]:
    """A sentence that says who somebody is, else what is told of them; the whole name must stand in it."""
    naming = [[found for found in passage if _names(question.subject, found.text)] for passage in passages]
    says = re.compile(rf"\b{re.escape(question.subject)}(?: (?:is|was)|, (?:the|a|an|who)) ", re.IGNORECASE)
    plain = [found for passage in naming for found in passage if says.search(found.text)]
    if plain:
        shortest = min(plain, key=lambda found: len(found.text))
        return [Candidate(shortest.id, shortest.text, 1.0, 0)]
    return choose(question, [passage for passage in naming if passage], weigh(question, results.frequencies))


def _day(found: Found) -> date:
    """The first day that a sentence tells of, the last there can be where it tells of none."""
    return min((spell.lo for spell in read_spells(found.text, found.published)), default=date.max)


def _names(name: str, text: str) -> bool:
    """Whether a text has the whole name."""
    return f" {fold(name)} " in f" {fold(text)} "


def _said(question: Question, results: Results) -> list[Candidate]:
    """The speaker's words that have most of what the question is about; all must concern it at all."""
    about = {key for word in content_words(question.about) if word.lower() not in STOP_WORDS for key in keys(word)}
    matter = _matter(question.about) & about
    ranked: list[Candidate] = []
    for position, quote in enumerate(results.items.get("quotes", ())):
        excerpt = results.excerpts[quote["excerpt"]]
        own, title = set(keys(excerpt.text)), set(keys(excerpt.title))
        here = sum(1.0 if key in own else _TITLE if key in title else 0.0 for key in about)
        share = here / len(about) if about else 1.0
        if share >= _ABOUT and matter <= own | title and not only_asks(excerpt.text):
            ranked.append(Candidate(excerpt.id, excerpt.text, share, position))
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.position))
    best = (candidate for candidate in ranked if candidate.score == ranked[0].score)
    return list(islice(distinct(best), _MOST_QUOTES))


def _matter(about: str) -> set[str]:
    """The noun that words are asked about: "alliance" in "about a military alliance", whatever else is military."""
    match = _MATTER.match(about)
    return set(keys(match[1])[-1:]) if match else set()


def _between(question: Question, results: Results) -> list[Candidate]:
    """What took place in the slice, in order of time, narrowed to the names and the subject of the question."""
    subject = {key for word in question.words for key in keys(word)} - question.date_stems - _OF_EVENTS
    told = [item for item in results.items.get("events", ()) if item["status"] != "planned"]
    told.sort(key=lambda item: (item["date"]["lo"], item["date"]["hi"]))
    events = [
        Candidate(item["excerpt"], results.excerpts[item["excerpt"]].text, 1.0, position)
        for position, item in enumerate(told)
        if _inside(item["date"], question.lo, question.hi)
    ]
    names = {key for name in question.names for key in stems(name)}
    whole = [item for item in events if not _POINTS_BACK.match(item.text) or (names and names <= set(stems(item.text)))]
    telling = [event for event in whole or events if not subject or subject & set(keys(event.text))]
    most = max((len(names & set(stems(event.text))) for event in telling), default=0)
    named = [event for event in telling if len(names & set(stems(event.text))) == most]
    return list(islice(distinct(named), _MOST_EVENTS))


def _inside(told: Mapping[str, str], lo: date | None, hi: date | None) -> bool:
    """Whether a day range lies wholly within the days asked for; one that reaches beyond may be of another time."""
    return (lo is None or told["lo"] >= lo.isoformat()) and (hi is None or told["hi"] <= hi.isoformat())


def _who_is(question: Question, results: Results) -> list[Candidate]:
    """The shortest sentence of the latest office, else nothing: the search then finds what is told of the name."""
    del question
    roles = [role for role in results.items.get("roles", ()) if not role.get("former")]
    last = max((role.get("to") or "" for role in roles), default="")
    latest = [role for role in roles if (role.get("to") or "") == last]
    latest.sort(key=lambda role: len(results.excerpts[role["excerpt"]].text))
    return _pointed(latest, results)[:1]


def _office(question: Question, results: Results) -> list[Candidate]:
    """One sentence for each holder whom the record shows in the office, in the days asked for if any."""
    holders = [
        holder
        for holder in results.items.get("holders", ())
        if not holder.get("former") and _within(holder, question.lo, question.hi)
    ]
    return [item for item in _pointed(holders, results) if is_posting(question.text, item.text)][:_MOST_HOLDERS]


def _within(holder: Mapping[str, Any], lo: date | None, hi: date | None) -> bool:
    first, last = holder.get("from"), holder.get("to")
    if first is None or last is None:
        return lo is None and hi is None
    return (hi is None or first <= hi.isoformat()) and (lo is None or last >= lo.isoformat())


def _pointed(items: Iterable[Mapping[str, Any]], results: Results) -> list[Candidate]:
    pointed = (
        Candidate(item["excerpt"], results.excerpts[item["excerpt"]].text, 1.0, position)
        for position, item in enumerate(items)
    )
    return list(distinct(pointed))


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
