"""Definite descriptions with stray possessives and marks are read to their end."""

from __future__ import annotations

import pytest

from assistant.reading.names import read_names, resolve_description
from assistant.reading.sentences import split_sentences
from assistant.types import Role, Span


@pytest.mark.parametrize("phrase", ["the 's ambassador", "’s", "the president 's", "the prime 's minister", ""])
def test_a_stray_possessive_does_not_keep_the_reader(phrase: str):
    roles = [Role(Span(0, 20), "Igor Khovaev", "Russian Ambassador", "title")]
    assert resolve_description(phrase, roles, 100) in {"Igor Khovaev", None}


def test_an_office_at_the_start_of_a_sentence_is_whole_though_the_text_writes_its_word_small_elsewhere():
    text = "Former trade minister Ana Lopez left. Trade Minister Grace Bello met the press."
    offices = {role.person: role.title for role in read_names(text, split_sentences(text)).roles}
    assert offices["Grace Bello"] == "Trade Minister"
