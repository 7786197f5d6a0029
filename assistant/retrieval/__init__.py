"""A question to ranked excerpts."""

from assistant.retrieval.excerpts import passage_of, sentences_of
from assistant.retrieval.ranking import Retrieval
from assistant.retrieval.search import Findings, Search
from assistant.retrieval.semantic import Embedder, embed_missing
from assistant.retrieval.words import STOP_WORDS, content_words, phrases_in

__all__ = [
    "STOP_WORDS",
    "Embedder",
    "Findings",
    "Retrieval",
    "Search",
    "content_words",
    "embed_missing",
    "passage_of",
    "phrases_in",
    "sentences_of",
]
