"""Who is sent to whom: an ambassador *of* one state *to* another is not the other's ambassador to the first."""

from __future__ import annotations

import re

from assistant.models.extractive.keys import keys

_ENVOY = r"(?:[Aa]mbassador|[Ee]nvoy|[Cc]onsul|[Rr]epresentative)"
_SENT_TO = re.compile(
    rf"\b{_ENVOY} (?:to|in) (?:the )?([A-Z][\w’'-]{{1,40}}(?: [A-Z][\w’'-]{{1,40}}){{0,3}})", re.IGNORECASE
)
_OF = re.compile(rf"\b([A-Z][\w-]{{1,40}})(?:['’]s?)? (?:\w{{1,20}} )?{_ENVOY}\b")


def is_reversed(question: str, text: str) -> bool:
    """Whether a text has an envoy of the very state that the question asks about as the one they are sent to."""
    asked = _SENT_TO.search(question)
    if asked is None:
        return False
    target = set(keys(asked[1]))
    return any(target & set(keys(sender[1])) for sender in _OF.finditer(text))
