"""Who said what, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.reading.quotes import read_quotes
from assistant.types import DateExpression, Interval, Mention, Quote, Role, Span

PEOPLE = {
    "Maria Santos": "Maria Santos",
    "Santos": "Maria Santos",
    "Viktor Petrov": "Viktor Petrov",
    "Petrov": "Viktor Petrov",
    "Skelly": "Skelly",
    "Jan Dvorak": "Jan Dvorak",
}
BODIES = ("NATO", "Ministry of Defence", "Reuters")


def mentions_of(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for names, kind in ((PEOPLE, "person"), (dict(zip(BODIES, BODIES, strict=True)), "organisation")):
        for form, name in names.items():
            at = text.find(form)
            while at >= 0:
                span = Span(at, at + len(form))
                if not any(mention.span.overlaps(span) for mention in found):
                    found.append(Mention(span, kind, name, "test"))  # type: ignore[arg-type]
                at = text.find(form, at + 1)
    return tuple(sorted(found, key=lambda mention: mention.span))


def sentences_of(text: str) -> tuple[Span, ...]:
    """Sentences are given with the text: a bar ends each."""
    spans: list[Span] = []
    start = 0
    for piece in text.split("|"):
        lead = len(piece) - len(piece.lstrip())
        spans.append(Span(start + lead, start + len(piece.rstrip())))
        start += len(piece) + 1
    return tuple(spans)


def read(marked: str, roles: tuple[Role, ...] = (), dates: tuple[DateExpression, ...] = ()) -> tuple[str, list[Quote]]:
    sentences = sentences_of(marked)
    text = marked.replace("|", " ")
    return text, list(read_quotes(text, sentences, mentions_of(text), roles, dates))


def told(marked: str) -> list[tuple[str | None, str, str]]:
    """Speaker, kind and words of each quotation."""
    text, quotes = read(marked)
    return [
        (quote.speaker.name if quote.speaker else None, quote.kind, " / ".join(span.of(text) for span in quote.spans))
        for quote in quotes
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "words"),
    [
        ('"We will go," Santos said.', "Maria Santos", "direct", "We will go,"),
        ("“We will go,” said Santos.", "Maria Santos", "direct", "We will go,"),
        ("‘We will go,’ said Santos.", "Maria Santos", "direct", "We will go,"),
        ("''We will go,'' Santos said.", "Maria Santos", "direct", "We will go,"),
        ("«We will go», said Santos.", "Maria Santos", "direct", "We will go"),
        ('Santos said: "We will go."', "Maria Santos", "direct", "We will go."),
        ('"We will go," said Skelly.', "Skelly", "direct", "We will go,"),
        ('"We will go," Santos, head of the delegation, told reporters.', "Maria Santos", "direct", "We will go,"),
        ("Santos said that the talks had failed.", "Maria Santos", "indirect", "that the talks had failed"),
        ("Santos said the talks had failed.", "Maria Santos", "indirect", "the talks had failed"),
        ("Santos told reporters the talks had failed.", "Maria Santos", "indirect", "the talks had failed"),
        ("The talks had failed, Santos said.", "Maria Santos", "indirect", "The talks had failed"),
        ("According to Santos, the talks had failed.", "Maria Santos", "indirect", "the talks had failed"),
        ("The talks had failed, according to Santos.", "Maria Santos", "indirect", "The talks had failed"),
        ("NATO ruled out an alliance.", "NATO", "indirect", "an alliance"),
        ("Santos urged Manila to sign.", "Maria Santos", "indirect", "to sign"),
        ("Santos asked whether it was late.", "Maria Santos", "indirect", "whether it was late"),
        ('Santos said it was a "robust, equal" pact.', "Maria Santos", "mixed", 'it was a "robust, equal" pact'),
        ("Santos called the plan “a disgrace”.", "Maria Santos", "mixed", "the plan “a disgrace”"),
        ("Officials said the road was closed.", "Officials", "indirect", "the road was closed"),
        ("A source near the talks said it was closed.", "A source near the talks", "indirect", "it was closed"),
        ("“The road is closed.” — Maria Santos", "Maria Santos", "direct", "The road is closed."),
        ("Maria Santos: “The road is closed.”", "Maria Santos", "direct", "The road is closed."),
    ],
)  # fmt: skip
def test_a_quotation_has_its_speaker_kind_and_words(text: str, speaker: str, kind: str, words: str) -> None:
    assert told(text) == [(speaker, kind, words)]


def test_an_interrupted_quotation_is_one_with_two_parts() -> None:
    assert told('"We will go," Santos said, "and we will stay."') == [
        ("Maria Santos", "direct", "We will go, / and we will stay.")
    ]


def test_an_interrupted_report_is_one_with_two_parts() -> None:
    assert told("The goal, Santos said, is to win.") == [("Maria Santos", "indirect", "The goal / is to win")]


def test_a_quotation_goes_on_in_the_next_sentence_and_paragraph() -> None:
    assert told('"We will go," Santos said.|"It is late."\n\n"We are tired."') == [
        ("Maria Santos", "direct", "We will go, / It is late. / We are tired.")
    ]


def test_marks_that_open_every_paragraph_and_close_at_the_last_are_one_quotation() -> None:
    assert told("Santos said: “It is late.|\n\n“We are tired.”") == [
        ("Maria Santos", "direct", "It is late. / We are tired.")
    ]


def test_a_quotation_further_on_floats_to_the_last_speaker() -> None:
    text, quotes = read('"We will go," Santos said.|\n\nThe hall was full.|\n\n"It is late."')
    assert [quote.rule for quote in quotes] == ["direct-trailing", "floating"]
    assert quotes[1].speaker is not None
    assert quotes[1].speaker.name == "Maria Santos"
    assert quotes[1].spans[0].of(text) == "It is late."


def test_a_speaker_named_like_a_month_speaks_after_the_verb() -> None:
    assert told("“It is late,” said Maria Santos.|“We will wait,” said Jan Dvorak.") == [
        ("Maria Santos", "direct", "It is late,"),
        ("Jan Dvorak", "direct", "We will wait,"),
    ]


def test_a_pronoun_speaker_keeps_its_own_span_and_takes_the_resolved_name() -> None:
    text, quotes = read("Petrov met the ministers.|“It is late,” he told them.")
    speaker = quotes[0].speaker
    assert speaker is not None
    assert speaker.span is not None
    assert (speaker.name, speaker.span.of(text)) == ("Viktor Petrov", "he")


def test_a_description_is_resolved_by_the_office_the_text_gives() -> None:
    marked = "Ambassador Viktor Petrov arrived.|“It is late,” the ambassador said."
    role = Role(Span(0, 24), "Viktor Petrov", "Ambassador", "test")
    text, quotes = read(marked, roles=(role,))
    speaker = quotes[0].speaker
    assert speaker is not None
    assert speaker.span is not None
    assert (speaker.name, speaker.span.of(text)) == ("Viktor Petrov", "the ambassador")


def test_who_passed_the_words_on_is_kept_apart_from_who_said_them() -> None:
    text, quotes = read('Santos said that Petrov "stressed that trade must grow."')
    inner = next(quote for quote in quotes if quote.cue and quote.cue.of(text) == "stressed")
    assert inner.speaker is not None
    assert inner.reported_by is not None
    assert (inner.speaker.name, inner.reported_by.name) == ("Viktor Petrov", "Maria Santos")
    assert inner.spans[0].of(text) == "that trade must grow"


def test_a_quotation_inside_a_quotation_has_its_own_speaker() -> None:
    text, quotes = read("“Petrov told me, ‘It is late,’ and left,” Santos said.")
    found = {quote.spans[0].of(text): (quote.speaker, quote.reported_by) for quote in quotes}
    speaker, reporter = found["It is late,"]
    assert speaker is not None
    assert reporter is not None
    assert (speaker.name, reporter.name) == ("Viktor Petrov", "Maria Santos")


def test_the_date_of_the_saying_is_taken_and_a_date_in_the_words_is_not() -> None:
    marked = "Santos said on Monday that the pact ends on Friday."
    monday = Interval(date(2020, 2, 24), date(2020, 2, 24), "day", "published")
    friday = Interval(date(2020, 2, 28), date(2020, 2, 28), "day", "published")
    at, until = marked.index("Monday"), marked.index("Friday")
    dates = (DateExpression(Span(at, at + 6), monday, "t"), DateExpression(Span(until, until + 6), friday, "t"))
    assert [quote.said for quote in read(marked, dates=dates)[1]] == [monday]
    undated = marked.replace("on Monday ", "")
    at = undated.index("Friday")
    assert [q.said for q in read(undated, dates=(DateExpression(Span(at, at + 6), friday, "t"),))[1]] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Santos hopes that the talks succeed.",
        "Petrov fears the pact will end.",
        'The so-called "caliphate" collapsed.',
        'The film "Long Road Home" opened.',
        "The ministers' cars stood in the '90s garage, and the voters' lists were Santos's.",
        "Santos did not say that the talks had failed.",
        "Santos would say that the talks had failed.",
        "Santos wrote the letter.",
        "The United States and other states signed the reports.",
        "If Santos says the talks failed, they did.",
    ],
)
def test_what_nobody_voiced_is_no_quotation(text: str) -> None:
    assert told(text) == []


def test_a_second_attribution_ends_the_first() -> None:
    assert told("Santos said it was late, adding that the road was closed.") == [
        ("Maria Santos", "indirect", "it was late"),
        ("Maria Santos", "indirect", "that the road was closed"),
    ]


def test_an_unnamed_questioner_is_nobody() -> None:
    assert told("Asked if it was late, Santos said: “Yes, very late.”") == [
        (None, "indirect", "if it was late"),
        ("Maria Santos", "direct", "Yes, very late."),
    ]


def test_a_pronoun_never_takes_a_person_of_the_other_gender() -> None:
    (quote,) = read("Maria Santos met Viktor Petrov.|“It is late,” he said.")[1]
    assert quote.speaker is not None
    assert quote.speaker.name == "Viktor Petrov"
    (quote,) = read("Mrs. Santos spoke of Viktor Petrov.|“It is late,” she said.")[1]
    assert quote.speaker is not None
    assert quote.speaker.name == "Maria Santos"


def test_a_pronoun_that_can_mean_nobody_named_stays_a_pronoun() -> None:
    assert told("Viktor Petrov left.|“It is late,” she said.") == [("she", "direct", "It is late,")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Santos went on to say that it was late.", "that it was late"),
        ("Santos said in the spring, when talks began, “It is late.”", "It is late."),
        ("Santos said a day earlier, “It is late.”", "It is late."),
        ("Petrov, whom nobody knew, laughed and said: “It is late.”", "It is late."),
    ],
)
def test_what_stands_between_the_verb_and_the_words_does_not_hide_them(text: str, words: str) -> None:
    assert [found for _, _, found in told(text)] == [words]


def test_a_speaker_after_a_description_is_named_by_the_apposition() -> None:
    assert told("“It is late,” said a spokesman, Viktor Petrov.")[0][0] == "Viktor Petrov"
    assert told("The spokesman, Viktor Petrov, said it was late.")[0][0] == "Viktor Petrov"
