"""Particulars that are easily passed over: dates told by other dates, bodies in capitals, whose spokesman spoke."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def kinds(sentence: str, text: str) -> set[str]:
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64, None, None, date(2021, 3, 6))
    return {reason.kind for reason in verify(sentence, [Citation("e1", excerpt)]).reasons}


RANGES = "Exports fell by a third from 2001 to 2014."


def test_a_range_is_carried_by_the_same_range_only():
    assert kinds("From 2001 to 2014 exports fell by a third.", RANGES) == set()
    assert "date" in kinds("Exports fell by a third from 1998 to 2014.", RANGES)
    assert "date" in kinds("Exports fell by a third from 2001 to 2015.", RANGES)


@pytest.mark.parametrize("words", ["the next day", "a day earlier", "two weeks later", "the following month"])
def test_a_day_told_by_another_day_must_stand_in_the_excerpt(words: str):
    text = "The envoy met the premier in Oslo on 3 March 2021."
    assert "date" in kinds(f"The envoy met the premier in Oslo {words}.", text)
    assert kinds(f"The envoy met the premier in Oslo {words}.", f"The envoy met the premier in Oslo {words}.") == set()
    told = f"{words.capitalize()}, the envoy met the old premier in Oslo."
    assert kinds(f"The envoy met the premier in Oslo {words}.", told) == set()


def test_may_in_the_midst_of_a_sentence_is_a_month_or_a_name():
    text = "Johan Lind left the September camp with an injury."
    assert "date" in kinds("Johan Lind left the May camp with an injury.", text)
    assert kinds("The May talks in Oslo failed.", "The talks in Oslo in May failed.") == set()


def test_a_body_whose_letters_are_a_function_word_is_a_name():
    text = "The WHO and the Red Cross ruled out travel bans."
    assert kinds("The WHO ruled out travel bans.", text) == set()
    assert "name" in kinds("The WHO ruled out travel bans.", "The Red Cross ruled out travel bans.")
    assert "name" in kinds("The Norwegian government and the Red Cross ruled out travel bans.", text)


def test_the_state_of_a_currency_counts():
    text = "The dealers took kickbacks of 30 US cents a barrel."
    assert kinds("The dealers took kickbacks of 30 US cents a barrel, no less.", text) == set()
    assert "name" in kinds("The dealers took kickbacks of 30 Jordan cents a barrel.", text)
    assert kinds("The fleet, in short, cost US$30 million.", "The fleet cost $30 million.") == set()


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        (
            "Petrov's lawyer said the fleet would answer no questions.",
            "According to Petrov's lawyer, the fleet would answer no questions.",
            "Petrov said the fleet would answer no questions.",
        ),
        (
            "A spokesman for Lind said the talks would resume in May.",
            "Lind's spokesman said the talks would resume in May.",
            "Lind said the talks would resume in May.",
        ),
        (
            "The fleet, as one of Mr. Lind's harbour advisers pointed out, is old.",
            "The fleet is old, as one of Lind's harbour advisers pointed out.",
            "The fleet, as Lind pointed out, is old.",
        ),
    ],
)
def test_words_of_somebodys_man_are_not_that_somebodys(text: str, true: str, false: str):
    assert kinds(true, text) == set()
    assert kinds(false, text) == {"speaker"}


def test_a_speaker_whom_a_pronoun_stands_for_may_be_named_wherever_the_name_stands():
    text = "Novak arrived in Riga on Monday. Borduria will deliver the trawlers in May, he said."
    assert kinds("Novak said Borduria will deliver the trawlers in May.", text) == set()
    assert kinds("Borduria will deliver the trawlers in May, Novak said.", text) == set()
    assert "speaker" in kinds("Lind said Borduria will deliver the trawlers in May.", text)


def test_words_that_no_sentence_gives_to_anybody_are_nobodys():
    text = (
        "Staff from the shipping company said they had been ordered to march. "
        "“These marches were organised by the harbour board,” analyst Karl Novak told reporters."
    )
    assert "speaker" in kinds("Karl Novak said they had been ordered to come and march.", text)


def test_not_just_is_not_just():
    text = "It was not just a victory for the fishermen of Riga but a vindication of the envoy."
    assert "negation" in kinds("It was just a victory for the fishermen of Riga.", text)
    other = "The harbour is merely a symbol of the long quarrel."
    assert "negation" in kinds("The harbour is not merely a symbol of the long quarrel.", other)


def test_what_is_not_included_is_no_part():
    text = "The fisheries pact does not yet include a chapter on whaling in the north."
    assert "negation" in kinds("A chapter on whaling in the north is part of the fisheries pact.", text)
    assert kinds("A chapter on whaling in the north is not yet part of the fisheries pact.", text) == set()


def test_a_cancelled_meeting_was_not_held_whoever_said_so():
    text = "The talks in Riga were cancelled, Petrov said."
    assert "negation" in kinds("The talks in Riga were held, Petrov said.", text)
    assert kinds("The talks in Riga did not take place, Petrov said.", text) == set()


def test_the_reason_tells_a_date_of_something_else_from_one_that_is_nowhere():
    text = "The tug left on 3 March 2021 and came back on 5 March 2021."
    cited = [Citation("e1", Excerpt("d", 0, len(text), text, "0" * 64))]
    elsewhere, nowhere = (
        [reason.detail for reason in verify(f"The tug left on {day}.", cited).reasons if reason.kind == "date"]
        for day in ("5 March 2021", "7 March 2021")
    )
    assert "“5 March 2021” belongs to something else in the cited sentence" in elsewhere
    assert "“7 March 2021” is not in the cited sentence" in nowhere
