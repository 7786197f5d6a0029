"""A question to ranked excerpts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.reading.sentences import split_sentences
from assistant.store.contract import Hit, PassageQuery, Store
from assistant.types import Excerpt, Scope, Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PHRASE = re.compile(r"[\"“]([^\"“”]{2,200})[\"”]")

# Words that ask or bind and tell nothing of the subject.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be been before being between both but by can could did do does
    doing during each ever for from had has have he her here hers him his how i if in into is it its itself just me
    more most my no nor not of off on once only or other our out over own same she should so some such tell than
    that the their them then there these they this those through to too under until up upon us very was we were what
    when where whether which while who whom whose why will with would you your say said says according give list
    please name many much happened happen anything something""".split()
)


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. `lo`..`hi` bound the publication date on top of the scope."""

    text: str
    scope: Scope = Scope()
    lo: date | None = None
    hi: date | None = None
    sources: tuple[str, ...] = ()
    entity: str | None = None
    documents: tuple[str, ...] = ()
    limit: int = 10


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry its subject, in order, once each; all of them where none does."""
    words = list(dict.fromkeys(match[0] for match in _WORD.finditer(text)))
    telling = [word for word in words if word.lower() not in STOP_WORDS]
    return tuple(telling or words)


def phrases_in(text: str) -> tuple[str, ...]:
    """What stands between double quotation marks in a question: words that must occur as they are."""
    return tuple(match[1].strip() for match in _PHRASE.finditer(text))


class Retrieval:
    """Ranked passages of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def search(self, search: Search) -> list[Hit]:
        """Passages by relevance to the search's text, at most `limit`. Raises StoreError."""
        return await self._store.search(
            PassageQuery(
                words=content_words(search.text),
                phrases=phrases_in(search.text),
                scope=search.scope,
                lo=search.lo,
                hi=search.hi,
                sources=search.sources,
                entity=search.entity,
                documents=search.documents,
                limit=search.limit,
            )
        )


def excerpt_of(hit: Hit) -> Excerpt:
    """The whole passage of a hit as an excerpt."""
    return _cut(hit, Span(0, len(hit.text)))


def best_sentence(hit: Hit, words: tuple[str, ...]) -> Excerpt:
    """The sentence of a hit that has most of `words`, the first of equals, as an excerpt."""
    wanted = {word.lower() for word in words}
    best, best_score = Span(0, len(hit.text)), -1
    for sentence in split_sentences(hit.text):
        have = {match[0].lower() for match in _WORD.finditer(sentence.of(hit.text))}
        if (score := len(wanted & have)) > best_score:
            best, best_score = sentence, score
    return _cut(hit, best)


def _cut(hit: Hit, span: Span) -> Excerpt:
    head, offset = hit.document, hit.passage.span.start
    return Excerpt(
        document=head.id,
        start=offset + span.start,
        end=offset + span.end,
        text=span.of(hit.text),
        sha256=head.sha256,
        title=head.title,
        source=head.source,
        date=head.date,
    )
