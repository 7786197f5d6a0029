"""Definite descriptions with stray possessives and marks are read to their end."""

from __future__ import annotations

import pytest

from assistant.reading.names import resolve_description
from assistant.types import Role, Span


@pytest.mark.parametrize("phrase", ["the 's ambassador", "’s", "the president 's", "the prime 's minister", ""])
def test_a_stray_possessive_does_not_keep_the_reader(phrase: str):
    roles = [Role(Span(0, 20), "Igor Khovaev", "Russian Ambassador", "title")]
    assert resolve_description(phrase, roles, 100) in {"Igor Khovaev", None}
