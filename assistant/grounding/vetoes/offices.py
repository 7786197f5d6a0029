"""An office must be the one the sources give that person, and held as the claim tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.naming import name_words, same_person, same_surname
from assistant.grounding.order import behind, span_of
from assistant.grounding.support import Source, Support, carries
from assistant.grounding.words import Word, content_of, key_of
from assistant.reading.folding import fold
from assistant.reading.lexicon.titles import PLURAL_TITLES
from assistant.types import Reason, Role

_PAST = re.compile(
    r"\b(?:was|were|had been|has been|used to|served|until|ousted|outgoing)\b"
    r"(?! (?:re-?)?(?:named|appointed|elected|chosen|confirmed|installed|made|sworn in)\b)"
)
_UNTIL = re.compile(r"[^.;:\n]{0,30}\buntil\b")
_LEAVING = frozenset(map(key_of, "resign quit retire oust dismiss sack fire depose topple die replace step".split()))
_LEFT_WITHIN = 6  # words between a name and the verb that tells that its bearer left
_BEFORE_NAMES = frozenset({"title"})  # the rule by which "President Horak" is read
_NOW = frozenset({"copula"})  # the rule by which "Horak is president" is read
_PLURALS = frozenset(title.lower() for title in PLURAL_TITLES)


def office_faults(support: Support) -> Iterator[Reason]:
    """A reason for each office of the claim that the sources give to others, or not as the claim tells it."""
    have = [(role, source) for source in support.sources for role in source.text.roles]
    for role in support.claim.roles:
        same = [(other, source) for other, source in have if same_person(other.person, role.person)]
        agreeing = [(other, source) for other, source in same if _agrees(role, other, support)]
        if same and not agreeing:
            yield Reason(reasons.NAME, f"“{role.title}” is not the office of {role.person} in the excerpt")
        elif not same and (holder := _holder(role, support) or _title_bearer(role, support)):
            yield Reason(reasons.NAME, f"“{role.title}” is the office of {holder} in the excerpt")
        elif not (same or _is_named(role, support)):
            yield Reason(reasons.NAME, f"nobody is “{role.title}” in the cited sentence")
        elif fault := _held_otherwise(role, agreeing, support):
            yield Reason(reasons.STATUS, fault)


def _is_named(role: Role, support: Support) -> bool:
    """Whether the supporting sentences have a word of a title before a name."""
    return role.rule not in _BEFORE_NAMES or any(_beside(word, role.person, support) for word in content_of(role.title))


def _agrees(role: Role, other: Role, support: Support) -> bool:
    """Whether two titles can be one office: the words of the claim's are in the excerpt's, or beside it."""
    have = content_of(other.title)
    wanted = content_of(role.title)
    shared = [word for word in wanted if any(carries(found, word) for found in have)]
    if not shared:
        return False
    missing = (word for word in wanted if word not in shared)
    return all(word.key.startswith("@") or _beside(word, role.person, support) for word in missing)


def _beside(word: Word, person: str, support: Support) -> bool:
    """Whether a supporting sentence has the word, and not in the office of somebody else."""
    return any(
        carries(found, word) and not _of_another(found, person, sentence)
        for sentence in support.sentences
        for found in sentence.content
    )


def _of_another(word: Word, person: str, sentence: Sentence) -> bool:
    return any(
        role.span.overlaps(span_of(word)) and not same_person(role.person, person) for role in sentence.whole.roles
    )


def _holder(role: Role, support: Support) -> str | None:
    """Whom the sources give this very office instead; one word ("president") is no office by itself."""
    wanted = content_of(role.title)
    if role.rule in _BEFORE_NAMES and not wanted[1:]:
        return None
    others = (
        other
        for sentence in support.sentences
        if _PLURALS.isdisjoint(sentence.lowers)
        for other in sentence.whole.roles
        if sentence.span.covers(other.span) and not same_surname(other.person, role.person)
    )
    return next((other.person for other in others if _has_all(content_of(other.title), wanted)), None)


def _has_all(have: Sequence[Word], wanted: Sequence[Word]) -> bool:
    return all(any(carries(found, word) for found in have) for word in wanted)


def _title_bearer(role: Role, support: Support) -> str | None:
    """Whose title this is in the sources wherever it stands, where it is a single one before another's name."""
    if role.rule not in _BEFORE_NAMES or any(not _PLURALS.isdisjoint(source.text.lowers) for source in support.sources):
        return None
    bearers = [
        next((other.person for other in _titled(source.text, role) if other.span.overlaps(span_of(word))), None)
        for source in support.sources
        for sentence in source.text.sentences
        for word in sentence.words
        if word.lower.removesuffix("'s") == role.title.lower()
    ]
    return None if None in bearers else next(iter(bearers), None)


def _titled(text: Text, role: Role) -> Iterator[Role]:
    """The titles before others' names."""
    for other in text.roles:
        if other.rule in _BEFORE_NAMES and not same_surname(other.person, role.person):
            yield other


def _held_otherwise(role: Role, agreeing: list[tuple[Role, Source]], support: Support) -> str | None:
    """A fault where the claim has as held what was given up, or as given up what is held."""
    past = [_past(other, source.text) for other, source in agreeing]
    now = not role.former and not _past(role, support.claim)
    if agreeing and now and all(past) and not _left(role, support.claim.sentences):
        return f"in the excerpt {role.person} is “{role.title}” no longer"
    if agreeing and role.former and not any(past) and not _left(role, support.sentences):
        return f"the excerpt does not say that {role.person} is “{role.title}” no longer"
    if now and role.rule in _NOW and _left(role, support.sentences):
        return f"in the excerpt {role.person} has left the office"
    return None


def _past(role: Role, text: Text) -> bool:
    written = role.span.of(text.text)
    return role.former or bool(_PAST.search(written) or _UNTIL.match(text.text, role.span.end))


def _left(role: Role, sentences: Sequence[Sentence]) -> bool:
    """Whether one of the sentences tells right after the name that its bearer resigned or was removed."""
    names = name_words(role.person)
    for sentence in sentences:
        for word in sentence.words:
            if not word.capital or fold(word.text) not in names:
                continue
            after = behind(word.end, sentence.words)[:_LEFT_WITHIN]
            if any(other.past and other.key in _LEAVING for other in after):
                return True
    return False
