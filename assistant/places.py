"""Where the program's own files are: in a checkout at its root, in a wheel under `assistant/_bundled`."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder `tools`, `prompts` or `corpus` that belongs to this installation."""
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """The user's data folder for Attaché; it need not exist."""
    return Path(platformdirs.user_data_dir("attache", appauthor=False))
