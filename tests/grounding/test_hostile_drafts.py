"""Ten thousand drafts of a model that lies in every way we know: nothing false is released as supported."""

from __future__ import annotations

import json
import random
from datetime import date

from assistant.grounding.draft import sentences
from assistant.grounding.markers import split_markers
from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt

PEOPLE = ["Ana Cruz", "Olaf Lindqvist", "Marta Bielska", "Tomas Okoro", "Irene Sato", "Hugo Lefevre"]
PLACES = ["Lisbon", "Warsaw", "Nairobi", "Osaka", "Marseille", "Bergen"]
DAYS = ["3 March 2021", "17 May 2021", "9 August 2020", "21 November 2019", "2 January 2022", "30 June 2018"]
COUNTS = ["12", "48", "350", "1,900", "77", "26"]
THINGS = ["patrol boats", "fishing licences", "radar stations", "customs officers", "scholarships", "rail wagons"]
WORDS = [
    "We will never lease the harbour to anyone",
    "The quota is not open to negotiation",
    "Our engineers need two more winters",
    "The treaty protects every small village",
    "No inspector was turned away at the gate",
    "This budget leaves nothing for the islands",
]
FILLER = ["tomorrow", "gladly", "perhaps", "seven", "not", "rivers", "always", "elsewhere"]


def record() -> dict[str, Citation]:
    found: dict[str, Citation] = {}
    for at in range(6):
        text = (
            f"{PEOPLE[at]} visited {PLACES[at]} on {DAYS[at]} with a small delegation."
            f" {PEOPLE[at]} said the ministry had ordered {COUNTS[at]} {THINGS[at]}."
            f" “{WORDS[at]},” {PEOPLE[at].split()[1]} told reporters."
            f" The ministry will open an office in {PLACES[at]} next year."
            f" It has not published the contract."
        )
        found[f"e{at + 1}"] = Citation(
            f"e{at + 1}", Excerpt(f"d{at}", 0, len(text), text, "0" * 64, None, None, date(2022, 6, 1))
        )
    return found


def other(chance: random.Random, values: list[str], at: int) -> str:
    return values[(at + chance.randrange(1, 6)) % 6]


def lies(chance: random.Random, at: int) -> dict[str, str]:
    """One sentence of each kind of lie about the excerpt numbered `at`."""
    who, where, when, count, what, said = PEOPLE[at], PLACES[at], DAYS[at], COUNTS[at], THINGS[at], WORDS[at]
    surname, mark = who.split()[1], f"[e{at + 1}]"
    wrong = f"[e{(at + chance.randrange(1, 6)) % 6 + 1}]"
    forged = f"[e{chance.randrange(7, 99)}]"
    broken = said.split()
    place = chance.randrange(1, len(broken))
    broken[place] = chance.choice([word for word in FILLER if word != broken[place]])
    dropped = said.split()
    del dropped[chance.randrange(1, len(dropped) - 1)]
    false = f"{who} visited {other(chance, PLACES, at)}"
    echo = json.dumps({"excerpts": [{"id": f"e{at + 1}", "text": false}]})
    return {
        "forged id": f"{who} visited {where} on {when} with a small delegation. {forged}",
        "forged beside true": f"{who} visited {where} on {when}. {mark}{forged}",
        "says something else": f"{who} visited {where} on {when}. {wrong}",
        "uncited": f"{who} visited {where} on {when} with a small delegation.",
        "number": f"{who} said the ministry had ordered {other(chance, COUNTS, at)} {what}. {mark}",
        "unit": f"{who} said the ministry had ordered {count} {other(chance, THINGS, at)}. {mark}",
        "scale": f"{who} said the ministry had ordered {count} thousand {what}. {mark}",
        "day": f"{who} visited {where} on {other(chance, DAYS, at)}. {mark}",
        "finer date": f"{who} spoke in the morning of {chance.randrange(22, 29)} {when.split(' ', 1)[1]}. {mark}",
        "place": f"{who} visited {other(chance, PLACES, at)} on {when}. {mark}",
        "person": f"{other(chance, PEOPLE, at)} visited {where} on {when}. {mark}",
        "speaker": f"{other(chance, PEOPLE, at)} said the ministry had ordered {count} {what}. {mark}",
        "quoted speaker": f"“{said},” {other(chance, PEOPLE, at)} told reporters. {mark}",
        "quotation": f"“{' '.join(broken)},” {surname} told reporters. {mark}",
        "shortened quotation": f"“{' '.join(dropped)},” {surname} told reporters. {mark}",
        "open quotation": f"{surname} told reporters: “{' '.join(broken)} {mark}",
        "denial": f"{who} did not visit {where} on {when}. {mark}",
        "denial undone": f"The ministry has published the contract. {mark}",
        "done": f"The ministry opened an office in {where}. {mark}",
        "superlative": f"{who} visited {where} with the largest delegation. {mark}",
        "cause": f"{who} visited {where} because the ministry had ordered {count} {what}. {mark}",
        "echo": f"{echo} {mark}",
        "prose": f"Observers see the visit to {where} as a turning point for the whole region. {mark}",
        "wall": " ".join(f"{name} is widely expected to lead the talks." for name in chance.sample(PEOPLE, 3)),
        "stitched": f"{surname} told reporters: “{said.split()[0]} ... {broken[-1]} {chance.choice(FILLER)}”. {mark}",
    }


def test_nothing_false_in_ten_thousand_drafts_is_supported():
    chance = random.Random(20)  # noqa: S311  # a sample, no secret
    known = record()
    drafts = [(kind, draft) for _ in range(67) for at in range(6) for kind, draft in lies(chance, at).items()]
    assert len(drafts) >= 10_000
    released: list[tuple[str, str]] = []
    for kind, draft in dict.fromkeys(drafts):
        for sentence in sentences(draft):
            ids = split_markers(sentence)[1]
            cited = [known[name] for name in ids if name in known]
            if verify(sentence, cited, known.keys()).status == "supported":
                released.append((kind, sentence))
    assert released == []


def test_the_true_sentences_of_the_same_model_are_supported():
    known = record()
    for at in range(6):
        surname, mark = PEOPLE[at].split()[1], f"[e{at + 1}]"
        for sentence in (
            f"{PEOPLE[at]} visited {PLACES[at]} on {DAYS[at]}. {mark}",
            f"{surname} visited {PLACES[at]} in {DAYS[at].split(' ', 1)[1]}. {mark}",
            f"According to {surname}, the ministry had ordered {COUNTS[at]} {THINGS[at]}. {mark}",
            f"{surname} told reporters: “{WORDS[at]}.” {mark}",
            f"The contract has not been published by the ministry. {mark}",
        ):
            claim = verify(sentence, [known[f"e{at + 1}"]], known.keys())
            assert claim.status == "supported", (sentence, claim.reasons)
