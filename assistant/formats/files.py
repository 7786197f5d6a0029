"""Which files of the paths a user names are taken in, and under which ids."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnreadableError
from assistant.formats.decoding import decode
from assistant.formats.draft import Draft
from assistant.formats.markdown import read_markdown
from assistant.formats.plain import read_plain

FORMATS: dict[str, Callable[[str], Draft]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to take in: where it is, and the id of its document, which does not depend on where the folder lies."""

    path: Path
    name: str

    @property
    def holds_lines(self) -> bool:
        """Whether each of its lines is a document."""
        return self.path.suffix.lower() in LINES


@dataclass(frozen=True, slots=True)
class Survey:
    """What the named paths come to: `files` in order, `skipped` hidden files, links and those of unknown kinds.

    `missing` are paths that do not exist.
    """

    files: tuple[InputFile, ...]
    skipped: int
    missing: tuple[Path, ...]


def survey(paths: Sequence[Path]) -> Survey:
    """The files under `paths`: every file named itself, and of each folder those of a known kind, by name."""
    files: list[InputFile] = []
    missing: list[Path] = []
    skipped = 0
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                if _is_wanted(file, path):
                    files.append(InputFile(file, _portable(file.relative_to(path).as_posix())))
                else:
                    skipped += 1
        elif path.exists():
            files.append(InputFile(path, _portable(path.name)))
        else:
            missing.append(path)
    return Survey(tuple(files), skipped, tuple(missing))


def load_draft(file: InputFile, most_bytes: int) -> Draft:
    """The draft of a file; an unknown kind is tried as plain text.

    Raises `UnreadableError` for a file that cannot be read as text or has more than `most_bytes`.
    """
    try:
        if not file.path.is_file():
            raise UnreadableError("it is not a regular file")
        with file.path.open("rb") as stream:
            data = stream.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {error.strerror or error}") from None
    if len(data) > most_bytes:
        raise UnreadableError(f"it is larger than {most_bytes / 1e6:g} MB; split it")
    return FORMATS.get(file.path.suffix.lower(), read_plain)(decode(data))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder in a stable order; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield Path(root, name)


def _is_wanted(file: Path, folder: Path) -> bool:
    if file.name.startswith(".") or file.suffix.lower() not in FORMATS.keys() | LINES:
        return False
    return not file.is_symlink() or file.resolve().is_relative_to(folder.resolve())


def _portable(name: str) -> str:
    """The name without what some systems cannot write or show."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(char if char.isprintable() else "_" for char in composed)
