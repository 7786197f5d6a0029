"""One frozen Settings, read once from the environment."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

EXTRACTIVE = "extractive"

_ORIGIN = re.compile(r"https?://(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?", re.ASCII)
_PORTS = {"http": ":80", "https": ":443"}


class Settings(BaseSettings):
    """Every setting, its environment variable and its default.

    An empty variable counts as not set. Command-line options win over the environment.
    """

    model_config = SettingsConfigDict(frozen=True, env_prefix="ATTACHE_", env_ignore_empty=True, populate_by_name=True)

    store: str | None = Field(default=None, description="Folder or cluster of the store; else a folder of the user's.")
    model: str = Field(default=EXTRACTIVE, description="Name of the chat model; `extractive` uses none.")
    base_url: str | None = Field(
        default=None, validation_alias="OPENAI_BASE_URL", description="Address of an OpenAI-compatible endpoint."
    )
    api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for that endpoint, where it wants one."
    )
    embedding_model: str = Field(default="", description="Name of the embedding model; empty: search by words alone.")
    embedding_base_url: str | None = Field(
        default=None, description="Address of its endpoint where that is not OPENAI_BASE_URL."
    )
    embedding_api_key: SecretStr | None = Field(
        default=None, description="Key for ATTACHE_EMBEDDING_BASE_URL; OPENAI_API_KEY is never sent there."
    )
    tools: str = Field(default="", description="Further folders of tools, separated as in PATH.")
    prompts: Path | None = Field(default=None, description="Folder of prompts to use instead of the bundled ones.")
    telemetry: bool = Field(default=False, description="Send OpenTelemetry spans where the OTEL_ variables say.")
    max_rounds: int = Field(default=8, ge=1, description="Most replies of the model in one turn.")
    max_tool_calls: int = Field(default=24, ge=1, description="Most tool calls in one turn.")
    max_seconds: float = Field(default=120, gt=0, description="Most seconds for one turn.")
    prompt_tokens: int = Field(default=24_000, ge=1000, description="Most tokens of one prompt.")
    answer_tokens: int = Field(default=2_000, ge=16, description="Most tokens of one reply.")
    first_byte_seconds: float = Field(default=30, gt=0, description="Longest wait for the endpoint's first byte.")
    idle_seconds: float = Field(default=20, gt=0, description="Longest silence within a reply.")
    max_reply_bytes: int = Field(default=8_000_000, ge=1000, description="Most bytes of one reply.")
    hosts: str = Field(default="", description="Further host names the server answers under, with commas between.")
    public_url: str = Field(
        default="", description="Where readers reach the server, as https://briefings.example.org; answers link there."
    )
    origins: str = Field(default="", description="Origins of other sites whose pages may call the server, likewise.")
    requests_per_minute: int = Field(default=600, ge=1, description="Most requests of one key in a minute.")
    concurrent_requests: int = Field(default=32, ge=1, description="Most requests of one key under way at once.")
    max_upload_bytes: int = Field(default=100_000_000, ge=1000, description="Most bytes of documents sent at once.")

    @field_validator("public_url")
    @classmethod
    def _origin(cls, address: str) -> str:
        """An address as browsers write an origin: in small letters, without the scheme's own port or a last slash."""
        folded = address.strip().casefold().removesuffix("/")
        if folded and not _is_origin(folded):
            raise PydanticCustomError("origin", "write it as https://briefings.example.org, without a path")
        return folded.removesuffix(_PORTS.get(folded.partition("://")[0], ""))

    @property
    def tool_folders(self) -> tuple[Path, ...]:
        """The user's own folders of tools."""
        return tuple(Path(part) for part in self.tools.split(os.pathsep) if part)


def read_settings(**overrides: Any) -> Settings:
    """Settings from the environment, with `overrides` that are not None winning.

    Raises SettingsError with one sentence on the first value that cannot be used.
    """
    try:
        settings = Settings()
        return settings.model_copy(update={key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        variable = variable_of(str(first["loc"][0]))
        raise SettingsError(f"{variable} cannot be used: {first['msg']}; correct or unset it.") from error


def _is_origin(address: str) -> bool:
    try:
        return _ORIGIN.fullmatch(address) is not None and urlsplit(address).port != 0
    except ValueError:  # a port beyond 65535, or brackets around what is no address
        return False


def variable_of(field: str) -> str:
    """The environment variable of a setting's field."""
    known = Settings.model_fields.get(field)
    if known is None:
        return field
    alias = known.validation_alias
    return alias if isinstance(alias, str) else f"ATTACHE_{field.upper()}"
