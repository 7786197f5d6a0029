"""Hashes of what is measured, so that a result says what it is a result of."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from assistant.places import bundled
from assistant.settings import Settings
from evals.cases import digest
from evals.suites import LoadedSuite

_SECRET = {"api_key", "embedding_api_key"}


@lru_cache(maxsize=1)
def program_hash() -> str:
    """Sixteen hexadecimal digits that change with any file of the program, its tools, or the evaluators."""
    import assistant

    package = Path(assistant.__file__).parent
    folders = {package, bundled("tools"), Path(__file__).resolve().parent}
    whole = hashlib.sha256()
    for path in sorted({path for folder in folders for path in folder.rglob("*.py")}):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def settings_form(settings: Settings) -> dict[str, object]:
    """The settings that differ from their defaults, without keys and without where things lie."""
    plain = settings.model_dump(mode="json", exclude_defaults=True, exclude=_SECRET | {"store", "model"})
    return {name: value for name, value in plain.items() if value is not None}


def suite_hash(suite: LoadedSuite) -> str:
    """Sixteen hexadecimal digits that change with any case of a suite."""
    from evals.cases import case_hash

    return digest(" ".join(f"{case.name}={case_hash(case)}" for case in suite.cases))[:16]
