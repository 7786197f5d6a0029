"""Quotations that a noun of speech leads to: Petrov's words, "…"; his remark that "…"."""

from __future__ import annotations

from assistant.reading.quotes.attributions import Attribution
from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import QUOTE, WORD, Stream
from assistant.reading.quotes.subjects import Subject

_NOUNS = frozenset(
    "words phrase slogan chant chants message messages quote quotes remark remarks comment comments statement "
    "statements tweet tweets motto term refrain question questions declaration claim claims assertion boast promise "
    "vow warning warnings argument plea call calls cry cries mantra catchphrase retort reply answer response".split()
)
_LINKS = frozenset(", : of that the".split())
_POSSESSIVES = frozenset("his her their its my our".split())


def read_noun(stream: Stream, at: int, names: NameIndex) -> Attribution | None:
    """The attribution of the quotation at item `at` to the owner of the noun before it; nobody else is guessed at."""
    noun = at - 1
    while noun > at - 4 and stream.word(noun) in _LINKS:
        noun -= 1
    if stream.word(noun) not in _NOUNS or stream.kind(at) != QUOTE:
        return None
    subject = _owner(stream, noun, names)
    if subject is None:
        return None
    cue = stream.span(noun, noun)
    return Attribution(stream, "noun", cue, subject, [(at, at)], min(subject.first, noun), at)


def _owner(stream: Stream, noun: int, names: NameIndex) -> Subject | None:
    """Whose words: the possessive right before the noun, an adjective between them or not."""
    for at in (noun - 1, noun - 2):
        if stream.kind(at) != WORD:
            return None
        word = stream.low[at]
        if word in _POSSESSIVES:
            return Subject(at, at, stream.span(at, at), "pronoun", at)
        if word.endswith(("'s", "’s", "s'", "s’")):
            mention = names.ending(stream.starts[at], stream.ends[at] - 2)
            form = "name" if mention else "description"
            return Subject(at, at, mention.span if mention else stream.span(at, at), form, at, mention)
    return None
