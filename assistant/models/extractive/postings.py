"""Who is sent to whom: an ambassador *of* one state *to* another is not the other's ambassador to the first."""

from __future__ import annotations

import re

from assistant.models.extractive.keys import keys

_ENVOY = r"(?:[Aa]mbassador|[Ee]nvoy|[Cc]onsul|[Rr]epresentative)"
_SENT_TO = re.compile(
    rf"\b{_ENVOY} (?:to|in) (?:the )?([A-Z][\w’'-]{{1,40}}(?: [A-Z][\w’'-]{{1,40}}){{0,3}})", re.IGNORECASE
)
_OF = re.compile(rf"\b([A-Z][\w-]{{1,40}})(?:['’]s?)? (?:\w{{1,20}} )?{_ENVOY}\b")


def is_posting(question: str, text: str) -> bool:
    """Whether a text may tell of the envoy that a question asks about; always where it asks about none.

    The text must say whose envoy it is, and that must not be the state to which they are sent.
    """
    asked = _SENT_TO.search(question)
    if asked is None:
        return True
    target = set(keys(asked[1]))
    senders = [set(keys(sender[1])) for sender in _OF.finditer(text)]
    told = bool(senders) or any(target & set(keys(sent[1])) for sent in _SENT_TO.finditer(text))
    return told and not any(target & sender for sender in senders)
