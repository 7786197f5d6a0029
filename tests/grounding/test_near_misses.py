"""One excerpt, a sentence that it carries, and sentences beside it that it does not: each differs in one particular."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def kinds(sentence: str, text: str) -> set[str]:
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64, None, None, date(2021, 3, 6))
    return {reason.kind for reason in verify(sentence, [Citation("e1", excerpt)]).reasons}


CASES = (
    (
        "Dozens of ships and 12 tugs left Riga.",
        "Dozens of ships left Riga.",
        {"Hundreds of ships left Riga.": "number", "12 ships left Riga.": "number"},
    ),
    (
        "The toll rose to 12. The price fell to 9.",
        "The toll rose to 12.",
        {"The price fell to 12.": "number", "The toll rose to 9.": "number"},
    ),
    (
        "At least 40 sailors drowned off Riga.",
        "At least 40 sailors drowned.",
        {"At most 40 sailors drowned.": "number", "40 sailors drowned.": "number"},
    ),
    (
        "No fewer than 40 sailors drowned off Riga.",
        "No fewer than 40 sailors drowned.",
        {"Up to 40 sailors drowned off Riga.": "number", "Fewer than 40 sailors drowned off Riga.": "number"},
    ),
    (
        "No more than 40 sailors drowned off Riga.",
        "No more than 40 sailors drowned.",
        {"More than 40 sailors drowned off Riga.": "number"},
    ),
    ("About 40 sailors drowned off Riga.", "40 sailors drowned off Riga.", {"More than 40 sailors drowned.": "number"}),
    ("A soldier and three sailors died in Riga.", "One soldier died in Riga.", {"Two soldiers died.": "number"}),
    (
        "The fleet cost 3 million euros.",
        "The fleet cost €3 million.",
        {
            "The fleet cost $3 million.": "number",
            "The fleet cost 3 million crowns.": "number",
            "The fleet cost 3 billion euros.": "number",
        },
    ),
    ("Exports grew by 5 percent.", "Exports grew by 5%.", {"Exports grew by 5.": "number"}),
    (
        "The third round of talks took place in Riga.",
        "The 3rd round of talks took place in Riga.",
        {"The second round of talks took place in Riga.": "number", "Three rounds took place in Riga.": "number"},
    ),
    (
        "The session began at 21:45 in Riga.",
        "The session in Riga began at 21:45.",
        {"The session in Riga began at 21:15.": "number"},
    ),
    (
        "The talks began at 9 a.m. on 4 March 2021.",
        "The talks began on 4 March 2021 at 9 am.",
        {"The talks began at 9 pm on 4 March 2021.": "date", "At 8 a.m. the talks began.": "date"},
    ),
    (
        "Riga joined the pact in 2015, and in 2018 Oslo left it.",
        "Riga joined the pact in 2015.",
        {"Riga joined the pact in 2018.": "date"},
    ),
    (
        "In 2015 Riga joined the pact, and in 2018 Oslo left it.",
        "In 2015 Riga joined the pact.",
        {"Riga joined the pact in 2018.": "date"},
    ),
    (
        "The port of Riga is closed.",
        "It was reported on 6 March 2021 that the port of Riga is closed.",
        {"The port of Riga closed on 6 March 2021.": "date"},
    ),
    (
        "Exports fell from a peak in 2001 until the low of 2014.",
        "Exports fell from 2001 to 2014.",
        {"Exports fell from 2002 to 2014.": "date", "Exports fell from 2001 to 2013.": "date"},
    ),
    (
        "The envoys met in Oslo on 3 March 2021. They signed the fisheries pact.",
        "The envoys signed the fisheries pact on 3 March 2021.",
        {"The envoys signed the fisheries pact on 2 March 2021.": "date"},
    ),
    (
        "The United Kingdom signed the fisheries pact.",
        "Britain signed the fisheries pact.",
        {"The United States signed the pact.": "name", "The United Arab Emirates signed the pact.": "name"},
    ),
    (
        "The United Arab Emirates and Norway signed the fisheries pact.",
        "The UAE and Norway signed the fisheries pact.",
        {"The UK and Norway signed the fisheries pact.": "name"},
    ),
    (
        "Moscow rejected the fisheries pact.",
        "Russia rejected the fisheries pact.",
        {"Norway rejected the fisheries pact.": "name"},
    ),
    (
        "The treaty was sent to Russia in May.",
        "The treaty was sent to the government of Russia in May.",
        {"The treaty was sent to Norway in May.": "name"},
    ),
    (
        "Karl Novak and Jan Brandt met in Riga.",
        "Karl Novak met Jan Brandt in Riga.",
        {"Karl Brandt met Jan Novak in Riga.": "name"},
    ),
    (
        "Brandt arrived in Riga. He signed the fisheries pact.",
        "Brandt signed the fisheries pact.",
        {"Novak signed the fisheries pact.": "name", "Novak later signed the fisheries pact.": "name"},
    ),
    (
        "The fishermen signed the fisheries pact.",
        "Fishermen signed the fisheries pact.",
        {"Farmers signed the fisheries pact.": "name"},
    ),
    (
        "Ambassador Igor Petrov invited Minister Ana Cruz to the embassy.",
        "Cruz was invited to the embassy by Petrov.",
        {"Petrov was invited to the embassy by Cruz.": "name", "Cruz invited Petrov to the embassy.": "name"},
    ),
    (
        "Igor Petrov was invited to the embassy by Ana Cruz.",
        "Ana Cruz invited Igor Petrov to the embassy.",
        {"Igor Petrov invited Ana Cruz to the embassy.": "name"},
    ),
    (
        "Igor Petrov met Ana Cruz in Riga.",
        "Cruz met Petrov in Riga.",
        {"Cruz met Petrov in Oslo.": "name"},
    ),
    (
        "The fisheries pact, which Oslo had rejected, was signed in Riga.",
        "The fisheries pact was signed in Riga.",
        {"The fisheries pact was not signed in Riga.": "negation"},
    ),
    (
        "Exports to Norway rose in 2020, the board said.",
        "The board said exports to Norway rose in 2020.",
        {"The board said exports to Norway fell in 2020.": "negation"},
    ),
    (
        "The envoys met before the vote in Riga.",
        "The envoys met in Riga before the vote.",
        {"The envoys met in Riga after the vote.": "negation"},
    ),
    (
        "Riga refused to sign the fisheries pact.",
        "Riga did not sign the fisheries pact.",
        {"Riga signed the fisheries pact.": "negation", "Riga agreed to sign the fisheries pact.": "negation"},
    ),
    (
        "Nobody in Riga signed the fisheries pact.",
        "The fisheries pact was not signed in Riga.",
        {"The fisheries pact was signed in Riga.": "negation"},
    ),
    (
        "The port of Riga is no longer closed.",
        "The port of Riga is not closed any more.",
        {"The port of Riga is closed.": "negation"},
    ),
    (
        "Lind denied that the port had been sold.",
        "Lind denied the port had been sold.",
        {"Lind confirmed that the port had been sold.": "negation", "The port had been sold.": "negation"},
    ),
    (
        "Oslo may sign the fisheries pact in May.",
        "Oslo might sign the fisheries pact in May.",
        {"Oslo will sign the fisheries pact in May.": "status", "Oslo signed the fisheries pact in May.": "status"},
    ),
    (
        "Oslo signed the fisheries pact in Riga.",
        "Oslo has signed the fisheries pact in Riga.",
        {
            "Oslo will sign the fisheries pact in Riga.": "status",
            "Oslo is expected to sign the fisheries pact in Riga.": "status",
        },
    ),
    (
        "The court said Oslo would pay if it found a breach.",
        "Oslo would pay if a breach was found, the court said.",
        {"The court found a breach.": "status"},
    ),
    (
        "The visit to Riga is expected to be made in May.",
        "The visit to Riga is expected in May.",
        {"The visit to Riga took place in May.": "status"},
    ),
    (
        "Oslo threatened to leave the fisheries pact.",
        "Oslo threatened to leave the pact on fisheries.",
        {"Oslo left the fisheries pact.": "status"},
    ),
    (
        "Unless Oslo pays, Riga will close the port.",
        "Riga will close the port unless Oslo pays.",
        {"Riga closed the port.": "status"},
    ),
    (
        "The pact bans herring fishing in the northern sea.",
        "The pact bans fishing for herring in the northern sea.",
        {"The pact bans salmon fishing in the northern sea.": "coverage"},
    ),
    (
        "The director of the port handed the keys to the old crew.",
        "The director of the port handed the old crew the keys.",
        {"Novak handed the keys to the old crew.": "name"},
    ),
    (
        "The harbour board of Riga closed the northern fish market after the heavy storm.",
        "After the heavy storm the harbour board of Riga closed the northern fish market and the quay nearby.",
        {"The harbour board of Riga paid builders for repairs to sheds and cranes.": "coverage"},
    ),
    (
        "“The port is safe,” Lind told reporters. Brandt said the bridge was old.",
        "Lind said the port is safe.",
        {"Brandt said the port is safe.": "speaker", "Lind said the bridge was old.": "speaker"},
    ),
    (
        "According to Lind, the port was sold to Oslo.",
        "The port was sold to Oslo, Lind said.",
        {"The port was sold to Oslo, Brandt said.": "speaker", "The port was sold to Oslo.": "speaker"},
    ),
    (
        "The port was sold to Oslo.",
        "The port of the board was sold to Oslo.",
        {"Lind said the port was sold to Oslo.": "speaker"},
    ),
    (
        "Lind announced that the port had been sold to Oslo.",
        "The port has been sold to Oslo.",
        {"Brandt announced that the port had been sold to Oslo.": "speaker"},
    ),
    (
        "Elena Costa, the head of the Coast Guard, met Felix Brandt, the mayor of Riga.",
        "Felix Brandt is the mayor of Riga.",
        {"Elena Costa is the mayor of Riga.": "name", "Felix Brandt is the head of the Coast Guard.": "name"},
    ),
    (
        "Ivan Novak served as foreign minister until 2012.",
        "Ivan Novak was foreign minister until 2012.",
        {"Ivan Novak is foreign minister.": "status"},
    ),
    (
        "The port closed. The storm broke the quay.",
        "The port closed, and the storm broke the quay.",
        {"The port closed because the storm broke the quay.": "cause"},
    ),
    (
        "The largest port in Latvia closed in May.",
        "In May the largest port in Latvia closed.",
        {"The smallest port in Latvia closed in May.": "superlative", "The only port closed in May.": "superlative"},
    ),
    ("It was. The port is closed.", "It was.", {"It is.": "uncheckable"}),
)


@pytest.mark.parametrize(("text", "sentence"), [(text, sentence) for text, sentence, _ in CASES])
def test_what_the_excerpt_says_in_other_words_is_supported(text: str, sentence: str):
    assert kinds(sentence, text) == set()


@pytest.mark.parametrize(
    ("text", "sentence", "kind"),
    [(text, sentence, kind) for text, _, wrong in CASES for sentence, kind in wrong.items()],
)
def test_what_differs_in_one_particular_is_refused_for_it(text: str, sentence: str, kind: str):
    assert kind in kinds(sentence, text)


def test_a_reason_names_the_word_it_is_about():
    text = "Oslo signed the fisheries pact in Riga."
    excerpt = Excerpt("d", 0, len(text), text, "0" * 64)
    found = verify("Oslo will sign the fisheries pact in Riga.", [Citation("e1", excerpt)])
    assert [reason.detail for reason in found.reasons] == ["the excerpt has “sign” as done, not as planned or possible"]
