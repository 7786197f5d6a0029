"""Honest rewordings: the same statement in other words, by rules that an editor would call safe."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from assistant.grounding.quotations import quoted_spans
from assistant.types import Span
from evals.mutations.sources import Case

Rewording = Callable[[Case, random.Random], Iterator[str]]

_SAME = {
    "said": ["stated", "noted", "remarked"],
    "added": ["said", "also said"],
    "told": ["informed"],
    "announced": ["declared"],
    "began": ["started"],
    "started": ["began"],
    "purchase": ["buy"],
    "bought": ["purchased"],
    "killed": ["slain"],
    "agreement": ["accord", "deal"],
    "deal": ["agreement"],
    "talks": ["discussions", "negotiations"],
    "visit": ["trip"],
    "help": ["assist"],
    "nations": ["countries"],
    "countries": ["nations"],
    "country": ["nation"],
    "leaders": ["heads"],
    "trying": ["attempting"],
    "attempt": ["try"],
    "large": ["big"],
    "protests": ["demonstrations"],
    "protesters": ["demonstrators"],
    "soldiers": ["troops"],
    "troops": ["soldiers"],
    "election": ["vote"],
    "officials": ["authorities"],
    "wants": ["wishes"],
    "need": ["require"],
    "ended": ["finished"],
    "conflict": ["war"],
    "children": ["kids"],
    "reporters": ["journalists"],
    "near": ["close to"],
    "about": ["approximately"],
    "important": ["crucial"],
    "company": ["firm"],
    "shows": ["indicates"],
    "decided": ["resolved"],
    "asked": ["requested"],
    "goal": ["aim"],
    "aim": ["goal"],
    "region": ["area"],
    "rejected": ["refused"],
    "strengthen": ["reinforce"],
    "buy": ["purchase"],
    "allow": ["permit"],
    "government": ["administration"],
}


def _outside(at: int, quoted: list[Span]) -> bool:
    return not any(span.start <= at < span.end for span in quoted)


def synonyms(case: Case, chance: random.Random) -> Iterator[str]:
    """Up to two words exchanged for others that mean the same."""
    text = case.words
    changed = 0
    for word, others in _SAME.items():
        quoted = quoted_spans(text)
        match = re.search(rf"\b{word}\b", text)
        if match and _outside(match.start(), quoted) and changed < 2:
            text = f"{text[: match.start()]}{chance.choice(others)}{text[match.end() :]}"
            changed += 1
    if changed:
        yield text


def attribution(case: Case, chance: random.Random) -> Iterator[str]:
    """The forms "Y, X said." and "X said Y." turned into one another, and into "According to X, Y."."""
    del chance
    text = case.words
    if match := re.fullmatch(r"([A-Z][^,“”\"]{10,160}), ((?:[A-Z][\w.’'-]+ ){0,4}[A-Z][\w.’'-]+) said\.", text):
        yield f"{match[2]} said {_lower(match[1])}."
        yield f"According to {match[2]}, {_lower(match[1])}."
    if match := re.fullmatch(r"((?:[A-Z][\w.’'-]+ ){0,4}[A-Z][\w.’'-]+) said (?:that )?([^,“”\"]{10,200})\.", text):
        yield f"According to {match[1]}, {match[2]}."
        yield f"{match[2][0].upper()}{match[2][1:]}, {match[1]} said."
    if match := re.fullmatch(
        r"[“\"]([^“”\"]{8,300})[,.?!][”\"] (?:said )?((?:[A-Z][\w.’'-]+ ){0,4}[A-Z][\w.’'-]+)(?: said)?\.", text
    ):
        yield f"{match[2]} said: “{match[1]}.”"
        yield f"“{match[1]},” according to {match[2]}."


def _lower(words: str) -> str:
    first = words.split()[0]
    return (
        words
        if first[1:2].isupper() or first not in {"The", "A", "It", "He", "She", "They", "We", "This", "There"}
        else words[0].lower() + words[1:]
    )


def dates(case: Case, chance: random.Random) -> Iterator[str]:
    """Another form of the same date, or a coarser date that holds it."""
    for found in case.sentence.dates:
        day = found.interval.lo
        words = found.span.of(case.text.text)
        if not _outside(found.span.start, quoted_spans(case.text.text)):
            continue
        if (
            found.interval.grain == "day"
            and day == found.interval.hi
            and not re.search(r"night|morning|evening|afternoon", words)
        ):
            other = chance.choice(
                [
                    f"{day.day} {day:%B %Y}",
                    f"{day:%B} {day.day}, {day.year}",
                    f"{day:%A}, {day.day} {day:%B} {day.year}",
                ]
            )
            before = case.text.text[max(0, found.span.start - 3) : found.span.start]
            yield _put(case, found.span, other if before.strip().endswith(("on", "of", "by")) else f"on {other}")


def _put(case: Case, span: Span, words: str) -> str:
    text, start = case.sentence.text, case.sentence.span.start
    return " ".join(f"{text[: span.start - start]}{words}{text[span.end - start :]}".split())


_DIGITS = {
    str(value): word
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_WORDS = {word: digit for digit, word in _DIGITS.items() if digit not in ("0", "1")}


def numbers(case: Case, chance: random.Random) -> Iterator[str]:
    """Digits written out and written-out numbers as digits."""
    del chance
    quoted = quoted_spans(case.words)
    for quantity in case.sentence.numbers:
        other = _WORDS.get(quantity.word.lower()) or (
            _DIGITS.get(quantity.word) if quantity.word not in ("0", "1") else None
        )
        if other and not quoted:
            yield _put(case, quantity.span, other)


def titles(case: Case, chance: random.Random) -> Iterator[str]:
    """A person without the title, or without the first name."""
    del chance
    for mention in case.text.mentions:
        words = mention.span.of(case.text.text)
        here = mention.type == "person" and case.sentence.span.covers(mention.span)
        if here and " " in words and _outside(mention.span.start, quoted_spans(case.text.text)):
            yield _put(case, mention.span, words.removesuffix(" Jr").removesuffix(" Jr.").split()[-1])
    for role in case.text.roles:
        span = role.span
        title = span.of(case.text.text).removesuffix(role.person).strip()
        if case.sentence.span.covers(span) and span.of(case.text.text).endswith(role.person) and title:
            yield _put(case, span, role.person)


def clauses(case: Case, chance: random.Random) -> Iterator[str]:
    """A subordinate clause or an opening adverbial left out."""
    del chance
    text = case.words
    if quoted_spans(text):
        return
    if match := re.fullmatch(r"(.{40,}), (?:which|who|where|while|as|when|after|before|despite|amid) [^,]+\.", text):
        yield f"{match[1]}."
    if match := re.fullmatch(r"(.{20,}?), (?:which|who|where) [^,]{5,80}, (.{10,})", text):
        yield f"{match[1]} {match[2]}"
    if match := re.fullmatch(
        r"(?:On|In|At|During|After|Before|Earlier|Meanwhile|However|Instead)\b[^,]{0,60}, ([A-Z].{30,})", text
    ):
        yield match[1]


_PASSIVE = re.compile(
    r"((?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+) "
    r"(signed|attacked|hosted|rejected|approved|condemned|launched|announced|visited|welcomed)"
    r" ((?:the|a|an) [a-z -]{4,50}?)(\.| (?:on|in|at|with|for|after) .+)"
)


def passive(case: Case, chance: random.Random) -> Iterator[str]:
    """An active sentence with a regular verb in the passive."""
    del chance
    if match := _PASSIVE.fullmatch(case.words):
        yield f"{match[3][0].upper()}{match[3][1:]} was {match[2]} by {match[1]}{match[4]}"


REWORDINGS: dict[str, Rewording] = {
    "synonyms": synonyms,
    "attribution": attribution,
    "dates": dates,
    "numbers": numbers,
    "titles": titles,
    "clauses": clauses,
    "passive": passive,
}
