"""Boundaries that news typography misleads: attributions behind a quotation, titles, list numbers, times of day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.types import Span

_OPENING = "\"“‘«'`"
_CLOSING = "\"”’»'"
_SPEECH = (
    "said|says|told|tells|added|adds|asked|asks|replied|replies|answered|explained|explains|stressed|wrote|writes|noted|"
    "notes|continued|insisted|insists|declared|warned|warns|argued|argues|announced|recalled|claimed|remarked|quipped|"
    "tweeted|posted|concluded|admitted|acknowledged|emphasized|emphasised|complained|joked|shouted|pleaded|urged|stated"
)
# Somebody and a verb of saying: "Lorenzana told reporters", "the president said", "he added".
_ATTRIBUTION = re.compile(
    rf"(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) [\w’'-]+(?: [\w’'-]+){{0,4}}?"
    rf"|[A-Z][\w.’'-]*,?(?: (?:[A-Z][\w.’'-]*,?|of|the|for|de|del|al|bin|van|von)){{0,8}}?) (?:{_SPEECH})"
    rf"|(?:{_SPEECH}) [\w“\"])\b"
)
_REPORTS_ANEW = re.compile(rf"(?:{_SPEECH})(?: \w+){{0,5}} that\b")
_ATTRIBUTION_REACH = 160  # characters
_TITLE = re.compile(
    r"(?:^|[\s(“\"‘—–-])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Cdr|Brig|Adm|Sgt|Cpl|Pvt|Sen|Rep|Gov|Pres|Amb|"
    r"Atty|Sec|Usec|Asec|Supt|Insp|Det|Asst|Assoc|Dep|Ret|Rev|Fr|Msgr|Hon|St|Mt|Ft|vs|Vs)\.$"
)
_NUMBERED = re.compile(
    r"(?:^|[\s(–-])(?:No|Nos|Art|Arts|Sec|Secs|Para|para|paras|Ch|ch|Vol|vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|pp?|approx|ca?|Fig|fig)\.$"
)
_SHORT_WORD = re.compile(r"\b[A-Z][a-z]{1,4}\.$")
_HOUR = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|"
    r"[A-Z]{2,4}T\b|GMT\b|UTC\b|(?:Eastern|Pacific|Central|Moscow|Manila|local)\b"
)
_LIST_NUMBER = re.compile(r"(?:\(?\d{1,3}|\(?[A-Za-z])[.)]$|[-–—*•·§]$")
_ONLY_CLOSING = re.compile(r"[\"”’»')\]]+$")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,400}[.!?][)\]](?= +[A-Z“\"])")
_QUOTATION = re.compile(r"[\"“«]")
_NOT_SPACE = re.compile(r"\S")
_LONGEST_ABBREVIATION = 8  # characters, with its full stop and what stands before it
_TAIL = 16  # characters of a sentence's end in which a title or a number stands


def repaired(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """The pieces of one paragraph, joined where a boundary was wrong."""
    waiting: Span | None = None
    quoted = False  # whether a piece before `waiting` in this paragraph held a quotation
    for piece in _unbracketed(text, pieces):
        if waiting is None:
            waiting = piece
        elif _belongs(text, waiting, piece, quoted):
            waiting = Span(waiting.start, piece.end)
        else:
            quoted = _holds_quotation(text, waiting)
            yield waiting
            waiting = piece
    if waiting is not None:
        yield waiting


def _unbracketed(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """The pieces, a sentence in brackets at the front of one cut from what follows it."""
    for piece in pieces:
        if text[piece.start] in "([" and (bracketed := _BRACKETED.match(text, piece.start, piece.end)):
            yield Span(piece.start, bracketed.end())
            after = _NOT_SPACE.search(text, bracketed.end())
            yield Span(after.start() if after else piece.end, piece.end)
        else:
            yield piece


def _belongs(text: str, left: Span, right: Span, quoted: bool) -> bool:
    """Whether `right` goes on the sentence `left`."""
    tail = text[max(left.start, left.end - _TAIL) : left.end]
    head = text[right.start : right.end][:_ATTRIBUTION_REACH]
    if _ONLY_CLOSING.match(head) or (left.end - left.start <= 5 and _LIST_NUMBER.match(tail)):
        return True
    if tail[-1] == ".":
        return _abbreviated(tail, head)
    return not quoted and _is_quotation(text, left) and _attributes(head)


def _abbreviated(tail: str, head: str) -> bool:
    if head[0].islower():
        return bool(_SHORT_WORD.search(tail))
    if len(tail) > _LONGEST_ABBREVIATION and tail[-_LONGEST_ABBREVIATION:-1].isalnum():
        return False
    if _TITLE.search(tail):
        return head[0].isupper()
    if _NUMBERED.search(tail):
        return head[0].isdecimal()
    return bool(_HOUR.search(tail) and _AFTER_HOUR.match(head))


def _is_quotation(text: str, span: Span) -> bool:
    return span.end - span.start > 2 and text[span.start] in _OPENING and text[span.end - 1] in _CLOSING


def _attributes(head: str) -> bool:
    """Whether these words name the speaker of the quotation before them and report nothing new."""
    return bool(_ATTRIBUTION.match(head)) and not _REPORTS_ANEW.search(head)


def _holds_quotation(text: str, span: Span) -> bool:
    return _QUOTATION.search(text, span.start, span.end) is not None
