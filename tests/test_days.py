import hashlib
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.days import pick_days
from assistant.store.contract import DayCount, EventQuery, Record
from assistant.store.opening import open_store
from assistant.types import DateExpression, Document, Interval, Reading, Span

FIRST = date(2017, 2, 16)


def day(
    offset: int,
    documents: int = 0,
    published: int = 0,
    early: int = 0,
    late: int = 0,
    leading: int = 0,
    mentions: int | None = None,
) -> DayCount:
    return DayCount(
        FIRST + timedelta(offset),
        documents if mentions is None else mentions,
        documents,
        published,
        early=early,
        late=late,
        leading=leading,
    )


def picked(counts: list[DayCount], n: int) -> list[int]:
    return [(ranked.day - FIRST).days for ranked in pick_days(counts, n)]


def test_a_day_that_more_documents_look_back_at_comes_first():
    assert picked([day(0, 2), day(1, 5), day(2, 3)], 2) == [1, 2]


def test_many_mentions_in_one_document_are_one_voice():
    assert picked([day(0, 1, mentions=30), day(1, 2)], 1) == [1]


def test_a_look_back_outweighs_the_coverage_of_the_day_itself():
    assert picked([day(0, 4, early=4), day(1, 2)], 1) == [1]


def test_a_look_back_after_weeks_outweighs_one_after_days():
    assert picked([day(0, 3), day(1, 2, late=2)], 1) == [1]


def test_a_day_named_in_the_first_sentences_wins_among_equals():
    assert picked([day(0, 3), day(1, 3, leading=2)], 1) == [1]


def test_days_that_no_document_names_are_ranked_by_publications_after_all_others():
    assert picked([day(0, published=2), day(1, published=3), day(2, 1)], 3) == [2, 1, 0]


def test_of_equal_days_the_earlier_one_comes_first():
    assert picked([day(3, 2), day(1, 2), day(2, 2)], 3) == [1, 2, 3]


def test_a_day_that_nothing_speaks_for_is_left_out():
    assert picked([day(0), day(1, 1)], 5) == [1]
    assert pick_days([], 5) == []


def test_no_day_is_picked_when_none_is_wanted():
    assert pick_days([day(0, 3)], 0) == []


def test_the_most_important_day_has_weight_one():
    ranked = pick_days([day(0, 4), day(1, 2)], 2)
    assert [item.weight for item in ranked] == [1.0, 0.5]


counts = st.builds(
    day,
    st.integers(0, 400),
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(0, 20),
)


@settings(max_examples=60)
@given(st.lists(counts, unique_by=lambda count: count.day), st.integers(0, 40))
def test_weights_fall_from_one_and_never_reach_nothing(found: list[DayCount], n: int):
    ranked = pick_days(found, n)
    weights = [item.weight for item in ranked]
    assert len(ranked) <= n
    assert len({item.day for item in ranked}) == len(ranked)
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert not weights or weights[0] == 1


def record(identity: str, published: date | None, place: int) -> Record:
    """A document of eight sentences that names the first day in the one at `place`."""
    text = " ".join("It was said then." for _ in range(8))
    sentences = tuple(Span(start, start + 17) for start in range(0, len(text), 18))
    named = DateExpression(
        Span(sentences[place].end - 5, sentences[place].end - 1), Interval(FIRST, FIRST, "day"), "test"
    )
    document = Document(identity, text, hashlib.sha256(text.encode()).hexdigest(), date=published)
    return Record(document, (), Reading(sentences=sentences, dates=(named,)))


async def test_a_store_counts_who_names_a_day_early_who_long_after_and_who_in_the_first_sentences(store_url: str):
    store = await open_store(store_url, create=True)
    await store.put(record("before", FIRST - timedelta(1), 0))
    await store.put(record("same", FIRST, 4))
    await store.put(record("week", FIRST + timedelta(7), 5))
    await store.put(record("later", FIRST + timedelta(8), 7))
    await store.put(record("undated", None, 6))
    counts = {count.day: count for count in await store.day_counts(EventQuery())}
    await store.close()
    assert counts[FIRST] == DayCount(FIRST, mentions=5, documents=5, published=1, early=2, late=1, leading=2)
    assert [found.day for found in pick_days(counts.values(), 1)] == [FIRST]
