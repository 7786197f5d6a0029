"""Why a sentence does not hold: the stable kinds, each with what it means to a reader."""

from __future__ import annotations

from typing import Final

CITATION: Final = "citation"
QUOTE: Final = "quote"
NUMBER: Final = "number"
DATE: Final = "date"
NAME: Final = "name"
NEGATION: Final = "negation"
SPEAKER: Final = "speaker"
STATUS: Final = "status"
SUPERLATIVE: Final = "superlative"
CAUSE: Final = "cause"
COVERAGE: Final = "coverage"
UNCHECKABLE: Final = "uncheckable"

MEANINGS: Final[dict[str, str]] = {
    CITATION: "the sentence cites nothing, or an excerpt that no tool returned in this conversation",
    QUOTE: "words between quotation marks do not stand, in that wording, in a cited excerpt",
    NUMBER: "a number is not in the cited excerpts with that unit and scale",
    DATE: "a date does not agree with the dates of the cited excerpts",
    NAME: "a name or a title is not in the cited excerpts, or stands in another part of what they tell",
    NEGATION: "the sentence affirms what the cited excerpts deny, or denies what they affirm",
    SPEAKER: "the cited excerpts give these words to somebody else, or to nobody",
    STATUS: "the sentence tells as happened what is only planned or possible in the cited excerpts, or the reverse",
    SUPERLATIVE: "the sentence says first, only, largest, all or the like, and the cited excerpts do not",
    CAUSE: "the sentence gives a cause, and the cited excerpts do not",
    COVERAGE: "too little of what the sentence says is in the cited excerpts",
    UNCHECKABLE: "the sentence says nothing that can be held against an excerpt",
}
