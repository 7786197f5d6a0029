"""A question to ranked excerpts."""

from assistant.retrieval.excerpts import passage_of, sentences_of
from assistant.retrieval.ranking import Retrieval
from assistant.retrieval.search import Search
from assistant.retrieval.words import STOP_WORDS, content_words, phrases_in

__all__ = ["STOP_WORDS", "Retrieval", "Search", "content_words", "passage_of", "phrases_in", "sentences_of"]
