"""`attache ingest`: files, folders and JSON lines into the store."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app import make_embedder
from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.second_reader import added_line, failure_line, second_model, second_reader
from assistant.doors.cli.session import readable, store_folder
from assistant.errors import ModelError, UsageError
from assistant.formats import InputFile, Survey, Taking, survey
from assistant.ingest import Taken, ingest_files
from assistant.intake import Intake
from assistant.retrieval import Embedder, embed_missing
from assistant.second_reader import SecondReader, Tally
from assistant.settings import read_settings
from assistant.store.contract import Store
from assistant.store.opening import open_store
from assistant.types import DEFAULT_COLLECTION, SourceType

if TYPE_CHECKING:
    from rich.progress import Progress


_PART = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)
_NICENESS = 10
_RARELY = (200_000, 20, 50)  # readings are many objects and none in cycles: garbage need not be looked for often


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What `attache ingest` was asked for besides its files."""

    source: str | None = None
    collection: str = DEFAULT_COLLECTION
    source_type: SourceType | None = None
    reader: str = "rules"
    as_json: bool = False
    part: str | None = None

    @property
    def intake(self) -> Intake:
        """Where the documents go."""
        return Intake(self.collection, self.source_type)


async def ingest(paths: Sequence[Path], jsonl: Path | None, store: str | None, options: IngestOptions) -> int:
    """Take in what can be read; exit status 1 when something could not, or not by the model that was asked for."""
    if bool(paths) == (jsonl is not None):
        raise UsageError("Give files or folders, as in attache ingest reports/, or --jsonl FILE.")
    part = _part(options.part)
    if part is not None and jsonl is not None:
        raise UsageError("--part shares out files; cut the file of lines into several and give each to one of them.")
    _ = options.intake  # a wrong name is told before anything is done
    settings = read_settings(store=store)
    model = second_model(options.reader, settings)
    embedder = make_embedder(settings)
    _yield_to_others()
    with _found(paths, jsonl, part) as found:
        opened = await open_store(store_folder(settings), create=True)
        try:
            second = second_reader(model, settings, opened)
            outcomes = await _take_in(opened, found, options, second, lines=jsonl is not None)
            embedded = await embed(opened, embedder) if embedder is not None else None
        finally:
            if model is not None:
                await model.close()
            if embedder is not None:
                await embedder.close()
            await opened.close()
    tally = second.tally if second is not None else Tally()
    _report(outcomes, found.skipped, tally if second is not None else None, embedded, as_json=options.as_json)
    if tally.left:
        warn(failure_line(tally))
    unembedded = embedded is not None and embedded.fault is not None
    return 1 if outcomes.refused or tally.left or unembedded else 0


def _part(said: str | None) -> tuple[int, int] | None:
    """Which part of how many, counted from 1. Raises UsageError."""
    if said is None:
        return None
    found = _PART.fullmatch(said)
    number, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f"--part {said}: give which part of how many, as in --part 3/16.")
    return number, count


def _shared(found: Survey, number: int, count: int) -> Survey:
    """The part of the files that falls to one of several: by their names, so that all agree without a word."""

    def falls_to(name: str) -> int:
        return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:8]) % count + 1

    return replace(found, files=tuple(file for file in found.files if falls_to(file.name) == number))


@contextmanager
def _found(paths: Sequence[Path], jsonl: Path | None, part: tuple[int, int] | None) -> Generator[Survey]:
    """The files to take in; standard input is copied to a file, since another process parses it."""
    if jsonl is None:
        yield survey(paths) if part is None else _shared(survey(paths), *part)
    elif str(jsonl) != "-":
        yield Survey((InputFile(readable(jsonl), str(jsonl)),), 0, ())
    else:
        with tempfile.NamedTemporaryFile(prefix="attache-", suffix=".jsonl") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.flush()
            yield Survey((InputFile(Path(copy.name), "-"),), 0, ())


@dataclass(frozen=True, slots=True)
class Embedded:
    """How many passages were embedded, and why not all."""

    model: str
    passages: int = 0
    fault: str | None = None


async def embed(store: Store, embedder: Embedder) -> Embedded:
    """Embed what has no vector of the model yet; the documents are in whatever its endpoint does."""
    done = 0
    count = await store.vector_count(embedder.name)
    with _progress(of_bytes=False) as progress:
        task = progress.add_task("Embedding", total=count.passages - count.embedded)
        try:
            async with aclosing(embed_missing(store, embedder)) as batches:
                async for number in batches:
                    done += number
                    progress.advance(task, number)
        except ModelError as error:
            return Embedded(embedder.name, done, str(error))
    return Embedded(embedder.name, done)


_NAMED = 10  # replaced documents told by name


class _Outcomes:
    """Counts of what became of the inputs, and each refusal."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.replaced: list[str] = []
        self.refused: list[Taken] = []
        self.flagged: list[Taken] = []

    def add(self, taken: Taken) -> None:
        self.counts[taken.outcome] += 1
        if taken.outcome == "replaced":
            self.replaced.append(taken.name)
        if taken.outcome == "refused":
            self.refused.append(taken)
        elif taken.flags and taken.outcome != "unchanged":
            self.flagged.append(taken)


def _yield_to_others() -> None:
    """Let whoever waits for an answer go first: also to be called again, and before the threads begin that write."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


async def _take_in(
    store: Store, found: Survey, options: IngestOptions, second: SecondReader | None, *, lines: bool
) -> _Outcomes:
    outcomes = _Outcomes()
    taking = Taking(source=options.source)
    gc.set_threshold(*_RARELY)
    with _progress() as progress:
        task = progress.add_task("Reading", total=sum(map(_size, found.files)))
        results = ingest_files(
            store,
            found,
            taking,
            intake=options.intake,
            lines=lines,
            second=second,
            done=lambda more: progress.advance(task, more),
        )
        async with aclosing(results):
            async for taken in results:
                outcomes.add(taken)
                if taken.outcome == "refused":
                    warn(str(taken))
                for flag in taken.flags if taken.outcome != "unchanged" else ():
                    warn(f"{taken.name}: taken in, flagged {flag}.")
    return outcomes


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:  # it is told as unreadable in its turn
        return 0


def _progress(*, of_bytes: bool = True) -> Progress:
    """A bar with rate and remaining time, on a terminal only."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    counts = (DownloadColumn(), TransferSpeedColumn()) if of_bytes else (MofNCompleteColumn(),)
    columns = (TextColumn("{task.description}"), BarColumn(), *counts, TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def _report(
    outcomes: _Outcomes, skipped: int, tally: Tally | None, embedded: Embedded | None, *, as_json: bool
) -> None:
    counts = {name: outcomes.counts[name] for name in ("added", "replaced", "unchanged")}
    if as_json:
        refused = [{"path": taken.name, "reason": taken.reason} for taken in outcomes.refused]
        flagged = [{"document": taken.name, "flags": list(taken.flags)} for taken in outcomes.flagged]
        model = {} if tally is None else {"model": asdict(tally)}
        vectors = {} if embedded is None else {"embedded": asdict(embedded)}
        put({**counts, "refused": refused, "flagged": flagged, "skipped": skipped, **model, **vectors})
        _warn_of(embedded)
        return
    parts = [f"{count} {name}" for name, count in counts.items()]
    parts.append(f"{len(outcomes.refused)} refused")
    if skipped:
        parts.append(f"{skipped} skipped (hidden, linked or of an unknown kind)")
    warn(", ".join(parts) + ".")
    if outcomes.replaced:
        more = len(outcomes.replaced) - _NAMED
        named = ", ".join(outcomes.replaced[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        warn(f"Replaced what was stored under these names: {named}.")
    if tally is not None:
        warn(added_line(tally))
    if embedded is not None:
        warn(f"{embedded.passages} passages embedded with {embedded.model}.")
    _warn_of(embedded)


def _warn_of(embedded: Embedded | None) -> None:
    if embedded is not None and embedded.fault is not None:
        warn(f"{embedded.fault} The documents are in; run the same again to embed the rest.")
