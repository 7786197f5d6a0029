"""Answers without a language model over invented records: conflicts, reprints, states that hold for a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

import pytest

from assistant.app import Assistant
from assistant.types import Briefing

Record = Callable[[Mapping[str, tuple[date | None, str, str, str]]], Awaitable[Assistant]]

_LIFE = "\n\n".join(
    [
        "Ilmar Tarvo (born 4 May 1921 – 9 June 2003) was a Norvian bridge engineer.",
        "Education",
        "Tarvo studied at the Technical University of Ostwick from 1939 to 1944. "
        "He received his doctorate from Halden College in 1949.",
        "Career",
        "In 1950 Tarvo joined the Velm Harbour Company as an engineer. He joined the Norvian Railway Board in 1958.",
        "From 1963 to 1971 he was professor at Sund University. "
        "In 1972 he became director of the Bridge Institute, a post he held until 1986.",
        "Awards",
        "He was elected to the Norvian Academy in 1966.",
    ]
)
_PORT = "\n\n".join(
    [
        "The Port of Velm is a harbour in Norvia. It was founded in 1904 as Velm Landing.",
        "Names",
        "On 1 May 1931 it was renamed Queen Dorothea Harbour. In 1946 it was renamed Velm Free Port. "
        "The present name was given to it in 1974.",
        "Owners",
        "The port was owned by the Tarn family until 1919. In 1919 the city of Velm acquired it. "
        "The Norvian state bought the port in 1952.",
    ]
)
_PAGES = {
    "tarvo": (None, "Handbook", "Ilmar Tarvo", _LIFE),
    "velm": (None, "Handbook", "Port of Velm", _PORT),
}


def told(briefing: Briefing) -> list[str]:
    assert all(claim.status == "supported" for claim in briefing.claims)
    return [claim.text for claim in briefing.claims]


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Which school did Ilmar Tarvo attend from 1939 to 1944?", "Technical University of Ostwick"),
        ("Where did Ilmar Tarvo work from 1964 to 1970?", "Sund University"),
        ("Who employed Ilmar Tarvo from 1958 to 1962?", "Norvian Railway Board"),
        ("Which company employed Ilmar Tarvo from 1950 to 1957?", "Velm Harbour Company"),
        ("What was the name of the Port of Velm from 1931 to 1945?", "Queen Dorothea Harbour"),
        ("What was the Port of Velm called from 1946 to 1973?", "Velm Free Port"),
        ("Who owned the Port of Velm from 1952 to 1960?", "Norvian state"),
    ],
)
async def test_what_held_for_some_years_is_told_first_by_the_sentence_of_those_years(
    record: Record, question: str, has: str
) -> None:
    assistant = await record(_PAGES)
    assert has in told(await assistant.ask(question))[0]


async def test_an_open_state_ends_where_the_next_one_begins(record: Record) -> None:
    assistant = await record(_PAGES)
    first = told(await assistant.ask("What was the Port of Velm called from 1960 to 1974?"))[0]
    assert "Velm Free Port" in first


@pytest.mark.parametrize(
    "question",
    [
        "Who was Ilmar Tarvo married to from 1980 to 1985?",
        "Which academy did Ilmar Tarvo join in 1991?",
        "Who was the mayor of Ostwick from 1990 to 1994?",
    ],
)
async def test_a_year_of_which_the_page_tells_nothing_asked_for_gets_no_answer(record: Record, question: str) -> None:
    assistant = await record(_PAGES)
    assert (await assistant.ask(question)).grounding == "none"


_FERRY = {
    "herald": (
        date(2022, 4, 6),
        "Norvia Herald",
        "Ferry talks",
        "The ferry treaty between Norvia and Sund was signed in Ostwick on 4 April 2022.",
    ),
    "reprint": (
        date(2022, 4, 7),
        "Sund Gazette",
        "Ferry talks",
        "The ferry treaty between Norvia and Sund was signed in Ostwick on 4 April 2022.",
    ),
    "post": (
        date(2022, 4, 8),
        "Velm Post",
        "A treaty on ferries",
        "Norvia and Sund signed the ferry treaty on 5 April 2022, the transport ministry announced.",
    ),
}


async def test_conflicting_accounts_stand_side_by_side_with_their_sources(record: Record) -> None:
    assistant = await record(_FERRY)
    briefing = await assistant.ask("When was the ferry treaty between Norvia and Sund signed?")
    sentences = told(briefing)
    assert len(sentences) == 2
    assert {"4 April 2022" in text for text in sentences} == {True, False}
    assert all(len(claim.citations) == 1 for claim in briefing.claims)
    assert "Velm Post" in {claim.citations[0].excerpt.source for claim in briefing.claims}


async def test_a_reprint_is_not_a_second_account(record: Record) -> None:
    assistant = await record({key: _FERRY[key] for key in ("herald", "reprint")})
    assert len(told(await assistant.ask("When was the ferry treaty between Norvia and Sund signed?"))) == 1


async def test_a_plan_is_no_date_of_what_happened(record: Record) -> None:
    assistant = await record(
        {
            "plan": (
                date(2022, 3, 1),
                "Norvia Herald",
                "Ferry talks",
                "Norvia and Sund are expected to sign the ferry treaty in Ostwick in April 2022.",
            )
        }
    )
    assert (await assistant.ask("When did Norvia and Sund sign the ferry treaty?")).grounding == "none"
    (sentence,) = told(await assistant.ask("When will Norvia and Sund sign the ferry treaty?"))
    assert "expected to sign" in sentence


async def test_a_question_that_was_only_put_is_no_statement(record: Record) -> None:
    assistant = await record(
        {
            "asked": (
                date(2022, 3, 1),
                "Norvia Herald",
                "At the harbour",
                "Minister Karin Dahl was asked what the ferry treaty would cost.\n\n"
                "“The ferry treaty costs nothing,” Dahl said.",
            )
        }
    )
    assert told(await assistant.ask("What did Dahl say about the ferry treaty?")) == [
        "“The ferry treaty costs nothing,” Dahl said."
    ]


async def test_who_somebody_is_is_never_told_of_another_of_that_name(record: Record) -> None:
    assistant = await record(
        {
            "commission": (
                date(2022, 3, 1),
                "Norvia Herald",
                "At the harbour",
                "The Dahl Commission met in Velm on 1 March 2022. Minister Karin Dahl opened the meeting.",
            )
        }
    )
    assert (await assistant.ask("Who is Jonas Dahl?")).grounding == "none"


async def test_what_happened_somewhere_comes_in_order_of_time(record: Record) -> None:
    assistant = await record(
        {
            "late": (
                date(2022, 5, 2),
                "Norvia Herald",
                "A quay",
                "Karin Dahl opened the new quay in Velm on 1 May 2022.",
            ),
            "early": (
                date(2022, 3, 2),
                "Norvia Herald",
                "A strike",
                "Dock workers in Velm ended their strike on 1 March 2022.",
            ),
            "elsewhere": (
                date(2022, 4, 2),
                "Norvia Herald",
                "A fair",
                "The spring fair opened in Ostwick on 1 April 2022.",
            ),
        }
    )
    sentences = told(await assistant.ask("What happened in Velm between February 2022 and June 2022?"))
    assert ["March" in text for text in sentences] == [True, False]


@pytest.mark.parametrize("unit", ["A", "A ", "Aa of ", "who ", "'", "in 1990 ", "the article ", "é", "\x00"])
async def test_no_question_breaks_it(record: Record, unit: str) -> None:
    assistant = await record(_PAGES)
    assert await assistant.ask((unit * 900)[:900]) is not None
