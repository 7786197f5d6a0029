"""Characters that a reader does not see and a machine does: found, and made visible.

They carry text past people's eyes (tag characters, variation selectors), turn it round (bidirectional controls) or
break words up (zero-width characters). A few are at home in some scripts and in emoji; there they are not counted.
Soft hyphens, which typesetters leave behind, count nowhere.
Source: the ranges are those of Unicode Technical Report 36 and of the property Default_Ignorable_Code_Point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Span

HIDDEN = "hidden-characters"
"""The flag of a document that holds some."""

_HIDDEN = re.compile(
    "["
    "\x01-\x08\x0e-\x1f\x7f"  # controls, among them backspace and escape
    "\u115f\u1160\u3164\uffa0\u180e"  # fillers without a shape
    "\u200b-\u200f\u061c"  # zero width, directional marks
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # joiners, invisible operators, annotations
    "\ufe00-\ufe0e\U000e0000-\U000e0fff"  # variation selectors, tags
    "]+"
)
_AT_HOME = re.compile("[\u200c\u200d\ufe00-\ufe0e]")  # one alone, beside a character that needs it
_STRAY_MARK = re.compile("[\u200e\u200f\u061c]")  # one alone, which copied dates often carry along
_FLAG_EMOJI = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{1,7}\U000e007f")


_COMMON = bytes(range(0x20, 0x7F)) + b"\t\n\v\f\r"


def uncommon(text: str) -> str:
    """What is left of a text without its printable ASCII characters and line breaks: mostly little or nothing, so that
    looking there first for characters that hardly any text has takes a tenth of the time.
    """
    return text.encode(errors="surrogatepass").translate(None, _COMMON).decode(errors="surrogatepass")


def hidden_characters(text: str) -> Iterator[Span]:
    """The runs of hidden characters of a text, in order."""
    if _HIDDEN.search(uncommon(text)) is None:
        return
    flags = {found.start() + 1 for found in _FLAG_EMOJI.finditer(text)}
    for found in _HIDDEN.finditer(text):
        if found.start() not in flags and not _is_at_home(text, found):
            yield Span(*found.span())


def shown(text: str) -> str:
    """`text` with each run of hidden characters as a visible placeholder, such as ⟦U+200B⟧ or ⟦U+E0041, 12 hidden⟧."""
    if _HIDDEN.search(uncommon(text)) is None:  # nearly always
        return text
    parts: list[str] = []
    end = 0
    for span in hidden_characters(text):
        count = span.end - span.start
        parts += text[end : span.start], f"⟦U+{ord(text[span.start]):04X}{f', {count} hidden' if count > 1 else ''}⟧"
        end = span.end
    return "".join([*parts, text[end:]])


def _is_at_home(text: str, found: re.Match[str]) -> bool:
    if _STRAY_MARK.fullmatch(found.group()):
        return True
    if not _AT_HOME.fullmatch(found.group()):
        return False
    return any(_needs_them(char) for char in text[max(0, found.start() - 1) : found.start()] + text[found.end() :][:1])


def _needs_them(char: str) -> bool:
    """Whether the character belongs to a script (Hebrew and after) or to signs (emoji) that these are made for."""
    return 0x0590 <= ord(char) < 0x1E00 or ord(char) >= 0x2190
