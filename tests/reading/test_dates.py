from datetime import date

import pytest

from assistant.reading.dates import read_dates
from assistant.reading.sentences import split_sentences
from assistant.types import DateExpression

FRIDAY = date(2017, 2, 17)


def read(text: str, published: date | None = FRIDAY) -> tuple[DateExpression, ...]:
    return read_dates(text, split_sentences(text), published)


def shown(text: str, published: date | None = FRIDAY) -> list[tuple[str, str]]:
    """The words of each expression and its days, "2017-02-16" or "2017-02-01..2017-02-28"."""
    found: list[tuple[str, str]] = []
    for expression in read(text, published):
        lo, hi = expression.interval.lo, expression.interval.hi
        found.append((expression.span.of(text), str(lo) if lo == hi else f"{lo}..{hi}"))
    return found


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("He spoke on Friday, February 17.", "Friday, February 17", "2017-02-17"),
        ("They met on Thursday, February 16.", "Thursday, February 16", "2017-02-16"),
        ("They dined on Thursday night.", "Thursday night", "2017-02-16"),
        ("They dined at 9 p.m. Thursday.", "9 p.m. Thursday", "2017-02-16"),
        ("They met in November 2016.", "November 2016", "2016-11-01..2016-11-30"),
        ("Early in February, it withdrew.", "Early in February", "2017-02-01..2017-02-28"),
        ("It withdrew in mid-January.", "mid-January", "2017-01-01..2017-01-31"),
        ("It withdrew last week.", "last week", "2017-02-06..2017-02-12"),
        ("He will visit later this year.", "later this year", "2017-01-01..2017-12-31"),
        ("The 1998 agreement holds.", "1998", "1998-01-01..1998-12-31"),
        ("It was mid-2015.", "mid-2015", "2015-01-01..2015-12-31"),
        ("Sales fell in the third quarter of 2016.", "the third quarter of 2016", "2016-07-01..2016-09-30"),
        ("Sales fell in Q3 2016.", "Q3 2016", "2016-07-01..2016-09-30"),
        ("Sales fell in the first half of 2016.", "the first half of 2016", "2016-01-01..2016-06-30"),
        ("It began in the early 1990s.", "the early 1990s", "1990-01-01..1999-12-31"),
        ("It began in the '80s.", "the '80s", "1980-01-01..1989-12-31"),
        ("It began in the nineties.", "the nineties", "1990-01-01..1999-12-31"),
        ("They met in the summer of 2015.", "the summer of 2015", "2015-06-01..2015-08-31"),
        ("They met last summer.", "last summer", "2016-06-01..2016-08-31"),
        ("They met on January 3-5, 2017.", "January 3-5, 2017", "2017-01-03..2017-01-05"),
        (
            "They met from 30 January to 2 February 2017.",
            "from 30 January to 2 February 2017",
            "2017-01-30..2017-02-02",
        ),
        ("He ruled from 2010 to 2014.", "from 2010 to 2014", "2010-01-01..2014-12-31"),
        ("He ruled 1998-99.", "1998-99", "1998-01-01..1999-12-31"),
        ("They met between May and June 2011.", "between May and June 2011", "2011-05-01..2011-06-30"),
        ("It rained between January and March 3, 2016.", "between January and March 3, 2016", "2016-01-01..2016-03-03"),
        ("Signed on 2017-02-16.", "2017-02-16", "2017-02-16"),
        ("Signed on 16/02/2017.", "16/02/2017", "2017-02-16"),
        ("Signed on 2/16/2017.", "2/16/2017", "2017-02-16"),
        ("Signed on 16.02.2017.", "16.02.2017", "2017-02-16"),
        ("Signed on 16th of Feb. 2017.", "16th of Feb. 2017", "2017-02-16"),
        ("Signed on the sixteenth of February.", "the sixteenth of February", "2017-02-16"),
        ("Signed on the twenty-first of March, 2016.", "the twenty-first of March, 2016", "2016-03-21"),
        ("Signed in nineteen ninety-eight.", "nineteen ninety-eight", "1998-01-01..1998-12-31"),
        ("Signed in two thousand and six.", "two thousand and six", "2006-01-01..2006-12-31"),
        ("Signed in June last year.", "June last year", "2016-06-01..2016-06-30"),
        ("Signed on June 12 last year.", "June 12 last year", "2016-06-12"),
        ("He came today.", "today", "2017-02-17"),
        ("He came yesterday morning.", "yesterday morning", "2017-02-16"),
        ("He comes tomorrow.", "tomorrow", "2017-02-18"),
        ("He came last night.", "last night", "2017-02-16"),
        ("He came last Friday.", "last Friday", "2017-02-10"),
        ("He comes next Tuesday.", "next Tuesday", "2017-02-21"),
        ("He comes on Friday of next week.", "Friday of next week", "2017-02-24"),
        ("He comes next month.", "next month", "2017-03-01..2017-03-31"),
        ("He came over the weekend.", "the weekend", "2017-02-11..2017-02-12"),
        ("He came the week of February 6.", "the week of February 6", "2017-02-06..2017-02-12"),
        ("He came two months ago.", "two months ago", "2016-12-01..2016-12-31"),
        ("He came ten days ago.", "ten days ago", "2017-02-07"),
        ("He came a decade ago.", "a decade ago", "2007-01-01..2007-12-31"),
        ("Profits rose in fiscal 2016.", "fiscal 2016", "2016-01-01..2016-12-31"),
        ("They rest on Christmas Day 2016.", "Christmas Day 2016", "2016-12-25"),
        ("They marched on May Day 2015.", "May Day 2015", "2015-05-01"),
        ("Guarded since the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
    ],
)
def test_an_expression_is_read_whole_and_resolved_to_its_days(text: str, words: str, days: str):
    assert shown(text) == [(words, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He met them on Monday.", "2017-02-13"),
        ("He will meet them on Monday.", "2017-02-20"),
        ("He is scheduled to visit on Monday.", "2017-02-20"),
        ("Talks are to resume Monday.", "2017-02-20"),
        ("He told reporters Monday.", "2017-02-13"),
        ("He said Monday the treaty would end.", "2017-02-13"),
        ("In December he came.", "2016-12-01..2016-12-31"),
        ("He will come in December.", "2017-12-01..2017-12-31"),
        ("He came in April.", "2016-04-01..2016-04-30"),
        ("It must end by April.", "2017-04-01..2017-04-30"),
        ("On June 23, a bridge was closed.", "2016-06-23"),
        ("Elections are set for May 9.", "2017-05-09"),
        ("The vote was postponed to June 1.", "2017-06-01"),
        ("It remained open at year's end.", "2016-01-01..2016-12-31"),
        ("It will close by year's end.", "2017-01-01..2017-12-31"),
    ],
)
def test_a_bare_weekday_or_month_goes_the_way_of_its_verb(text: str, days: str):
    assert [found for _, found in shown(text)] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said so. May said no. May I ask? They may march on.",
        "Mar Roxas and April Glaspie met Jan de Vries and June Carter.",
        "The Sun newspaper sat on it. USA Today wrote. He saw ABC's This Week.",
        "They fired 20 missiles; a 44-year-old man died; 2000 troops left; 1,998 stayed.",
        "Resolution 1973, Law No. 2000, Windows 2000, $1998, tel. 555-1998, at 1930 GMT.",
        "Every Monday. Each July. On Tuesday nights. For three years. A 10-day trip.",
        "Over the past two years, in the next three months, recently, now, currently, once.",
        "It fell 2000 years ago. In the next day or two. February 30. 2017-13-45. 31/31/2017. A Christmas tree.",
    ],
)
def test_what_is_no_calendar_expression_is_left_alone(text: str):
    assert shown(text) == []


def test_the_weekday_chooses_the_year_it_agrees_with():
    assert shown("They met on Sunday, May 8, and parted.", date(2013, 1, 10)) == [("Sunday, May 8", "2011-05-08")]


def test_units_count_from_the_date_the_passage_named_last():
    text = "On January 5, he spoke. Two days earlier he had come. The following day he rested. That night he left."
    assert [days for _, days in shown(text)] == ["2017-01-05", "2017-01-03", "2017-01-04", "2017-01-04"]
    assert [found.interval.anchor for found in read(text)] == ["published", "context", "context", "context"]


def test_a_year_named_in_the_sentence_goes_for_its_months():
    assert shown("In January and March 2015 they met.")[0] == ("January", "2015-01-01..2015-01-31")
    assert shown("In 1945 the war ended. On May 8, the guns fell silent.")[1] == ("May 8", "1945-05-08")


def test_a_weekday_behind_another_follows_it():
    assert [days for _, days in shown("The talks ran from Friday to Sunday.")] == ["2017-02-17", "2017-02-19"]


def test_the_quarter_under_report_is_the_one_a_year_ago_counts_from():
    text = "Profit fell in the third quarter. A year earlier, profit rose. The 1998 quarter was better."
    days = [days for _, days in shown(text, date(1999, 11, 2))]
    assert days == ["1999-07-01..1999-09-30", "1998-07-01..1998-09-30", "1998-07-01..1998-09-30"]


def test_a_figure_that_could_be_two_days_is_settled_by_publication_or_left():
    assert shown("Signed on 05/02/2017.") == [("05/02/2017", "2017-02-05")]
    assert shown("Signed on 03/04/2011.") == []


def test_the_grain_is_the_unit_the_words_name():
    text = "Today, last week, in May 2016, in the spring of 2016, in Q1 2016, in 2016 and in the 1990s."
    grains = [found.interval.grain for found in read(text)]
    assert grains == ["day", "week", "month", "season", "quarter", "year", "decade"]


def test_without_a_publication_date_only_what_the_words_fix_is_read():
    text = "He said on Monday that they met on May 8, 2016, and last year."
    assert shown(text, None) == [("May 8, 2016", "2016-05-08")]


@pytest.mark.parametrize(
    "top",
    [" date 2017-02-17 ", "MANILA, February 17, 2017 – ", "Friday, 17 February 2017\n\n", "Updated: Feb. 17, 2017\n"],
)
def test_a_dated_top_line_stands_in_for_the_publication_date(top: str):
    text = f"{top}They met on Thursday."
    last = read(text, None)[-1]
    assert (last.span.of(text), last.interval.lo, last.interval.anchor) == ("Thursday", date(2017, 2, 16), "context")


def test_a_date_in_a_first_sentence_is_no_dated_line():
    assert shown("He was born on March 3, 1950. He left on Thursday.", None) == [("March 3, 1950", "1950-03-03")]
