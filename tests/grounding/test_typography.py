"""What is folded keeps the offset of each of its characters in the text it came from."""

from __future__ import annotations

import pytest

from assistant.grounding.typography import plain


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("a — “b”\u00ad c…", "a - 'b' c...", [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 10, 10]),
        (" a \u2000\n b--c", "a b-c", [1, 2, 6, 7, 9]),
        ("''a``\u200bb  ", "'a'b", [0, 2, 3, 6]),
        ("1²\u2007Año", "1² Año", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_each_folded_character_knows_where_it_stood(text: str, folded: str, offsets: list[int]):
    found = plain(text)
    assert found.text == folded
    assert [found.source(at, at + 1) for at in range(len(folded))] == [(offset, offset + 1) for offset in offsets]
    assert found.source(0, len(folded)) == (offsets[0], offsets[-1] + 1)


def test_every_space_is_one_and_digits_and_letters_are_themselves():
    assert plain("a\u2000b\u200ac\u3000d\te").text == "a b c d e"
    assert plain("\u200b1\u2060").text == "1"
