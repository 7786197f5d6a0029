"""The names of a text by position, as the quotation reader asks for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.reading.quotes.gender import Gender, gender_of
from assistant.types import Mention, Role, Span

_MOST = 30
_TITLE = 16
_LOOSE = ("of ", "for ", "to ", "with ", "from ", "at ", "in ", "by ", "on ", "about ", "against ", "behind ")


class NameIndex:
    """Mentions in order of position."""

    def __init__(self, text: str, mentions: Sequence[Mention], roles: Sequence[Role] = ()) -> None:
        self.text = text
        self.titled = {role.span.end: role.span.start for role in roles}
        self.mentions = sorted(mentions, key=lambda mention: mention.span)
        self.bodies = {mention.name for mention in mentions if mention.type == "organisation"}
        """The names of the organisations."""
        self.genders = self._genders()
        """The names of the people, each with the pronoun it takes, or None where nothing tells."""
        self.starts = [mention.span.start for mention in self.mentions]

    def _genders(self) -> dict[str, Gender | None]:
        found: dict[str, Gender | None] = {}
        for mention in self.mentions:
            if mention.type == "person" and found.get(mention.name) is None:
                before = self.text[max(0, mention.span.start - _TITLE) : mention.span.start]
                found[mention.name] = gender_of(mention.name, before)
        return found

    def within(self, span: Span) -> list[Mention]:
        """The first mentions that begin inside `span`, thirty at most."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.mentions[first : min(last, first + _MOST)]

    def ending(self, start: int, end: int) -> Mention | None:
        """The mention whose last word is the word at `start`..`end`; a possessive is no name that speaks."""
        at = bisect_left(self.starts, end) - 1
        if at < 0 or self.mentions[at].span.end != end or self.mentions[at].span.end <= start:
            return None
        return self.mentions[at]

    def starting(self, start: int) -> Mention | None:
        """The mention that begins at `start`."""
        at = bisect_left(self.starts, start)
        return self.mentions[at] if at < len(self.mentions) and self.starts[at] == start else None

    def head_within(self, span: Span) -> Mention | None:
        """The first name inside `span` that is no possessive and hangs on no preposition; people before others."""
        found: list[Mention] = []
        for mention in self.within(span):
            after = self.text[mention.span.end : mention.span.end + 2]
            before = self.text[max(span.start, mention.span.start - 12) : mention.span.start].lower()
            if after in ("'s", "’s") or after.startswith(("'", "’")):
                continue
            if before.removesuffix("the ").endswith(_LOOSE):
                continue
            found.append(mention)
        people = [mention for mention in found if mention.type == "person"]
        return (people or [mention for mention in found if mention.span.end >= span.end] or [None])[0]

    def covering_head(self, span: Span) -> Mention | None:
        """A person named at the very end of `span`, without a possessive."""
        found = [mention for mention in self.within(span) if mention.span.end == span.end]
        return found[0] if found else None
