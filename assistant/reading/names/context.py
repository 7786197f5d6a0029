"""What the words around an unknown name say of it."""

from __future__ import annotations

import re
from typing import Final

_PLACE_BEFORE: Final = re.compile(
    r"(?:\b[Ii]n|\b[Nn]ear|\b[Oo]utside|\b[Aa]cross|\b[Aa]round|\b[Ii]nto|(?:city|town|village|province|district|region|port|island|capital|suburb|state|governorate|county"
    r"|area|municipality|valley|mountains?|camp|cities|towns|villages|provinces)(?: of)?)(?: the)? $"
)
_PLACE_AFTER: Final = re.compile(r" (?:province|district|region|city|island|islands|river|airport|governorate|peninsula|valley|county|village|area|mountains)\b")
_SPEECH: Final = (
    "said says told added announced warned insisted stressed noted argued claimed declared explained asked replied urged "
    "vowed denied admitted wrote tweeted promised suggested acknowledged thanked praised criticised criticized resigned testified"
)
_SPEECH_AFTER: Final = re.compile(rf",? (?:also |has |had |later |then )?(?:{'|'.join(_SPEECH.split())})\b")
_SPEECH_BEFORE: Final = re.compile(r"\b(?:said|says|added|according to|told|asked|replied|whose leader|led by|headed by) $")


def place_context(text: str, start: int, end: int) -> bool:
    """Whether the words before or after speak of a place ("in …", "… province")."""
    return bool(_PLACE_BEFORE.search(text, max(0, start - 20), start) or _PLACE_AFTER.match(text, end))


def speech_context(text: str, start: int, end: int) -> bool:
    """Whether the name is that of somebody who speaks."""
    return bool(_SPEECH_AFTER.match(text, end) or _SPEECH_BEFORE.search(text, max(0, start - 14), start))
