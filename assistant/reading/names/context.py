"""What the words around an unknown name say of it. Every pattern is bounded, so each look costs the same."""

from __future__ import annotations

import re
from typing import Final

from assistant.types import EntityType


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_BY_PREPOSITION: Final = (
    _any("[Ii]n [Nn]ear [Oo]utside [Aa]cross [Aa]round [Ii]nto [Oo]ff at") + "|" + _any("north south east west") + " of"
)
_PLACE_NOUNS: Final = _any(
    "city cities towns? villages? provinces? districts? regions? ports? islands? capital suburb state governorate "
    "county area municipality valley camp airport river peninsula mountains neighbou?rhood"
)
_PLACE_BEFORE: Final = re.compile(rf"\b(?:{_BY_PREPOSITION}|{_PLACE_NOUNS}(?: of)?)(?: the)? $")
_PLACE_AFTER: Final = re.compile(rf" (?:{_PLACE_NOUNS}|border crossing)\b")

_VERBS: Final = _any(
    """said says told adds added announced warned warns insisted stressed noted argued argues claimed declared
    explained asked replied urged urges vowed denied admitted wrote tweeted promised suggested acknowledged
    thanked praised criticised criticized resigned testified met visited arrived flew spoke won took accused
    refused believes hopes thinks served died joined signed called agreed knows wants wanted hosted welcomed
    rejected dismissed condemned hailed"""
)
_PASSIVES: Final = _any(
    "born elected appointed arrested killed jailed detained sworn quoted named re-elected succeeded ousted"
)
_VERB: Final = rf"(?:{_VERBS}|was {_PASSIVES}|ha[sd] said)"
_OWNED: Final = _any(r"regime government administration wife husband son daughter lawyers? spokes\w+ office")
_PERSON_AFTER: Final = re.compile(
    rf",? (?:also |later |then |himself |herself )?{_VERB}\b|,? whose? |, \d\d,| \(\d\d\)"
    rf"|['’]s {_OWNED}\b| (?:regime|administration)\b"
)
_PERSON_BEFORE: Final = re.compile(
    r"\b(?:according to|(?:led|headed|chaired) by|accompanied by|"
    + _any(
        """said says added asked replied met succeeded replaced named wife son brother daughter husband father mother
    colleague counterpart rival aide predecessor successor deputy thanked appointed"""
    )
    + r"),? $"
)

_BODY_NOUNS: Final = _any(
    """party newspaper group company agency movement militia magazine daily website network coalition alliance bank
    union rebels militants fighters airline federation tribe clan corporation conglomerate foundation charity
    institute broadcaster channel faction brigade battalion insurgents operator watchdog bloc organisation
    organization ministry force firm producer manufacturer monopoly carrier army guerrillas consortium telecom"""
)
_BODY_AFTER: Final = re.compile(rf" (?:news )?{_BODY_NOUNS}\b|, (?:the|a|an) (?:[\w\-]+ ){{0,4}}{_BODY_NOUNS}\b")
_BODY_BEFORE: Final = re.compile(rf"\b(?:{_BODY_NOUNS}|employer,|think tank) $")

_FOLLOWING: Final = frozenset({" ", ",", "'", "’"})
_SUBJECT_AFTER: Final = re.compile(rf"['’]s\b|,? {_VERB}\b| {_any('has had is was will would also and')}\b")
_DATE_BEFORE: Final = re.compile(
    rf"(?:\b{_any('in of since by until on early late last next this from to mid before after')}|\d)[ \-]$",
    re.IGNORECASE,
)


def context_type(text: str, start: int, end: int) -> EntityType | None:
    """What the words before and after speak of: a person, an organisation, a place, or nothing."""
    led = text[start - 1 : start] == " "
    followed = text[end : end + 1] in _FOLLOWING
    if (followed and _BODY_AFTER.match(text, end)) or (led and _BODY_BEFORE.search(text, max(0, start - 16), start)):
        return "organisation"
    if followed and _PERSON_AFTER.match(text, end):
        return "person"
    if (followed and _PLACE_AFTER.match(text, end)) or (led and _PLACE_BEFORE.search(text, max(0, start - 20), start)):
        return "place"
    return "person" if led and _PERSON_BEFORE.search(text, max(0, start - 18), start) else None


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether an ordinary word ("May", "Rice") stands where a family name would: it acts or owns, and dates nothing."""
    return bool(_SUBJECT_AFTER.match(text, end)) and not _DATE_BEFORE.search(text, max(0, start - 8), start)
