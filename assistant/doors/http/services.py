"""What the routes work with, made once for the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated

from fastapi import Depends, Request

from assistant.app import Assistant
from assistant.doors.http.metrics import Metrics
from assistant.doors.http.problems import Fault, ProblemError
from assistant.doors.http.running import Running
from assistant.settings import EXTRACTIVE
from assistant.store.contract import Store
from assistant.store.desk_contract import Desk


@dataclass(frozen=True)
class Services:
    """`models` are assistants by the name of their model, the default first.

    `starter` is true where the documents are the starter documents, for want of others.
    """

    models: Mapping[str, Assistant]
    desk: Desk
    starter: bool = False
    running: Running = field(default_factory=Running)
    metrics: Metrics = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "metrics", Metrics(self.running))

    @classmethod
    def of(cls, assistant: Assistant, desk: Desk, *, starter: bool = False) -> Services:
        """The services over one assistant: its own model, and `extractive`."""
        models = {assistant.settings.model: assistant}
        models.setdefault(EXTRACTIVE, assistant.with_model(EXTRACTIVE))
        return cls(MappingProxyType(models), desk, starter)

    @property
    def assistant(self) -> Assistant:
        """The assistant with the default model."""
        return next(iter(self.models.values()))

    @property
    def store(self) -> Store:
        """The store that all models answer from."""
        return self.assistant.store

    def answering(self, model: str | None) -> Assistant:
        """The assistant with this model, None for the default. Raises ProblemError for a model not offered here."""
        if model is None:
            return self.assistant
        if model not in self.models:
            offered = ", ".join(self.models)
            fault = Fault(where="body.model", message=f"must be one of: {offered}")
            raise ProblemError(
                422, f"There is no such model here; take one of: {offered}.", kind="model", errors=[fault]
            )
        return self.models[model]


async def services_of(request: Request) -> Services:
    """The services of the app that a request came to. A plain function would be run in a thread."""
    services: Services = request.app.state.services
    return services


Served = Annotated[Services, Depends(services_of)]
