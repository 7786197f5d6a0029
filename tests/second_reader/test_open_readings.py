"""Laws of pages and additions, whatever the text and whatever the answer."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models.tokens import estimate
from assistant.reading.reader import read
from assistant.second_reader.additions import add
from assistant.second_reader.answer import Answer, Meant, Said, Same
from assistant.second_reader.checks import check
from assistant.second_reader.pages import OpenReading
from assistant.types import Reading

PIECES = (
    "Lind met Samuel Okoro in Geneva on 3 March 2021. ",
    "Mrs Lind signalled that the quota would rise, he hinted. ",
    "“It is a start,” she said. ",
    "They added that the Zemlar Board would follow. ",
    "On 3 March, Okoro and Lind sat down for two hours. ",
    "The talks were paid for by Brumex and the Board of Vantu's Kelp. ",
    "It conveyed, through Lind, that “more” was due on 2 March 2021; others demurred. ",
    "\n\n",
    "— “ ” ' that , said ",
)
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=200))
NUMBERS = st.integers(1, 12)


def ids(kind: str) -> st.SearchStrategy[str]:
    return NUMBERS.map(lambda number: f"{kind}{number}")


ANSWERS = st.builds(
    Answer,
    said=st.lists(
        st.builds(Said, verb=ids("c"), words=ids("w"), speaker=ids("n"), means=st.none() | ids("n")), max_size=8
    ),
    speakers=st.lists(st.builds(Meant, quotation=ids("q"), means=ids("n")), max_size=4),
    same_events=st.lists(st.builds(Same, events=st.lists(ids("v"), min_size=2, max_size=5)), max_size=3),
    organisations=st.lists(ids("o"), max_size=4),
)


def read_twice(text: str, answers: list[Answer], tokens: int) -> tuple[Reading, Reading]:
    """The reading by rules, and with what stands of these answers about its pages."""
    rules = read(text, date(2021, 3, 4))
    pages = list(OpenReading(text, rules, estimate).pages(tokens))
    found = [check(text, page, answer) for page, answer in zip(pages, answers, strict=False)]
    return rules, add(text, rules, found)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(ANSWERS, min_size=1, max_size=3), st.sampled_from([150, 2500]))
def test_whatever_is_answered_the_reading_by_rules_is_kept_and_all_else_is_marked(
    text: str, answers: list[Answer], tokens: int
):
    rules, both = read_twice(text, answers, tokens)
    assert (both.sentences, both.roles, both.dates) == (rules.sentences, rules.roles, rules.dates)
    words = {quote.spans: quote for quote in both.quotes}
    assert {quote.spans for quote in rules.quotes} <= words.keys()
    changed = [quote for quote in both.quotes if quote not in rules.quotes]
    assert all(quote.rule.startswith("model:") for quote in changed)
    assert all(0 <= span.start < span.end <= len(text) for quote in changed for span in quote.spans)
    mentions = both.mentions
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
    assert all(mention.rule == "model:organisation" for mention in mentions if mention not in rules.mentions)
    known = {(mention.span, mention.type) for mention in mentions}
    assert {(mention.span, mention.type) for mention in rules.mentions if mention.type != "other"} <= known


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(ANSWERS, min_size=1, max_size=3))
def test_no_event_is_told_upwards_or_out_of_nothing(text: str, answers: list[Answer]):
    rules, both = read_twice(text, answers, 2500)
    told = {(event.span, event.interval): event for event in rules.events}
    people = {name for event in rules.events for name in event.participants}
    for event in both.events:
        old = told[event.span, event.interval]
        assert event.status == old.status or (old.status, event.status) == ("happened", "reported")
        assert set(event.participants) <= people
        assert event == old or event.rule.startswith("model:")


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_an_empty_answer_is_the_reading_by_rules(text: str):
    rules, both = read_twice(text, [Answer()] * 3, 2500)
    assert both == rules
