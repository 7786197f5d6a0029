"""Reading one document, as worker processes do it."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import UnreadableError
from assistant.reading.passages import cut_passages
from assistant.reading.reader import read
from assistant.reading.sketch import PLACES, sketch
from assistant.types import Document, Passage, Reading, Span


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read out of a document: where its passages lie, the reading, and the text's sketch.

    `digest` is a hash of all that.
    """

    passages: tuple[Span, ...]
    reading: Reading
    sketch: tuple[int, ...] = ()
    digest: str = field(default="", compare=False)

    def fit(self, text: str) -> bool:
        """Whether all of it lies within the text, and the sketch is one."""
        most = len(text)
        reading = self.reading
        spans = [*self.passages, *reading.sentences]
        for group in (reading.mentions, reading.roles, reading.dates, reading.events):
            spans += [one.span for one in group]
        for quote in reading.quotes:
            spans += quote.spans
            spans.append(quote.sentence)
        if len(self.sketch) not in {0, PLACES} or not all(0 <= number < 1 << 32 for number in self.sketch):
            return False
        return all(0 <= span.start <= span.end <= most for span in spans)

    def passages_of(self, document: str) -> tuple[Passage, ...]:
        """The passages of the document with this id."""
        return tuple(Passage(document, ordinal, span) for ordinal, span in enumerate(self.passages))


def read_document(document: Document) -> Readings | UnreadableError:
    """What can be read out of a document; never raises but for memory, so that one text cannot stop the others."""
    language = document.language if document.language and len(document.language) == 2 else "en"
    try:
        reading = read(document.text, document.date, language)
        passages = cut_passages(document.id, document.text, reading.sentences)
        drawn = sketch(document.text)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a rule stumbles over, the other documents go in
        return UnreadableError(f"reading it failed with {type(error).__name__}; please report it with the file")
    return Readings(tuple(passage.span for passage in passages), reading, drawn)
