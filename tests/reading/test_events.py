"""Events of sentences whose dates, names and quoted words are marked by hand.

`on [Friday|2017-02-17]` is a calendar expression, `{Putin}` a person, `{Moscow/place}` a name of that type, `<…>` words
of an indirect and `<<…>>` of a direct quotation.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.events import read_events
from assistant.reading.sentences import split_sentences
from assistant.types import DateExpression, EntityType, Event, Grain, Interval, Mention, Quote, QuoteKind, Span

PUBLISHED = date(2017, 6, 14)
MARK = re.compile(r"\[([^|\]]+)\|([\d-]+)\]|\{([^}/]+)(?:/(\w+))?\}|<<|>>|<|>")


def interval_of(value: str) -> Interval:
    parts = [int(part) for part in value.split("-")]
    grain: Grain = ("year", "month", "day")[len(parts) - 1]
    lo = date(*[*parts, 1, 1][:3])
    hi = {"year": date(lo.year, 12, 31), "month": date(lo.year, lo.month, monthrange(lo.year, lo.month)[1]), "day": lo}
    return Interval(lo, hi[grain], grain)


@dataclass
class Marked:
    text: str
    mentions: list[Mention]
    dates: list[DateExpression]
    quotes: list[Quote]

    @classmethod
    def parse(cls, marked: str) -> Marked:
        found = cls("", [], [], [])
        opened: int | None = None
        at = 0
        for match in MARK.finditer(marked):
            found.text += marked[at : match.start()]
            at, start = match.end(), len(found.text)
            if match[1]:
                found.text += match[1]
                found.dates.append(DateExpression(Span(start, len(found.text)), interval_of(match[2]), "test"))
            elif match[3]:
                found.text += match[3]
                kind: EntityType = next(kind for kind in get_args(EntityType) if kind == (match[4] or "person"))
                found.mentions.append(Mention(Span(start, len(found.text)), kind, match[3], "test"))
            elif "<" in match[0]:
                opened = start
            elif opened is not None:
                said: QuoteKind = "direct" if match[0] == ">>" else "indirect"
                span = Span(opened, start)
                found.quotes.append(Quote((span,), said, span, "test"))
        found.text += marked[at:]
        return found

    def read(self, published: date | None) -> tuple[Event, ...]:
        return read_events(self.text, split_sentences(self.text), self.mentions, self.dates, self.quotes, published)


def events(marked: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """(first day, status) of each event."""
    return [(event.interval.lo.isoformat(), event.status) for event in Marked.parse(marked).read(published)]


def statuses(marked: str, published: date | None = PUBLISHED) -> list[str]:
    return [status for _, status in events(marked, published)]


def texts(marked: str) -> list[str]:
    found = Marked.parse(marked)
    return [event.span.of(found.text) for event in found.read(PUBLISHED)]


HAPPENED = [
    "The treaty was signed in Moscow in [May 2017|2017-05].",
    "On [Friday|2017-06-09], Putin met Duterte.",
    "Putin on [Friday|2017-06-09] signed a decree.",
    "The army retook the town on [Friday|2017-06-09].",
    "He has visited Manila twice, most recently in [May|2017-05].",
    "The ship had left Vladivostok on [2 May|2017-05-02].",
    "He returned after meeting Putin in Sochi in [May|2017-05].",
    "Parliament voted on [Friday|2017-06-09] to expel the ambassador.",
    "Parliament voted to expel the ambassador on [Friday|2017-06-09].",
    "The minister vowed on [Friday|2017-06-09] to end the treaty.",
    "The rebels managed to leave the city on [Friday|2017-06-09].",
    "He was born in [1950|1950].",
    "The two met Xi, Putin and Duterte in Beijing in [May|2017-05].",
    "The king, who took the throne in [1998|1998], is ill.",
    "They ended a treaty signed with Washington in [1998|1998].",
    "The ministry announced it would end a treaty signed with Washington in [1998|1998].",
    "Putin invited him to visit Russia when they met in Peru in [November 2016|2016-11].",
    "[Friday|2017-06-09]'s attack killed twelve soldiers.",
    "The leaders signed the accord at the [May 2017|2017-05] summit.",
    "Not only did he sign the treaty in [May|2017-05], he praised it.",
    "No fewer than twelve ships arrived on [Friday|2017-06-09].",
    "[May 2016|2016-05]: Duterte won the election.",
    "MANILA, Philippines – Putin arrived on [Friday|2017-06-09].",
    "The ministry declared <a state of emergency on [Friday|2017-06-09]>.",
    "He came to Moscow, returning in [May|2017-05] to see Putin.",
    "They are trying two men arrested in [May|2017-05].",
    "He’d seen Putin in [May|2017-05].",
    "It was the first ship to call in [May|2017-05].",
    "The court jailed him on the night of [June 9|2017-06-09].",
    "“Where were you?” he asked on [Friday|2017-06-09].",
    "Iran rejected the offer on [Friday|2017-06-09].",
    "Moscow, which vetoed the text on [Friday|2017-06-09], accused Washington of lying.",
    "Russia has held the town since [May|2017-05].",
]

PLANNED = [
    "The summit will take place in [May 2018|2018-05].",
    "The two leaders are due to meet in Sochi in [October|2017-10].",
    "The countries are expected to sign agreements when Duterte visits Russia [this year|2017].",
    "The date of the visit [this year|2017] has yet to be announced.",
    "Putin is to visit Manila in [October|2017-10].",
    "Putin was to visit Manila in [May|2017-05].",
    "The treaty was expected to be signed in [May|2017-05].",
    "They had planned to sign the treaty in [May|2017-05].",
    "The treaty would have been signed in [May|2017-05].",
    "Talks scheduled for [May|2017-05] fell through.",
    "Elections are set for [May 2018|2018-05].",
    "He promised to withdraw the troops in [May|2017-05].",
    "They agreed to meet again in [May|2017-05].",
    "He announced plans to visit Moscow in [May|2017-05].",
    "Duterte arrives in Moscow on [Friday|2017-06-16].",
    "Putin is visiting Manila [this week|2017-06].",
    "Talks begin in [October|2017-10].",
    "The two discussed the upcoming summit in Sochi in [May|2017-05].",
    "The court put off the hearing until [Friday|2017-06-16].",
    "The parade was postponed until [May|2017-05].",
    "Congress passed a law that bans imports from [July|2017-07].",
    "Russia could withdraw in [May|2017-05].",
    "If the two meet in [October|2017-10], the treaty is safe.",
    "The visit in [May|2017-05] was announced after long talks.",
    "The minister proposed a summit in Manila in [May|2017-05].",
    "He spoke ahead of [Friday|2017-06-16]'s talks.",
    "China would respond if Taiwan held drills in [May|2017-05].",
    "The treaty was supposed to have been ratified in [May|2017-05].",
    "Putin did not rule out a visit in [2018|2018].",
    "The cabinet presented a plan for talks in [May|2017-05].",
    "The envoy called for elections in [May|2017-05].",
]

DENIED = [
    "Russia did not attend the talks in [May|2017-05].",
    "Russia didn’t attend the talks in [May|2017-05].",
    "No agreement was signed on [Friday|2017-06-09].",
    "They signed no agreement on [Friday|2017-06-09].",
    "There was no meeting in [May|2017-05].",
    "Neither side fired on [Friday|2017-06-09].",
    "Putin denied on [Friday|2017-06-09] that Russia had sold missiles.",
    "The ambassador ruled out an alliance on [Monday|2017-06-12].",
    "The two sides failed to agree on [Friday|2017-06-09].",
    "He refused to sign the accord on [Friday|2017-06-09].",
    "The treaty was never signed in [1998|1998].",
    "Putin will not visit Manila in [October|2017-10].",
    "[Friday|2017-06-09]'s summit was cancelled.",
    "The visit in [May|2017-05] was called off.",
    "The minister denied reports that troops had crossed the border on [Friday|2017-06-09].",
]

REPORTED = [
    "Officials said <the talks ended on [Friday|2017-06-09]>.",
    "Officials said the talks ended on [Friday|2017-06-09].",
    "The talks ended on [Friday|2017-06-09], officials said.",
    "The talks ended on [Friday|2017-06-09], according to the ministry.",
    "According to the ministry, the talks ended on [Friday|2017-06-09].",
    "“<<We met Putin in [May|2017-05],>>” he said.",
    "Rebels allegedly shelled the town on [Friday|2017-06-09].",
    "He is believed to have died in [May|2017-05].",
    "The two may have met in [May|2017-05].",
    "It is not known whether he met Putin in [May|2017-05].",
    "If he met Putin in [May|2017-05], nobody saw it.",
    "Did the two meet in [May|2017-05]?",
    "He is accused of killing two soldiers in [May|2017-05].",
    "Duterte meets Putin in Moscow in [May|2017-05].",
    "Activists say troops on [Friday|2017-06-09] shelled the town.",
    "The ministry said <a bomb on [Friday|2017-06-09] in the old town killed twelve>.",
    "He claimed the ship had sunk in [May|2017-05].",
    "Analysts doubt that the treaty was signed in [May|2017-05].",
    "Rumours that he died in [May|2017-05] spread quickly.",
    "It is false that he died in [May|2017-05].",
    "Had he left on [Friday|2017-06-09], all was lost.",
]

NOTHING = [
    "The treaty was signed.",
    "A meeting in Davao City on [Thursday|2017-06-08].",
    "Russia criticised the [1998|1998] agreement.",
    "Russia criticised the treaty of [1998|1998].",
    "The bridge was finished before [May|2017-05].",
    "Exports were higher than in [2016|2016].",
    "The talks did not begin until [Friday|2017-06-09].",
    "No Russian ship has called since [1998|1998].",
    "MANILA, [Feb. 17|2017-02-17] (Agency) – The two sides met.",
    "The talks ended, according to a statement on [Friday|2017-06-09].",
    "This is the first visit since [1998|1998].",
    "He praised the summit after the war in [1998|1998].",
    "Exports fell compared with the same month of [2016|2016].",
    "He ruled until his death in [May|2017-05].",
    "He will honour the [1998|1998] agreement.",
    "He is the first president to visit Russia since [1998|1998].",
    "The president's [May 2017|2017-05] visit was short.",
    "It was the deadliest attack since [2003|2003].",
    "The summit was postponed from [March|2017-03].",
    "He died, according to unconfirmed reports on [Friday|2017-06-09].",
    "They discussed the [2016|2016] National Assembly.",
]


@pytest.mark.parametrize("marked", HAPPENED)
def test_a_past_verb_of_the_text_itself_has_happened(marked: str):
    assert statuses(marked) == ["happened"]


@pytest.mark.parametrize("marked", PLANNED)
def test_what_is_still_to_come_or_was_only_intended_is_planned(marked: str):
    assert statuses(marked) == ["planned"]


@pytest.mark.parametrize("marked", DENIED)
def test_what_is_negated_or_ruled_out_is_denied(marked: str):
    assert statuses(marked) == ["denied"]


@pytest.mark.parametrize("marked", REPORTED)
def test_what_somebody_claims_or_supposes_is_reported(marked: str):
    assert statuses(marked) == ["reported"]


@pytest.mark.parametrize("marked", NOTHING)
def test_a_date_that_no_verb_happens_on_gives_no_event(marked: str):
    assert events(marked) == []


@pytest.mark.parametrize("marked", HAPPENED)
def test_nothing_dated_after_the_publication_has_happened(marked: str):
    assert "happened" not in statuses(marked, date(1900, 1, 1))


@pytest.mark.parametrize("marked", PLANNED)
def test_a_plan_stays_a_plan_however_long_ago_its_date(marked: str):
    assert "happened" not in statuses(marked, date(2030, 1, 1))


@pytest.mark.parametrize("marked", [*HAPPENED, *PLANNED, *DENIED, *REPORTED])
def test_without_a_publication_date_no_status_is_stronger(marked: str):
    order = ["planned", "denied", "reported", "happened"]
    for dated, undated in zip(events(marked), events(marked, None), strict=False):
        assert order.index(undated[1]) <= order.index(dated[1])


def test_a_plan_inside_somebodys_words_is_still_only_planned():
    assert statuses("Esperon said <the two would sign the treaty in [May|2017-05]>.") == ["planned"]
    assert statuses("“<<We will sign it in [October|2017-10],>>” he said.") == ["planned"]


def test_a_denial_inside_somebodys_words_is_denied():
    assert statuses("Esperon said <no treaty was signed in [May|2017-05]>.") == ["denied"]


def test_the_day_of_a_saying_is_the_sayings_and_not_the_contents():
    marked = (
        "{Esperon} said on [Friday, June 9|2017-06-09], <that this was discussed when {Duterte} met {Patrushev} in "
        "{Davao City/place} on [Thursday, June 8|2017-06-08]>."
    )
    assert events(marked) == [("2017-06-09", "happened"), ("2017-06-08", "reported")]
    assert texts(marked) == [
        "Esperon said on Friday, June 9, that this was discussed",
        "when Duterte met Patrushev in Davao City on Thursday, June 8",
    ]


def test_the_event_of_a_saying_does_not_carry_what_was_said_before_it():
    marked = "“<<The accords are expected to be signed in Moscow,>>” {Esperon} said in a note on [Friday|2017-06-09]."
    assert events(marked) == [("2017-06-09", "happened")]
    assert texts(marked) == ["Esperon said in a note on Friday"]


def test_a_saying_and_what_was_said_have_texts_of_their_own_without_a_that_between_them():
    marked = (
        "{Lavrov} said on [Monday|2017-06-12] he had met {Kerry} in [May|2017-05] and would call in [July|2017-07]."
    )
    assert events(marked) == [("2017-06-12", "happened"), ("2017-05-01", "reported"), ("2017-07-01", "planned")]
    assert texts(marked) == ["Lavrov said on Monday", "he had met Kerry in May", "and would call in July"]


def test_who_first_told_of_a_meeting_is_not_its_only_witness():
    marked = "The meeting, first reported by Reuters on [Friday|2017-06-09], took place on [Thursday|2017-06-08]."
    assert statuses(marked) == ["happened", "happened"]


def test_a_clause_about_the_subject_carries_the_subject():
    assert texts("The ceasefire, which began in [May|2017-05], holds.") == ["The ceasefire, which began in May"]
    assert texts("The treaty, signed in [1951|1951], binds both.") == ["The treaty, signed in 1951"]


def test_a_happening_does_not_carry_the_plan_of_the_same_sentence():
    marked = "{Putin}, who met {Duterte} in [May|2017-05], will sign the treaty."
    assert events(marked) == [("2017-05-01", "happened")]
    assert texts(marked) == ["Putin, who met Duterte in May"]


def test_each_happening_of_a_sentence_has_its_own_interval():
    marked = "They met in Moscow in [May 2016|2016-05] and in Sochi in [October 2016|2016-10]."
    assert events(marked) == [("2016-05-01", "happened"), ("2016-10-01", "happened")]
    assert texts(marked) == ["They met in Moscow in May 2016 and in Sochi in October 2016"] * 2


def test_a_past_and_a_coming_part_of_one_sentence_are_told_apart():
    marked = "{Duterte} visited Moscow in [May|2017-05] and will return in [October|2017-10]."
    assert events(marked) == [("2017-05-01", "happened"), ("2017-10-01", "planned")]
    assert texts(marked) == ["Duterte visited Moscow in May", "and will return in October"]


def test_a_cancelled_plan_was_planned_for_its_day_and_cancelled_on_the_other():
    marked = "The visit, scheduled for [May|2017-05], was cancelled on [Friday|2017-04-28]."
    assert events(marked) == [("2017-05-01", "planned"), ("2017-04-28", "happened")]


def participants(marked: str) -> list[tuple[str, ...]]:
    return [event.participants for event in Marked.parse(marked).read(PUBLISHED)]


def test_participants_are_the_persons_and_bodies_of_the_clause_each_once():
    marked = (
        "{Putin} met {Duterte} and officers of the {Security Council/organisation} in [May|2017-05], {Putin} smiling."
    )
    assert participants(marked) == [("Putin", "Duterte", "Security Council")]


def test_a_place_takes_part_where_it_acts_and_not_where_things_are():
    marked = "{Russia/place} signed a treaty with {Manila/place} in {Peru/place} and {Chile/place} in [May|2017-05]."
    assert participants(marked) == [("Russia", "Manila")]


def test_a_body_in_a_title_takes_no_part():
    marked = "{Security Council/organisation} Secretary {Patrushev} met {Duterte} in [May|2017-05]."
    assert participants(marked) == [("Patrushev", "Duterte")]


def test_the_place_of_a_dateline_takes_no_part():
    marked = "{MANILA/place}, {Philippines/place} – {Russia/place} signed a treaty in [May|2017-05]."
    assert participants(marked) == [("Russia",)]


def test_a_clause_that_points_back_takes_its_names_from_the_sentence():
    marked = "{Putin}, beside {Duterte}, will sign what they had agreed in [May|2017-05]."
    assert participants(marked) == [("Putin", "Duterte")]


def test_events_come_in_order_of_their_dates_position():
    found = Marked.parse("He left on [Friday|2017-06-09]. In [May|2017-05], he returned. It rained in [2016|2016].")
    assert [event.interval.lo.year for event in found.read(PUBLISHED)] == [2017, 2017, 2016]


WORDS = (
    "Putin Duterte Moscow he who which that said told met signed will would was were been has had to visit not "
    "never no "
    "expected announced if when after before since until in on for of the a and but , . ? ( ) “ ” \" ' - – : ; 's \n "
    "according"
).split(" ")


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.just("May"), st.text(max_size=6)), max_size=60), st.booleans())
def test_any_text_gives_events_inside_it_in_order_with_names_it_has(words: list[str], known: bool):
    text = " ".join(words)
    sentences = split_sentences(text)
    dates = [DateExpression(Span(*found.span()), interval_of("2017-05"), "test") for found in re.finditer("May", text)]
    names = [Mention(Span(*found.span()), "person", found[0], "test") for found in re.finditer("Putin|Duterte", text)]
    said = [Quote((Span(*found.span(1)),), "direct", Span(0, 0), "test") for found in re.finditer("“([^”]*)”", text)]
    found = read_events(text, sentences, names, dates, said, PUBLISHED if known else None)
    assert len(found) <= len(dates)
    for event in found:
        assert any(sentence.covers(event.span) for sentence in sentences)
        assert event.span.start < event.span.end
        assert len(set(event.participants)) == len(event.participants)
        assert set(event.participants) <= {"Putin", "Duterte"}
