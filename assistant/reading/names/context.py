"""What the words around an unknown name say of it. Every pattern is bounded, so each look costs the same."""

from __future__ import annotations

import re
from typing import Final

from assistant.types import EntityType

_PLACE_BEFORE: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross|[Aa]round|[Ii]nto|[Oo]ff|at|(?:north|south|east|west) of)"
    r"|\b(?:city|cities|towns?|villages?|provinces?|districts?|region|port|island|capital|suburb|state|governorate|county|area|municipality|valley|camp|airport)(?: of)?)"
    r"(?: the)? $"
)
_PLACE_AFTER: Final = re.compile(
    r" (?:province|district|region|city|islands?|river|airport|governorate|peninsula|valley|county|village|area|mountains|border crossing|suburb|neighbou?rhood)\b"
)
_VERBS: Final = (
    "said says told adds added announced warned warns insisted stressed noted argued argues claimed declared explained asked replied urged urges vowed denied admitted wrote "
    "tweeted promised suggested acknowledged thanked praised criticised criticized resigned testified met visited arrived flew spoke won took accused refused believes "
    "hopes thinks served died joined signed called agreed knows wants wanted hosted welcomed rejected dismissed condemned hailed"
)
_VERB: Final = rf"(?:{'|'.join(_VERBS.split())}|was (?:born|elected|appointed|arrested|killed|jailed|detained|sworn|quoted|named|re-elected|succeeded|ousted)|has said|had said)"
_PERSON_AFTER: Final = re.compile(rf",? (?:also |later |then |himself |herself )?{_VERB}\b|,? whose? |, \d\d,| \(\d\d\)|['’]s (?:regime|government|administration|wife|husband|son|daughter|lawyers?|spokes\w+|office)\b| (?:regime|administration)\b")
_PERSON_BEFORE: Final = re.compile(
    r"\b(?:said|says|added|according to|asked|replied|met|led by|headed by|chaired by|accompanied by|succeeded|replaced|named|wife|son|brother|daughter|husband|father|mother"
    r"|colleague|counterpart|rival|aide|predecessor|successor|deputy|thanked|appointed),? $"
)
_BODY_NOUNS: Final = (
    "party newspaper group company agency movement militia magazine daily website network coalition alliance bank union rebels militants fighters airline federation tribe clan "
    "corporation conglomerate foundation charity institute broadcaster channel faction brigade battalion insurgents operator watchdog bloc organisation organization ministry force firm"
    " producer manufacturer monopoly carrier army guerrillas consortium telecom"
).replace(" ", "|")
_BODY_AFTER: Final = re.compile(rf" (?:news )?(?:{_BODY_NOUNS})\b|, (?:the|a|an) (?:[\w\-]+ ){{0,4}}(?:{_BODY_NOUNS})\b")
_BODY_BEFORE: Final = re.compile(rf"\b(?:{_BODY_NOUNS}|employer,|think tank) $")
_SUBJECT_AFTER: Final = re.compile(rf"(?:['’]s\b|,? {_VERB}\b| (?:has|had|is|was|will|would|also|and)\b)")
_DATE_BEFORE: Final = re.compile(r"(?:\b(?:in|of|since|by|until|on|early|late|last|next|this|from|to|mid|to end|before|after)|\d)[ \-]$", re.IGNORECASE)


def context_type(text: str, start: int, end: int) -> EntityType | None:
    """What the words before and after speak of: a person, an organisation, a place, or nothing."""
    if _BODY_AFTER.match(text, end) or _BODY_BEFORE.search(text, max(0, start - 16), start):
        return "organisation"
    if _PERSON_AFTER.match(text, end):
        return "person"
    if _PLACE_AFTER.match(text, end) or _PLACE_BEFORE.search(text, max(0, start - 20), start):
        return "place"
    return "person" if _PERSON_BEFORE.search(text, max(0, start - 18), start) else None


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether an ordinary word ("May", "Rice") stands where somebody's name would: it acts or owns, and dates nothing."""
    return bool(_SUBJECT_AFTER.match(text, end)) and not _DATE_BEFORE.search(text, max(0, start - 8), start)
