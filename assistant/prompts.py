"""What the model is told: Markdown files, filled in and named by their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import SettingsError

NAMES = ("system", "repair", "last_round", "reader")


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts by name and the first twelve hexadecimal digits of their SHA-256."""

    texts: Mapping[str, str]
    hashes: Mapping[str, str]

    def fill(self, name: str, **values: str) -> str:
        """The prompt with each `{{name}}` replaced by its value."""
        return _filled(self.texts[name], tuple(values.items()))


@lru_cache(maxsize=32)
def _filled(text: str, values: tuple[tuple[str, str], ...]) -> str:
    """One text for all turns that are told the same: as many as are under way would each keep its own."""
    for key, value in values:
        text = text.replace("{{" + key + "}}", value)
    return text


def load_prompts(folder: Path) -> Prompts:
    """The prompts of a folder. Raises SettingsError when one is missing."""
    texts: dict[str, str] = {}
    for name in NAMES:
        path = folder / f"{name}.md"
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"The prompt {path} cannot be read; correct ATTACHE_PROMPTS.") from error
    hashes = {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in texts.items()}
    return Prompts(texts, hashes)
