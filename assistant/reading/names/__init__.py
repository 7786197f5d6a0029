"""Names and roles: people, organisations, places and agreements, where the text has them.

`read_names` reads them; `resolve_description` tells whom "the ambassador" means by the roles read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.lexicon.table import lexicon
from assistant.reading.names.casing import recase
from assistant.reading.names.descriptions import resolve_description
from assistant.reading.names.document import Resolver
from assistant.reading.names.parse import Parser
from assistant.reading.names.roles import read_roles
from assistant.reading.names.tokens import Scanner
from assistant.types import Mention, Role, Span

__all__ = ["Names", "read_names", "resolve_description"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names and roles of one text, in order of position; mentions never overlap."""

    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...]


def read_names(text: str, sentences: Sequence[Span]) -> Names:
    """Read the names and roles of `text`; `sentences` are its sentence spans.

    A mention's `name` is the fullest form the document gives; its `rule` says what found it: "title", "given-name",
    "surname", "gazetteer-country", "organisation-head", "acronym" and so on.
    """
    table = lexicon()
    written = frozenset(text.split())
    cased = recase(text, table, written)
    parser = Parser(table, cased, written)
    runs = Scanner(cased, (span.start for span in sentences), table).runs()
    kept = Resolver(cased, [candidate for run in runs for candidate in parser.parse(run)]).resolve()
    mentions: list[Mention] = []
    last = 0
    for c in kept:
        if c.start >= last:
            mentions.append(Mention(Span(c.start, c.end), c.type, c.name, c.rule))
            last = c.end
    return Names(tuple(mentions), read_roles(cased, kept))
