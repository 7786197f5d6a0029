"""The words of one sentence, with each calendar expression as one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import DateExpression, Span

# A word with its elision ("didn't", "Putin's" gives "Putin" and "'s"), a number, or a single mark.
_TOKEN = re.compile(r"[^\W\d_]+n['’]t\b|n['’]t\b|['’](?:s|d|ll|re|ve|m)\b|[^\W\d_]+|\d[\d.,]*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark or calendar expression. `word` is lower case with straight apostrophes; a date's is "".

    `date` is the index of the calendar expression among those of the sentence, or -1.
    """

    span: Span
    word: str
    capital: bool = False
    date: int = -1


def tokens_of(text: str, sentence: Span, dates: Sequence[DateExpression]) -> list[Token]:
    """The tokens of `sentence` in order; `dates` are those that lie in it, in order."""
    tokens: list[Token] = []
    at = sentence.start
    for index, expression in enumerate(dates):
        if expression.span.start < at:
            continue
        tokens.extend(_words(text, at, expression.span.start))
        tokens.append(Token(expression.span, "", date=index))
        at = expression.span.end
    tokens.extend(_words(text, at, sentence.end))
    return tokens


def _words(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        raw = match.group()
        found.append(Token(Span(*match.span()), raw.lower().replace("’", "'"), raw[0].isupper()))
    return found
