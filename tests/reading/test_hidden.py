"""Characters nobody sees are found and shown; those a script or an emoji needs are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.hidden import hidden_characters, shown, uncommon


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("pay\u200bload", "pay⟦U+200B⟧load"),
        ("safe\U000e0049\U000e0067\U000e006e text", "safe⟦U+E0049, 3 hidden⟧ text"),
        ("\u202edetcejer\u202c", "⟦U+202E⟧detcejer⟦U+202C⟧"),
        ("no\u2060t", "no⟦U+2060⟧t"),
        ("a\u200db", "a⟦U+200D⟧b"),
        ("erased\x08", "erased⟦U+0008⟧"),
        ("\U000e0100\U000e0123", "⟦U+E0100, 2 hidden⟧"),
    ],
)
def test_what_a_reader_does_not_see_is_shown(text: str, visible: str) -> None:
    assert shown(text) == visible


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, “quoted” – and dashed…",
        "soft\u00adhyphen",
        "می\u200cخواهم",  # a zero-width non-joiner that Persian needs
        "👩\u200d🚀 and \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "12\u200e March",
        "line\tone\nline two\r\n",
    ],
)
def test_what_a_script_or_an_emoji_needs_is_left_alone(text: str) -> None:
    assert list(hidden_characters(text)) == []
    assert shown(text) == text


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab \u200b\u200d\u202e\U000e0041\u200e\u0645👩\ufe0f\U0001f3f4\U000e007f"), max_size=30))
def test_nothing_but_hidden_characters_is_replaced(text: str) -> None:
    spans = list(hidden_characters(text))
    kept = "".join(char for at, char in enumerate(text) if not any(s.start <= at < s.end for s in spans))
    parts = shown(text).split("⟦")
    assert "".join([parts[0], *(part.partition("⟧")[2] for part in parts[1:])]) == kept


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_uncommon_is_all_but_printable_ascii_and_line_breaks(text: str):
    assert uncommon(text) == "".join(char for char in text if not (" " <= char <= "~" or char in "\t\n\v\f\r"))
