"""Figures for Prometheus, in a registry of the app's own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from assistant.doors.http.running import Running
from assistant.turn_events import BriefingDone, SentenceVerified, TurnEvent

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """What the app counts."""

    def __init__(self, running: Running) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        under_way = Gauge("attache_answers_under_way", "Answers being made now.", registry=self._registry)
        under_way.set_function(lambda: len(running))
        tasks = Gauge("attache_tasks", "Tasks of the event loop.", registry=self._registry)
        tasks.set_function(lambda: len(asyncio.all_tasks()))  # the figures are read on the loop
        self._requests = Counter(
            "attache_http_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "attache_http_request_seconds",
            "Time to the end of the response.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "attache_answers", "Whole answers by grounding.", ("grounding",), registry=self._registry
        )
        self._sentences = Counter("attache_sentences", "Sentences by status.", ("status",), registry=self._registry)
        self._first = Histogram(
            "attache_first_sentence_seconds",
            "Time to the first verified sentence.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._tokens = Counter("attache_model_tokens", "Tokens of the model.", ("direction",), registry=self._registry)

    def request(self, method: str, route: str, status: int | str, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def turn(self) -> Callable[[TurnEvent], None]:
        """What counts the events of a turn that begins now."""
        return _Counting(self._answers, self._sentences, self._first, self._tokens).note

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Counting:
    """The events of one turn."""

    def __init__(self, answers: Counter, sentences: Counter, first: Histogram, tokens: Counter) -> None:
        self._answers = answers
        self._sentences = sentences
        self._first = first
        self._tokens = tokens
        self._begun: float | None = time.perf_counter()  # until there is a sentence

    def note(self, event: TurnEvent) -> None:
        if isinstance(event, SentenceVerified):
            self._sentences.labels(event.claim.status).inc()
            if self._begun is not None and event.claim.status == "supported":
                self._first.observe(time.perf_counter() - self._begun)
                self._begun = None
        elif isinstance(event, BriefingDone):
            self._answers.labels(event.briefing.grounding).inc()
            self._tokens.labels("prompt").inc(event.briefing.usage.prompt_tokens)
            self._tokens.labels("completion").inc(event.briefing.usage.completion_tokens)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
