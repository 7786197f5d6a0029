import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.lexicon.table import lexicon
from assistant.reading.names import read_names
from assistant.reading.names.casing import recase
from assistant.reading.sentences import split_sentences
from assistant.types import Span

_WORDS = (
    "President Putin Kim Xi May the of and , . ( ) ' ’s - — “ ” UN U.S. al-Assad de la IS "
    "Ministry Treaty Sea said İ ß Ǆ 中 é"
)
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\n\n", " ", "  "])
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=40).map("".join),
    st.lists(_PIECES, max_size=40).map(" ".join),
)


@settings(max_examples=150)
@given(_TEXTS)
def test_any_text_gives_ordered_mentions_that_do_not_overlap_and_lie_in_it(text: str):
    names = read_names(text, split_sentences(text))
    last = 0
    for mention in names.mentions:
        assert last <= mention.span.start < mention.span.end <= len(text)
        assert mention.name.strip()
        last = mention.span.end
    for role in names.roles:
        assert 0 <= role.span.start < role.span.end <= len(text)
        assert role.title.strip()
        assert role.person in {mention.name for mention in names.mentions}


@settings(max_examples=150)
@given(_TEXTS)
def test_recasing_keeps_every_offset(text: str):
    cased = recase(text, lexicon(), frozenset(text.split()))
    assert len(cased) == len(text)
    assert cased.lower() == text.lower()


@pytest.mark.parametrize(
    "piece",
    ["A ", "Aa.Bb.", "U.S.", "Ministry of ", "(AB) ", "al-A ", "THE WORD IS ", "X, head of the ", "\n", "Mr. "],
)
def test_a_long_monotonous_text_is_read_to_its_end(piece: str):
    text = piece * (20_000 // len(piece))
    assert all(mention.span.end <= len(text) for mention in read_names(text, [Span(0, len(text))]).mentions)
