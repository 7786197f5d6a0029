"""Dated sentences and clauses as events, with a status that is never guessed upwards."""

from assistant.reading.events.reader import read_events

__all__ = ["read_events"]
