from __future__ import annotations

import pytest

from assistant.grounding.quotations import find_quotation, nearest, quoted_spans
from assistant.types import Span

TEXT = (
    "“The goal is not to contain anyone,” she said. “It’s 1.5 million — we’re sure [sic].”"
    " The year 2016-17 was Año nuevo."
)


@pytest.mark.parametrize(
    "words",
    [
        "The goal is not to contain anyone",
        "the goal is not",
        "[T]he goal is not to contain anyone,",
        "It's 1.5 million - we're sure",
        "It\u2019s\u00a01.5 million",
        "to contain ... she said",
        "[Our] goal is not to contain [them]",
    ],
)
def test_words_of_the_text_are_found_whatever_the_typography_and_the_editors_marks(words: str):
    assert find_quotation(words, TEXT) is not None


@pytest.mark.parametrize(
    "words",
    [
        "The goal is to contain anyone",
        "The goal is ... to contain anyone",
        "The goal is [...] to contain anyone",
        "The goal is [not] not to contain",
        "It's 1.6 million",
        "1",
        "5 million",
        "2016",
        "Ano nuevo",
        "goal is not to contain any",
        "contain anyone ... The goal",
        "The GOAL is not",
        "",
        " ... ",
    ],
)
def test_other_words_are_not_found(words: str):
    assert find_quotation(words, TEXT) is None


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("we will wait", "we will wait", True),
        ("will wait", "we will waiting", False),
        ("(sic)", "He wrote (sic)!", True),
        ("we did", "we didn't", False),
        ("2016", "in 1/2016", False),
        ("16", "built in -16", False),
        ("first ... last", f"first {'x ' * 150}last", True),
        ("first ... last", f"first {'x ' * 250}last", False),
        ("first [and] last", "first and then, of course, last", True),
        ("first [and] last", f"first {'x ' * 60}last", False),
        ("first [unless] last", "first and last", False),
        ("we want[ed] peace", "we want peace", True),
        ("first ... last", f"first {'x' * 400} last", True),
        ("first ... last", f"first {'x' * 401} last", False),
        ("first [of all] last", f"first {'x' * 60} last", True),
        ("first [of all] last", f"first {'x' * 61} last", False),
        ("first ... ally", "first of all, finally, an ally", True),
        ("first ... last", "first and lastly", False),
        ("first ... last", f"first, lastly, {'x' * 400} last", False),
        ("he did not go ... home", "he did not go straight home", True),
        ("he went ... and went ... home", "he went out and went straight home", True),
        ("he went ... home ... and slept", "he went straight home, then not at once to bed, and slept", False),
        ("we wait ... we go", "we wait [and] we go", False),
        ("[We] wait", "They wait", True),
        ("[Nobody] waits", "Who waits", False),
        ("we wait . . . and go", "we wait here and go", True),
        ("we wait [...] and go", "we wait here and go", True),
        ("[w]e wait", "We wait", True),
        ("1.5", "it is 1.5/2", False),
        ("2016", "in 2016-17", False),
        ("twenty", "twenty-one", True),
        ("go", "we go.", True),
        ("we can", "we can’t", False),
        ("we can", "we can’T", False),
        ("a b", "ya b", False),
        ("b a", "b ay", False),
        ("1 b", "x1 b", False),
        ("1 b", "2.1 b", False),
        ("b 1", "b 1.2", False),
        ("we [then] go [not] home", "we so go at home", False),
        ("we ... not go", "we did, not go", True),
        ("5", "in 1,5", False),
        ("5", "in 1.5", False),
        ("5", "of x/5", True),
        ("1", "in 1,5", False),
        ("1", "in 1, 5", True),
        ("1", "in 1/x", True),
        ("-5", "in 1-5", False),
        ("(5", "in 1(5", True),
        ("5)", "in 5)1", True),
        ("aa aa b", "aa aa aa b", True),
        ("We go ... b", "we go. We go b", True),
        ("... to go home", "we want to go home", True),
        ("we go [so] ... [as] home", "we go at once home", True),
        ("we [x] go [y] home", f"we {'x' * 60} go {'y' * 60} home", True),
        ("we [x] go home ... now", f"we {'x' * 61} go home now", False),
        ("we ... go [x] home", f"we {'x' * 300} go {'y' * 60} home", True),
        ("we ... go [x] home", f"we go {'y' * 61} home", False),
        ("[no] home", "at home", False),
        ("home [or not]", "at home", False),
        ("a ... a", "a", False),
    ],
)
def test_words_are_found_whole_and_with_no_more_left_out_than_an_editor_leaves(words: str, text: str, there: bool):
    assert (find_quotation(words, text) is not None) is there


def test_superscript_digits_are_not_digits():
    assert find_quotation("an area of 12 km", "an area of 1² km") is None


def test_the_span_is_the_texts_own():
    span = find_quotation("it's 1.5 million -- we're sure", TEXT)
    assert span is not None
    assert span.of(TEXT) == "It’s 1.5 million — we’re sure"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "a b" twice.', ["a b"]),
        ("He said “a ‘b’ c” twice.", ["a ‘b’ c"]),
        ("Open “to the end.", ["to the end."]),
        ('Closed" from the start.', ["Closed"]),
        ("It's the ministers' plan, isn't it?", []),
        ("He called it a 'new order' of 'peace'.", ["new order", "peace"]),
        ("«Da» and „ja“ and ``yes''", ["Da", "ja", "yes"]),
        ("> the whole line", ["the whole line"]),
        ('A 6" gun', []),
        ("The rock'n'roll of the '90s is 'dead', 'tis said.", ["dead"]),
        ("“One” and “two”, said ‘three’", ["One", "two", "three"]),
        ('He wrote: "it is', ["it is"]),
        ("„Ja“, sagte er", ["Ja"]),
        ('It is over", she said.', ["It is over"]),
        ("He said «a ” b» twice.", ["a ” b"]),
        (">\tquoted\nplain\n > two", ["quoted", "two"]),
        ("the 1990s' end 'x'", ["x"]),
        ("said: 'we go'", ["we go"]),
        ("a ” b", ["a "]),
        ("“ ” and “x”", ["x"]),
        ("「a」 and 『b』 and ‹c› and ❝d❞", ["a", "b", "c", "d"]),
        ("``a'' and ``b", ["a", "b"]),
        ('He said "a", "b" and "c', ["a", "b", "c"]),
        ('a ” b" c', ["a ” b"]),
        ('He said "a" and "b ‘c’ d".', ["a", "b ‘c’ d"]),
        ('A 6" gun, a "big" one', ["big"]),
        ('He said "it is 6" twice', ["it is 6"]),
        ('He said "a" and "b" of 6" guns', ["a", "b"]),
        ('She said "a", he said: "b', ["a", "b"]),
        ('A "b" or c"', ['A "b" or c']),
        ("``a", ["a"]),
        (" ``a", ["a"]),
        ("x``a", ["a"]),
        ('" a', [" a"]),
        ('x "', ["x "]),
        ('x"y', ["x"]),
        ('a b"x', ["a b"]),
        ('He said " and', ["He said "]),
        ('x "y', ["y"]),
        ("’twas ‘so’ in ‘97 and the ‘90s", ["so"]),
        ("He said ‘a b", []),
        ("a 'b' c' d 'e'", ["b", "e"]),
        ("'a' b", ["a"]),
        ("x_'a' b", ["a"]),
        ("x.'a' b,'c' d", []),
        ("He wrote “a„ b", ["a„ b"]),
        ("a ” b “c", ["a ", "c"]),
        ("   > three\n    > four", ["three"]),
    ],
)
def test_quotation_marks_are_read_in_all_their_shapes(text: str, words: list[str]):
    assert [span.of(text) for span in quoted_spans(text)] == words


def test_the_nearest_wording_is_proposed_only_when_there_is_one():
    span = nearest("The goal is to contain someone", TEXT)
    assert span is not None
    assert "goal is not to contain" in span.of(TEXT)
    assert nearest("completely different words about fishing rights", TEXT) is None
    assert nearest("", TEXT) is None
    assert nearest("The goal", "") is None
    assert nearest(" ", "The goal is far") is None


def test_the_nearest_wording_may_be_longer_than_the_false_one():
    text = "Then he said the pact is so very good for Norway and Riga."
    span = nearest("the pact is good for Norway", text)
    assert span is not None
    assert span.of(text) == "the pact is so very good for Norway"


def test_marks_alone_may_be_the_nearest_wording():
    assert nearest("—— …… ——", "—— …… ——") == Span(0, 8)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("The goal is to contain someone", "The goal is not to contain anyone"),
        ("the goal is not to contains anyone", "The goal is not to contain anyone"),
        ("oal is not to contai", "goal is not to contain"),
        ("The year 2015-17 was", "The year 2016-17 was"),
        ("It's 1.6 million", "It’s 1.5 million"),
        ("The goal not to contain anyone, said she", "The goal is not to contain anyone,” she"),
        ("contain one, she did say", "contain anyone,” she said"),
    ],
)
def test_the_nearest_wording_is_whole_words_from_the_first_to_the_last(words: str, near: str):
    span = nearest(words, TEXT)
    assert span is not None
    assert span.of(TEXT) == near
