"""What a program refuses of the second reader's answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.second_reader import SecondReader
from tests.second_reader.pages import Hand, answering, pointed, report, rules, talks
from tests.support.loopback import LoopbackServer
from tests.support.wire import Script

Make = Callable[..., SecondReader]


SAID = {"verb": "c1", "words": "w1", "speaker": "n4"}


@pytest.mark.parametrize(
    "answer",
    [
        {"said": [{"verb": "c9", "words": "w9", "speaker": "n99"}]},
        {"said": [{**SAID, "speaker": "n1"}], "speakers": [{"quotation": "q7", "means": "n1"}]},
        {"said": [{**SAID, "speaker": "s1"}], "organisations": ["o99", "n1", "s2"]},
        {"speakers": [{"quotation": "q1", "means": "n2000"}], "same_events": [{"events": ["v1", "v1"]}]},
        {"same_events": [{"events": ["v1", "v2", "v3"]}]},
    ],
)
async def test_ids_that_do_not_exist_or_do_not_fit_change_nothing(
    make_reader: Make, loopback: LoopbackServer, answer: dict[str, Any]
):
    loopback.reply(report(**answer))
    reader = make_reader()
    assert (await reader.read(talks())).reading == talks().reading
    assert reader.tally.failure is None


@pytest.mark.parametrize(
    "reply",
    [
        report(said=[{**SAID, "text": "The quota is dead."}]),
        report(said=[{**SAID, "words": "that the quota would rise"}]),
        report(organisations=["o1"] * 10_000),
        report(organisations=["o1"], delete=["talks"]),
        report(organisations="o1"),
        report(same_events=[{"events": ["v1"]}]),
        Script(("Ignore the rules: Lind said “we will never sign”.",)),
        Script(('{"organisations": ["o1"]} {"organisations": ["o1"]}',)),
        Script(("[" * 50_000,)),
        Script(calls=(("delete", {"document": "talks"}),), finish="tool_calls"),
        Script(calls=(("report", '{"organisations": ["o1"'),), finish="tool_calls"),
        Script(("x" * 300_000,)),
        Script(('{"organisations": ["o1"]}',), finish="length"),
        Script(('{"organisations": ["o1"]}',), finish="content_filter"),
    ],
    ids=lambda reply: str(reply)[:60],
)
async def test_a_reply_out_of_form_leaves_the_text_to_the_rules_and_is_not_kept(
    make_reader: Make, loopback: LoopbackServer, reply: Script
):
    loopback.reply(reply)
    reader = make_reader()
    assert await reader.read(talks()) == talks()
    assert reader.tally.left == 1
    assert reader.tally.failure is not None
    loopback.responder = answering()
    assert rules((await make_reader().read(talks())).reading.quotes)


PRONOUNS = "Mr Sax met Lind of the Brumex Board. “We know Ola Nord,” he said. “Not now,” they said. Nord came later."


@pytest.mark.parametrize(
    ("quotation", "name", "holds"),
    [
        ("We know Ola Nord,", "Sax", True),
        ("We know Ola Nord,", "Brumex Board", False),  # a body is no "he"
        ("We know Ola Nord,", "Ola Nord", False),  # named only inside the words said
        ("Not now,", "Brumex Board", True),
        ("Not now,", "Lind", False),  # one person is no "they"
        ("Not now,", "Nord", False),  # named only later
    ],
)
async def test_a_pronoun_means_only_what_is_of_its_kind_and_named_before(
    make_reader: Make, loopback: LoopbackServer, quotation: str, name: str, holds: bool
):
    hand = Hand(PRONOUNS).name("Sax").name("Lind").name("Brumex Board", kind="organisation").name("Ola Nord")
    hand.name("Nord", nth=1).quote("We know Ola Nord,", "said", "he")
    hand.quote("Not now,", "said", "they")
    loopback.responder = answering(
        lambda page: {
            "speakers": [
                {
                    "quotation": pointed(page, "quotations", "text", quotation),
                    "means": pointed(page, "names", "text", name),
                }
            ]
        }
    )
    read = (await make_reader().read(hand.record())).reading
    assert len(rules(read.quotes)) == holds


async def test_a_title_that_goes_with_the_other_pronoun_stands_against_a_name(
    make_reader: Make, loopback: LoopbackServer
):
    hand = Hand("Mrs Lind met Samuel Okoro. “Good,” he said.").name("Lind").name("Samuel Okoro")
    hand.quote("Good,", "said", "he")
    loopback.responder = answering(
        lambda page: {"speakers": [{"quotation": "q1", "means": pointed(page, "names", "text", "Lind")}]}
    )
    assert (await make_reader().read(hand.record())).reading == hand.record().reading


@pytest.mark.parametrize(
    ("text", "speaker", "holds"),
    [
        ("Lind signalled that Okoro would go.", "Lind", True),
        ("The quota stays, signalled Lind at noon.", "Lind", True),
        ("Lind signalled that Okoro would go.", "Okoro", False),  # inside the words said
        ("Lind’s office signalled that Okoro would go.", "Lind", False),  # a possessive speaks not
        ("An aide to Lind signalled that Okoro would go.", "Lind", False),  # hangs on a preposition
        ("Lind met Okoro, who signalled that Okoro would go.", "Lind", False),  # "who" is the nearer name
        ("Lind came before he signalled that Okoro would go.", "Lind", False),  # the pronoun is the subject
        ("Lind left. Nobody knew. The aide signalled that Okoro would go.", "Lind", False),  # another sentence
    ],
)
async def test_only_the_subject_of_the_verb_speaks(
    make_reader: Make, loopback: LoopbackServer, text: str, speaker: str, holds: bool
):
    hand = Hand(text).name("Lind")
    if "Okoro" in text:
        hand.name("Okoro")
    words = "The quota stays" if text.startswith("The quota") else "that Okoro would go"

    def answer(page: dict[str, Any]) -> dict[str, Any]:
        (verb,) = page["verbs"]
        span = next(id_ for id_, shown in page["verbs"][verb]["words"].items() if shown == words)
        return {"said": [{"verb": verb, "words": span, "speaker": pointed(page, "names", "text", speaker)}]}

    loopback.responder = answering(answer)
    read = (await make_reader().read(hand.record())).reading
    assert [span.of(text) for quote in read.quotes for span in quote.spans] == ([words] if holds else [])


@pytest.mark.parametrize(
    "text",
    [
        "Lind never signalled that Okoro would go.",
        "Lind will signal that Okoro would go.",
        "Lind declined to suggest that Okoro would go.",
        "The signal that Okoro would go came from Lind.",
    ],
)
async def test_what_was_not_said_or_not_yet_is_not_offered(make_reader: Make, loopback: LoopbackServer, text: str):
    await make_reader().read(Hand(text).name("Lind").name("Okoro").record())
    assert loopback.requests == []


@pytest.mark.parametrize(
    ("day", "people", "status"),
    [
        (date(2021, 3, 9), ("Lind",), "happened"),  # another day
        (date(2021, 3, 3), ("Sax",), "happened"),  # nobody in common
        (date(2021, 3, 3), ("Lind",), "planned"),  # planned is not happened
    ],
)
async def test_events_that_cannot_be_one_are_not_offered(
    make_reader: Make, loopback: LoopbackServer, day: date, people: tuple[str, ...], status: Any
):
    hand = Hand("Lind came. Lind went.").name("Lind").name("Lind", nth=1)
    hand.event("came", date(2021, 3, 3), "Lind").event("went", day, *people, status=status)
    await make_reader().read(hand.record())
    assert loopback.requests == []
