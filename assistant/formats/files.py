"""Which files of the paths a user names are taken in, and under which ids."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.formats.kinds import FOREIGN, SUFFIXES


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to take in: where it is, and the id of its document, which does not depend on where the folder lies."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What the named paths come to: `files` in order, `skipped` hidden files, links and those of unknown kinds.

    `missing` are paths that do not exist.
    """

    files: tuple[InputFile, ...]
    skipped: int
    missing: tuple[Path, ...]


def survey(paths: Sequence[Path]) -> Survey:
    """The files under `paths`: every file named itself, and of each folder those of a known kind, by name.

    Known are also kinds of texts that are not read, so that each is refused with what to do.
    """
    files: list[InputFile] = []
    missing: list[Path] = []
    skipped = 0
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                if _is_wanted(file, path):
                    files.append(InputFile(file, portable(file.relative_to(path).as_posix())))
                else:
                    skipped += 1
        elif path.exists():
            files.append(InputFile(path, portable(path.name)))
        else:
            missing.append(path)
    return Survey(tuple(files), skipped, tuple(missing))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder in a stable order; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield Path(root, name)


def _is_wanted(file: Path, folder: Path) -> bool:
    if file.name.startswith(".") or file.suffix.lower() not in SUFFIXES.keys() | FOREIGN.keys():
        return False
    return not file.is_symlink() or file.resolve().is_relative_to(folder.resolve())


def portable(name: str) -> str:
    """A file's name without what some systems cannot write or show."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(char if char.isprintable() else "_" for char in composed)
