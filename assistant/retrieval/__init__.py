"""A question to ranked excerpts."""

from assistant.retrieval.excerpts import best_sentence, excerpt_of
from assistant.retrieval.ranking import Retrieval, Search
from assistant.retrieval.words import STOP_WORDS, content_words, phrases_in

__all__ = ["STOP_WORDS", "Retrieval", "Search", "best_sentence", "content_words", "excerpt_of", "phrases_in"]
