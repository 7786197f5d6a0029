"""Answers without a language model: the documents' own sentences, chosen by rules, through the same loop."""

from assistant.models.extractive.model import Extractive

__all__ = ["Extractive"]
