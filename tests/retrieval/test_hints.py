"""What is read out of a question beside its subject."""

from __future__ import annotations

from datetime import date

from assistant.retrieval.hints import named_sources, read_hints
from assistant.retrieval.words import content_words, phrases_in

SOURCES = ("Isle Post", "The Coast Mail", "Harbour News | Trade", "Time", "isleradio.example.com")


def test_sources_are_named_with_or_without_article_section_and_domain() -> None:
    text = "Did the coast mail, Harbour News and Isleradio.example agree with the Isle Post?"
    assert set(named_sources(text, SOURCES)) == {
        "The Coast Mail",
        "Harbour News | Trade",
        "Isle Post",
        "isleradio.example.com",
    }


def test_a_source_with_an_ordinary_word_for_a_name_counts_only_as_it_is_written() -> None:
    assert named_sources("What time is the talk?", SOURCES) == ()
    assert named_sources("What did Time report?", SOURCES) == ("Time",)


def test_a_clause_that_only_names_its_source_belongs_to_the_clause_before_it() -> None:
    text = "Which harbour was dredged in spring, as reported by the Isle Post, and which one lost its ferry line?"
    dredged, lost = read_hints(text, SOURCES).parts
    assert dredged.sources == ("Isle Post",)
    assert lost.sources == ()


def test_days_weeks_and_months_are_periods_and_years_are_not() -> None:
    periods = read_hints("What happened on 3 May 2019, in June 2019 and in 2020?", ()).periods
    assert [(period.lo, period.hi) for period in periods] == [
        (date(2019, 5, 3), date(2019, 5, 3)),
        (date(2019, 6, 1), date(2019, 6, 30)),
    ]


def test_a_short_question_has_no_parts() -> None:
    assert read_hints("Who sold the ferry?", SOURCES).parts == ()


def test_question_words_carry_no_subject_unless_there_is_nothing_else() -> None:
    assert content_words("What did the US say about herring?") == ("US", "herring")
    assert content_words("Who is it?") == ("Who", "is", "it")


def test_a_quotation_in_a_whole_question_is_no_phrase_to_look_for() -> None:
    assert phrases_in('"salt road" tolls') == ("salt road",)
    assert phrases_in('Why did the mayor of Port Ellis call the salt road "a ditch" in spring?') == ()
