"""A claim is carried by what stands together, and told of those who said or did it."""

from __future__ import annotations

import pytest

from assistant.grounding.verifier import verify
from assistant.types import Citation, Excerpt


def status(sentence: str, *texts: str) -> str:
    cited = [Citation(f"e{number}", Excerpt("d", 0, len(text), text, "0" * 64)) for number, text in enumerate(texts, 1)]
    return verify(sentence, cited).status


MEETINGS = (
    "Brandt and Novak met for the first time in Riga in 2016.",
    "Cooperation was discussed by Brandt and Novak during their meetings in Oslo.",
)


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("Brandt and Novak met for the first time in Oslo.", MEETINGS),
        ("Latvia and Norway signed pacts on fishing.", ("Latvia left a pact with Norway on fishing.",)),
        (
            "Latvia's army commander said the talks went well.",
            ("The officials at the meeting were Latvia's army commander, Ivo Horak; and Jan Novak, head of the port.",),
        ),
        (
            "Novak said Norway is Latvia's oldest ally.",
            ("Novak pursues what he calls an “open policy” with states other than Latvia's oldest ally, Norway.",),
        ),
        ("12 soldiers died.", ("Twelve soldiers were wounded and 3 died.",)),
        ("Latvia will buy trucks and boats.", ("Latvia could buy trucks and boats.",)),
    ],
)
def test_a_sentence_made_of_parts_that_do_not_belong_together_is_refused(sentence: str, texts: tuple[str, ...]):
    assert status(sentence, *texts) == "unsupported"


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("Brandt and Novak met for the first time in Riga.", MEETINGS),
        ("Brandt and Novak discussed cooperation in Oslo.", MEETINGS[1:]),
        ("Novak visited Riga and met Brandt.", ("Novak leads the party. He visited Riga and met Brandt there.",)),
        ("Novak told Brandt the port was closed.", ("The port is closed, Novak told Brandt.",)),
        ("12 soldiers died.", ("Twelve soldiers and 3 civilians died.",)),
        ("Twelve soldiers were wounded.", ("Twelve soldiers were wounded and 3 died.",)),
        ("Latvia may buy trucks and boats.", ("Latvia could buy trucks and boats.",)),
        ("Latvia will buy trucks.", ("Latvia is expected to buy trucks.",)),
    ],
)
def test_a_sentence_whose_parts_stand_together_is_supported(sentence: str, texts: tuple[str, ...]):
    assert status(sentence, *texts) == "supported"


def test_the_reason_names_all_the_words_that_nowhere_stand_together():
    text = "The crews fear the storm. Traders left. A treaty of the northern fleet was read, and the harbour was shut."
    cited = [Citation("e1", Excerpt("d", 0, len(text), text, "0" * 64))]
    told = [reason.detail for reason in verify("The harbour storm treaty was read.", cited).reasons]
    assert "no cited sentence has the words of “harbour storm treaty” together" in told
