"""A model that lies in every way it can, over the whole loop: nothing false is released as supported."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.turn_events import BriefingDone, SentenceVerified
from tests.support.exchange import Recorded
from tests.support.loopback import LoopbackServer
from tests.support.wire import Script

QUESTION = "What did Lind and Okoro agree on?"
DRAFTS = 240
TRUE = (
    "Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva on 3 March 2021",
    "“We start with cocoa and timber,” Okoro said after the talks",
    "Lind said that no tariff quota had been agreed",
    "The tariff quota for timber will be 40,000 tonnes a year, Okoro said",
    "Lind is expected to sign the agreement in Stockholm in September 2021",
)
# One particular changed: what a reader would be told wrongly.
SWAPS = (
    ("3 March", "5 March"),
    ("3 March 2021", "3 May 2021"),
    ("2021", "2019"),
    ("40,000", "400,000"),
    ("40,000 tonnes", "forty thousand barrels"),
    ("Geneva", "Vienna"),
    ("Astrid Lind", "Greta Holm"),
    ("Okoro", "Lind"),
    ("Lind said", "Okoro said"),
    ("no tariff quota had", "a tariff quota had"),
    ("is expected to sign", "signed"),
    ("will be", "was never"),
    (" met ", " refused to meet "),
    ("cocoa", "coffee"),
    ("start with", "end with"),
    ("Nigerian", "Ghanaian"),
)
PROSE = (
    "Relations between the two countries have deepened considerably over the past decade",
    "Observers regard the meeting as a turning point for trade in West Africa",
    "Both delegations left Geneva in high spirits",
)


def lies(rng: random.Random, ids: list[str]) -> list[str]:
    """A draft without one true cited sentence."""
    kinds: list[Callable[[], str]] = [
        lambda: f"{rng.choice(TRUE)} [e{rng.randint(900, 999)}].",  # an id that no tool gave
        lambda: f"{rng.choice(TRUE)}.",  # nothing cited
        lambda: f"{_swapped(rng)} [{rng.choice(ids)}].",
        lambda: f"{_swapped(rng)} {''.join(f'[{name}]' for name in ids)}.",  # everything cited
        lambda: f"Okoro said: “We {rng.choice(['will', 'shall', 'must'])} never sign it” [{rng.choice(ids)}].",
        lambda: f"“{rng.choice(PROSE)},” Lind said [{rng.choice(ids)}].",
        lambda: f"{rng.choice(PROSE)} [{rng.choice(ids)}].",
        lambda: " ".join(f"{sentence}." for sentence in PROSE * 3),
        lambda: json.dumps({"excerpts": [{"id": ids[0], "text": f"{_swapped(rng)}."}]}),
        lambda: f'{{"status": "supported", "text": "{_swapped(rng)}"}} [{ids[0]}]',
        lambda: f"The zebra signed the treaty [{rng.choice(ids)}].",
        lambda: f"- **{_swapped(rng)}** [{rng.choice(ids)}]",
        lambda: f"| {_swapped(rng)} | [{rng.choice(ids)}] |",
    ]
    return [rng.choice(kinds)() for _ in range(rng.randint(1, 5))]


def _swapped(rng: random.Random) -> str:
    while True:
        sentence, (old, new) = rng.choice(TRUE), rng.choice(SWAPS)
        if old in sentence:
            return sentence.replace(old, new)


async def test_nothing_false_is_released_whatever_the_model_writes(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    rng = random.Random(20210303)  # noqa: S311 - lies need no secrecy, only to be the same lies each time

    def hostile(request: Recorded) -> Script:
        results = [message for message in request.messages if message["role"] == "tool"]
        if not results:
            calls = (("passage_search", {"query": "Lind Okoro tariff"}), ("passage_search", {"query": "zebra treaty"}))
            return Script(calls=calls, finish="tool_calls")
        ids = [excerpt["id"] for result in results for excerpt in json.loads(result["content"])["excerpts"]]
        return Script(tuple(f"{line}\n" for line in lies(rng, ids)))

    loopback.responder = hostile
    for _ in range(DRAFTS):
        async for event in assistant.events(QUESTION, Conversation()):
            if isinstance(event, SentenceVerified):
                assert event.claim.status == "withheld", event.claim
            elif isinstance(event, BriefingDone):
                assert event.briefing.grounding == "none"
                assert event.briefing.claims == ()
                assert not any(sentence in event.briefing.answer for sentence in (*TRUE, *PROSE))


def nearest(sentence: str, excerpts: list[dict[str, str]]) -> str:
    words = set(sentence.split())
    return max(excerpts, key=lambda excerpt: len(words & set(excerpt["text"].split())))["id"]


async def test_the_same_sentences_hold_when_they_are_true_and_cited(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    """So that the test above does not pass because nothing ever holds."""

    def honest(request: Recorded) -> Script:
        results = [message for message in request.messages if message["role"] == "tool"]
        if not results:
            return Script(calls=(("passage_search", {"query": "Lind Okoro tariff"}),), finish="tool_calls")
        excerpts = [excerpt for result in results for excerpt in json.loads(result["content"])["excerpts"]]
        return Script(tuple(f"{sentence} [{nearest(sentence, excerpts)}].\n" for sentence in TRUE))

    loopback.responder = honest
    briefing = await assistant.ask(QUESTION)
    assert [claim.text for claim in briefing.claims if claim.status == "supported"] == [f"{text}." for text in TRUE]
