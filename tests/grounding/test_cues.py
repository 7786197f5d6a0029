"""What a word denies or plans, and how far it reaches: its heads, the first word before it and the last after it."""

from __future__ import annotations

import pytest

from assistant.grounding.analysis import Text


def told(sentence: str) -> list[str]:
    """For each cue its kind ("*" where it is a content word), its heads, and where its reach begins and ends."""
    (read,) = Text(sentence).sentences
    found: list[str] = []
    for cue in read.cues:
        kind = "plan" if cue.plans else "event" if cue.event else "denial"
        heads, behind, ahead = (
            " ".join(read.words[place].text for place in places)
            for places in (cue.heads, cue.behind[:1], cue.ahead[-1:])
        )
        found.append(f"{kind}{'*' * cue.lexical} {read.words[cue.at].text}: {heads} | {behind} … {ahead}")
    return found


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Oslo did not sign the pact.", ["denial not: sign pact |  … pact"]),
        ("No crew sank.", ["denial No: crew sank |  … sank"]),
        ("Trawler No. 5 sank.", []),
        ("Not only Oslo signed.", []),
        ("Oslo almost signed the pact.", ["denial almost: signed pact |  … pact"]),
        ("Almost all crews signed.", []),
        ("Almost red crews signed.", []),
        ("The crew nearly were left.", []),
        ("The crew was signed almost.", []),
        ("Oslo did not sign, and Riga waited.", ["denial not: sign |  … sign"]),
        ("Oslo did not sign because Riga waited.", ["denial not: sign |  … sign"]),
        ("Oslo did not sign and left Riga.", ["denial not: sign |  … and"]),
        ("Oslo didn't sign and left Riga.", ["denial didn't: sign |  … and"]),
        ("Oslo did not sign and cut it.", ["denial not: sign cut |  … it"]),
        ("Oslo did not sign and pay.", ["denial not: sign pay |  … pay"]),
        ("Oslo has not signed and left.", ["denial not: signed left |  … left"]),
        ("Oslo did not sign; Riga waited.", ["denial not: sign |  … sign"]),
        (
            "Oslo did not sign in May or June in a hall of the old port of Riga on a cold day.",
            ["denial not: sign June |  … of"],
        ),
    ],
)
def test_a_function_word_denies_what_follows_in_its_clause(sentence: str, cues: list[str]):
    assert told(sentence) == cues


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Oslo did not, however, sign the pact.", ["denial not: sign pact |  … pact"]),
        ("Oslo did not, as so many crews had feared, sign it.", ["denial not: sign |  … it"]),
        ("Oslo did not, as so many of the crews had feared, sign it.", ["denial not: crews feared |  … feared"]),
        ("Oslo did not sign, however, in Riga.", ["denial not: sign |  … sign"]),
        ("It did not, of course.", ["denial not: course |  … course"]),
    ],
)
def test_a_denial_goes_on_behind_an_aside(sentence: str, cues: list[str]):
    assert told(sentence) == cues


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Riga is open in a way that Oslo is not.", ["denial not: Oslo |  … "]),
        ("Riga is open in a way that Oslo of old was not.", ["denial not: old |  … "]),
        ("Oslo, it was said, was not.", ["denial not: said |  … "]),
        ("It was not it, Oslo said.", ["denial not: Oslo |  … it"]),
        ("It was not it, as it was in Oslo.", ["denial not:  |  … it"]),
        ("It was not it, as it were Oslo.", ["denial not:  |  … it"]),
        ("Oslo, as it was, not.", ["denial not:  |  … "]),
        ("It is what Riga port was not.", ["denial not: port |  … "]),
        ("The crews were paid or not.", ["denial not:  |  … "]),
        ("Riga denied any claim that it sold nets.", ["denial* denied: sold nets |  … nets"]),
    ],
)
def test_a_denial_with_nothing_behind_it_denies_what_stands_nearest(sentence: str, cues: list[str]):
    assert told(sentence) == cues


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Oslo rejected the pact.", ["denial* rejected: pact |  … pact"]),
        ("Oslo ruled out a pact.", ["denial* ruled: pact |  … pact"]),
        ("Oslo ruled on a pact.", []),
        ("The crew met Ban Lo-wen.", []),
        ("Ban nets.", ["denial* Ban: nets |  … nets"]),
        ("The pact that Oslo rejected is now law.", ["denial* rejected:  |  … "]),
        ("Nets Oslo banned were sold.", ["denial* banned:  |  … "]),
        ("Oslo will ban what was law.", ["denial* ban: law |  … law", "plan will: ban law |  … law"]),
        ("The pact was rejected in Riga.", ["denial* rejected: Riga | The … Riga"]),
        ("In May, after a vote, the pact was rejected in Riga.", ["denial* rejected: Riga | the … Riga"]),
        ("The pact was all too soon rejected in Riga.", ["denial* rejected: Riga |  … Riga"]),
        ("The pact was too soon rejected in Riga.", ["denial* rejected: Riga | The … Riga"]),
        ("Oslo rejected because Riga paid.", ["denial* rejected: Oslo |  … "]),
    ],
)
def test_a_content_word_denies_what_follows_and_in_the_passive_what_goes_before(sentence: str, cues: list[str]):
    assert sorted(told(sentence)) == sorted(cues)


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("The summit in Riga was cancelled.", ["event* cancelled: summit | The … "]),
        ("The big old summit in Riga was cancelled.", ["event* cancelled: summit | The … "]),
        ("The summit in Riga, long planned, was cancelled.", ["event* cancelled: summit | The … "]),
        ("The port closed after the summit was cancelled.", ["event* cancelled: summit | after … "]),
        ("The hosts cancelled the big summit in Riga.", ["event* cancelled: summit |  … Riga"]),
        ("The board cancelled talks held in Riga.", ["event* cancelled: talks |  … Riga"]),
        ("The board cancelled talks, Oslo said.", ["event* cancelled: talks |  … talks"]),
        ("The hosts called off the summit.", ["event* called: summit |  … summit"]),
        ("The hosts called for a summit.", []),
        ("The summit, which was postponed, was held.", ["event* postponed: summit | which … "]),
        ("The ferry of the old crew which was scrapped sank.", ["event* scrapped: crew | which … "]),
        ("It was cancelled.", ["event* cancelled:  | It … "]),
        ("After the crews left it was cancelled.", ["event* cancelled: crews | After … "]),
    ],
)
def test_an_event_that_was_called_off_is_the_subject_of_a_passive_and_else_the_object(sentence: str, cues: list[str]):
    assert [cue for cue in told(sentence) if cue.startswith("event") or cue in cues] == cues


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("The talks did not take place.", "event not: talks | The … "),
        ("The talks have not taken place.", "event not: talks | The … "),
        ("The crew did not take it.", None),
        ("The talks were not held in Riga.", "event not: talks | The … "),
        ("The board did not hold talks.", None),
        ("The board did not then conduct talks.", None),
        ("The talks did not then happen.", "event not: talks | The … "),
        ("The talks did not as such happen.", None),
        ("The talks did not soon happen.", None),
        ("The talks did not.", None),
    ],
)
def test_what_did_not_take_place_never_was(sentence: str, event: str | None):
    assert [cue for cue in told(sentence) if cue.startswith("event")] == ([event] if event else [])


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Oslo will sign the pact.", ["plan will: sign pact |  … pact"]),
        ("Oslo'll sign the pact.", ["plan Oslo'll: sign pact |  … pact"]),
        ("Oslo is expected to sign the pact.", ["plan expected: sign pact | Oslo … pact"]),
        ("Oslo is to sign the pact.", ["plan to: sign pact | Oslo … pact"]),
        ("Oslo has a pact to be signed.", ["plan to: signed |  … signed"]),
        ("Oslo went to Riga.", []),
        ("Oslo has yet to sign the pact.", ["plan yet: sign pact | Oslo … pact"]),
        ("Talks in May will start.", ["plan will: start |  … start"]),
        ("The ferry is for the time being closed.", []),
        ("The ferry being closed, crews left.", ["plan being: closed crews |  … left"]),
        ("Oslo is about to sign.", ["plan about: sign | Oslo … sign"]),
        ("Oslo wrote about the pact.", []),
        ("Oslo agreed to sign.", ["plan agreed: sign |  … sign"]),
        ("Oslo agreed on Friday in Riga to sign.", ["plan agreed: sign |  … sign"]),
        ("Oslo agreed on the Friday in Riga to sign.", []),
        ("Oslo agreed; Riga went to Turku.", []),
        ("Oslo is close to signing the pact.", ["plan close: signing pact | Oslo … pact"]),
        ("Oslo is close to a final deal.", ["plan close: final deal | Oslo … deal"]),
        ("Oslo is nearing agreement.", ["plan nearing: agreement | Oslo … agreement"]),
        ("Oslo is close to a quick final deal.", []),
        ("Oslo is nearing a quick final deal.", []),
        ("Oslo is close to the border.", []),
        ("Oslo is close to its king.", []),
        ("Oslo is close to king Olaf.", []),
        ("Oslo saw a final deal.", []),
        ("Oslo toyed with leaving.", ["plan toyed: leaving |  … leaving"]),
        ("Oslo toyed about leaving.", []),
        ("Oslo is on the brink of war.", ["plan brink: war | Oslo … war"]),
        ("Oslo is on the brink.", []),
        ("Oslo spoke of war.", []),
        ("Oslo spoke in the leaving hall.", []),
        ("Oslo considered leaving.", ["plan considered: leaving |  … leaving"]),
        ("Oslo considered rising prices.", []),
        ("Oslo considered the leaving crew.", []),
        ("Oslo welcomed leaving crews.", []),
    ],
)
def test_what_looks_ahead_plans_what_follows_it(sentence: str, cues: list[str]):
    assert told(sentence) == cues


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Oslo will sign when Riga pays.", ["plan will: sign Riga |  … pays"]),
        ("Oslo will sign, when Riga pays.", ["plan will: sign |  … sign"]),
        ("Oslo will sign although Riga waits.", ["plan will: sign |  … sign"]),
        ("Oslo will sign, they say.", ["plan will: sign say |  … say"]),
        ("Oslo will sign, Riga says.", ["plan will: sign |  … sign"]),
        ("Oslo will sign: crews wait.", ["plan will: sign |  … sign"]),
        (
            "Oslo will sign the pact on cod in the old hall of the port of Riga on a cold day in the week of the fair"
            " of Turku in May.",
            ["plan will: sign pact |  … of"],
        ),
    ],
)
def test_a_plan_ends_with_its_clause(sentence: str, cues: list[str]):
    assert told(sentence) == cues
