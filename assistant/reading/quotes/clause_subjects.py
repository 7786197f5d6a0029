"""Who speaks where the verb has no subject of its own: the subject of the clause before."""

from __future__ import annotations

from assistant.reading.quotes.names import NameIndex
from assistant.reading.quotes.stream import WORD, Stream
from assistant.reading.quotes.subjects import LINKS, Subject, clausal
from assistant.reading.quotes.words import COMMON_FINITE, DETERMINERS, PREPOSITIONS


def clause_subject(stream: Stream, start: int, stop: int, names: NameIndex) -> Subject | None:
    """The subject of the clause that ends before item `stop`, in the sentence that begins at `start`.

    It is the last name or pronoun before `stop` that stands where a subject does: at the sentence's beginning, or
    after a comma or a linking word; a title may stand between.
    """
    found: Subject | None = None
    for at in range(start, stop):
        if stream.kinds[at] != WORD:
            continue
        if stream.low[at] in ("he", "she", "they", "it"):
            if found is None or _opens(stream, at, start):
                found = Subject(at, at, stream.span(at, at), "pronoun", at)
            continue
        mention = names.starting(stream.starts[at])
        if mention is None or mention.type == "place" or not _opens(stream, at, start, loose=found is None):
            continue
        last = at
        while last + 1 < stop and stream.ends[last] < mention.span.end:
            last += 1
        follows = stream.word(last + 1)
        if follows in (",", "and", "'s") and found is not None:
            continue
        found = Subject(at, last, mention.span, "name", at, mention)
    return found or _opening_phrase(stream, start, stop)


def _opening_phrase(stream: Stream, start: int, stop: int) -> Subject | None:
    """A description at the sentence's beginning: "The piece ran under the line: "…""."""
    if stream.word(start) not in DETERMINERS:
        return None
    last = start
    while last + 1 < min(stop, start + 6) and stream.kinds[last + 1] == WORD and not _verbal(stream, last + 1):
        last += 1
    return Subject(start, last, stream.span(start, last), "description", start) if start < last < stop - 1 else None


def _verbal(stream: Stream, at: int) -> bool:
    word = stream.low[at]
    return clausal(stream, at) or word.endswith("ed") or word in COMMON_FINITE or word in PREPOSITIONS or word == "to"


def _opens(stream: Stream, at: int, start: int, loose: bool = False) -> bool:
    """Whether item `at` stands at the beginning of a clause; `loose` only keeps out what hangs on a preposition."""
    back = at - 1
    while back >= start and stream.capital(back):
        back -= 1
    before = stream.word(back) if back >= start else ""
    return before not in PREPOSITIONS if loose else back < start or before in ("", ",", "—", "–") or before in LINKS
