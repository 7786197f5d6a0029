"""Who speaks where the text has only a pronoun, and where nobody has spoken at all."""

import pytest

from assistant.reading.reader import read


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in read(text).quotes]


@pytest.mark.parametrize(
    "text",
    [
        'Lavrov met Kerry in Geneva. "We agreed," he said. Kerry, he added, was wrong.',
        'Lavrov met Kerry in Geneva. "Kerry agreed," he said.',
        'Mr Lavrov spoke to Mr Kerry. "We agreed," he said. Mr Kerry, he added, was wrong.',
    ],
)
def test_a_pronoun_means_the_subject_of_the_sentence_before_and_nobody_named_in_the_words(text: str):
    assert set(speakers(text)) == {"Lavrov"}


@pytest.mark.parametrize(
    "text",
    [
        'Had Petrov said "I resign", the crisis would be over.',
        'Had President Ivan Petrov said: "I resign," the crisis would be over.',
        'If Petrov says "I resign", the crisis will be over.',
        'Did Petrov say "I resign"?',
        'Kowalska denied that she had said "we will sign soon".',
        'Kowalska denied having said "we will sign soon".',
        'Kowalska denied that she had told reporters: "We will sign soon."',
    ],
)
def test_words_that_nobody_has_said_are_no_quotation(text: str):
    assert read(text).quotes == ()


def test_a_denial_without_quoted_words_is_the_deniers():
    assert speakers("Kowalska denied that the treaty was dead.") == ["Kowalska"]
