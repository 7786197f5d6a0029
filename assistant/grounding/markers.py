"""Citation markers: `[e1]`, `[e1][e4]`, `[e1, e4]` at the end of the sentence that rests on those excerpts."""

from __future__ import annotations

import re

_MARKER = re.compile(r"\[[ \t]{0,4}e\d{1,9}(?:[ \t]{0,4}[,;&][ \t]{0,4}e\d{1,9}){0,64}[ \t]{0,4}\]", re.IGNORECASE)
_GROUP = re.compile(rf"(?:[^\S\n]{{0,256}}(?:\n[^\S\n]{{0,256}})?(?i:{_MARKER.pattern}))*")
_ID = re.compile(r"e\d{1,9}", re.IGNORECASE)
_GAP_BEFORE_STOP = re.compile(r"[ \t]{1,8}(?=[.,;:!?…])")
_GAPS = re.compile(r"[ \t]{2,}")
# What a reader does not see may stand between the bracket, the letter and the digit.
_FAKE = re.compile(
    r"\[(?=[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,16}"
    r"[eE\uff45\uff25][\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,16}\d)"
)


def split_markers(sentence: str) -> tuple[str, tuple[str, ...]]:
    """The sentence without its markers, and the ids they name: lower case, each once, in order."""
    ids: dict[str, None] = {}
    for marker in _MARKER.finditer(sentence):
        ids.update(dict.fromkeys(found.lower() for found in _ID.findall(marker.group())))
    if not ids:
        return sentence.strip(), ()
    bare = _GAP_BEFORE_STOP.sub("", _MARKER.sub(" ", sentence))
    return _GAPS.sub(" ", bare).strip(), tuple(ids)


def markers_end(text: str, start: int) -> int:
    """The offset after the markers that follow `start`, on the next line at the farthest; `start` if there are none."""
    group = _GROUP.match(text, start)
    return group.end() if group else start


def escape_markers(text: str) -> str:
    """`text` for a model's eyes: brackets that fake our markers become full-width ones, so that the text reads
    the same but is no marker. Stored text is never changed by it.
    """
    return _FAKE.sub("［", text) if "[" in text else text
