"""Text that speaks to a language model, or imitates what only programs write to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Span

ADDRESSED = "addresses-assistant"
"""The flag of a document that does so. It accuses nobody: a report on such attacks carries it too."""

_NO_OFFICE = r"(?![ -](?:secretar|minist|professor|director|commission|attorney|manager|coach|chief|general|to\b))"
_MACHINE = (
    rf"(?:AI|A\.I\.|language|virtual|chat)[ -]?(?:assistant|model|agent|bot|system)s?\b{_NO_OFFICE}|chatbots?\b|LLMs?\b"
)

PATTERNS: dict[str, str] = {
    "orders to forget its instructions": r"\b(?:ignore|disregard|forget|override|bypass)\s(?:\w{1,12}\s){0,2}"
    r"(?:your|my|previous|prior|above|earlier|preceding|system|all|any)\s(?:\w{1,12}\s){0,3}"
    r"(?:instruction|prompt|directive|guideline|system message)s?\b",
    "calls on an assistant": r"\b(?:to|dear|attention|attn|hey|hello|hi|(?:note|message|instructions?) for)"
    rf"[:,]?\s(?:(?:any|every|all|the|whatever|whichever|an?|other)\s){{0,2}}(?:{_MACHINE})",
    "calls on any assistant": r"\b(?:any|every|whatever|whichever)\s(?:assistants?|agents?|models?)\s(?:that|who|which|"
    r"reading|reads?|processing|summari[sz]ing|tasked)\b",
    "tells a model what it is": r"\b(?:you are|you're|act as|pretend to be|behave like)\s(?:now\s)?(?:an?|the)?\s?"
    rf"(?:\w{{1,12}}\s){{0,2}}(?:{_MACHINE})",
    "speaks as a model": rf"\bas an?\s(?:{_MACHINE}),? (?:you|I)\b",
    "orders an answer": r"\b(?:in|to|from) your (?:answer|response|reply|output|summary)\b"
    r"|\b(?:respond|reply|answer) only with\b"
    r"|\bdo not (?:mention|reveal|tell|disclose|show)\s(?:\w{1,12}\s){0,4}(?:the|your) (?:user|prompt|instructions?)\b"
    r"|\b(?:tell|inform|assure) the user\b|\bthe user(?:'s|’s) (?:question|request|query|prompt)\b",
    "speaks of its prompt": r"\b(?:system|developer) (?:prompt|message)s?\b"
    r"|\b(?:previous|prior|above|earlier) (?:prompt|instructions)\b|\bnew instructions?:",
    "imitates a conversation": r"<\|[\w ]{1,24}\|>|\[/?INST\]|<</?SYS>>"
    r"|</?(?:system|assistant|user|tool_call|function_call)s?>|^[ \t>#*]{0,8}(?:system|assistant|user|human):(?=\s)",
    "imitates a tool": r"[\"'](?:tool_calls?|tool_call_id|function_call|excerpts)[\"']\s?:",
    "imitates a citation": r"\[\s{0,4}e\d{1,9}\s{0,4}[\],;]",
}
"""What counts, by what it does; every pattern disregards case."""

_ADDRESSED = re.compile("|".join(PATTERNS.values()), re.IGNORECASE | re.MULTILINE)

# Every pattern needs one of these within reach; to find them first is thirty times as quick as to try all patterns.
_ANCHORS = tuple(
    "assistant|model|agent|llm|ai system|instruction|prompt|directive|guideline|system message|developer message"
    "|your answer|your respon|your reply|your output|your summary|only with|the user|<|[inst|[/inst|system:|user:"
    "|human:|tool_call|function_call|excerpts|[e|[ ".split("|")
) + tuple(f"{kind}{gap}bot" for kind in ("ai", "a.i.", "language", "virtual", "chat") for gap in ("", " ", "-"))
_REACH = 100


def addresses_assistant(text: str) -> Span | None:
    """The first place where a text addresses an assistant or imitates its tools; None where it does not."""
    for window in _windows(text):
        if found := _ADDRESSED.search(text, window.start, window.end):
            return Span(*found.span())
    return None


def _windows(text: str) -> Iterator[Span]:
    """The stretches around anchors, in order, none overlapping."""
    lower = text.lower()
    if len(lower) != len(text):  # rare letters grow in lower case
        yield Span(0, len(text))
        return
    places = sorted(place for anchor in _ANCHORS for place in _places(anchor, lower))
    start, end = -1, -1
    for place in places:
        if place - _REACH > end:
            if end > 0:
                yield Span(start, end)
            start = max(0, place - _REACH)
        end = place + _REACH
    if end > 0:
        yield Span(start, min(end, len(text)))


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))
