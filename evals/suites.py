"""The suites there are: their cases, and the documents that their questions are put to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import UsageError
from assistant.formats import survey
from assistant.ingest import ingest_files
from assistant.places import bundled
from assistant.store.contract import Store
from assistant.store.opening import open_store
from evals.cases import EvalCase, SpanRef, SuiteFile, digest, expectation

FOLDER = Path(__file__).resolve().parent
SCHEMA = FOLDER / "suites" / "suite.schema.json"
OWN = {"starter", "reports"}
"""The suites that come with the program."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document as an answer is judged against it."""

    text: str
    sha256: str
    date: date | None


@dataclass(frozen=True, slots=True)
class LoadedSuite:
    """A suite with the folders or files of its documents; None where it is put to a store of the user's."""

    name: str
    cases: tuple[EvalCase, ...]
    documents: tuple[Path, ...] | None

    @property
    def sets(self) -> tuple[tuple[str, ...], ...]:
        """The different sets of added documents that its cases ask for."""
        return tuple(dict.fromkeys(case.inputs.documents for case in self.cases))


def load_suite(name: str) -> LoadedSuite:
    """A suite of ours by its name, or a user's by its file. Raises UsageError for one that cannot be used."""
    path = FOLDER / "suites" / f"{name}.yaml" if name in OWN else Path(name)
    if not path.is_file():
        raise UsageError(f"There is no suite {name}; the suites are {', '.join(sorted(OWN))}, or give a YAML file.")
    filed = parse_suite(path.read_text(encoding="utf-8"), path)
    return LoadedSuite(filed.name, filed.eval_cases(), documents_of(name) if name in OWN else None)


def parse_suite(text: str, path: Path) -> SuiteFile:
    """The suite in a YAML text. Raises UsageError with the first thing that is wrong."""
    try:
        data: object = yaml.safe_load(text)
        return SuiteFile.model_validate({"name": path.stem, **data} if isinstance(data, dict) else data)
    except yaml.YAMLError as error:
        raise UsageError(f"The suite {path} is not YAML: {' '.join(str(error).split())}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(str(part) for part in first["loc"])
        raise UsageError(f"The suite {path} cannot be used: {where or 'the file'}: {first['msg']}.") from error


def schema() -> dict[str, Any]:
    """The JSON schema of a suite's file."""
    return SuiteFile.model_json_schema()


def documents_of(name: str) -> tuple[Path, ...]:
    """The documents of a suite of ours; empty where they are not at hand."""
    if name == "starter":
        return (bundled("corpus") / "documents",)
    folder = FOLDER.parent.parent / "shared" / "corpus"
    return tuple(sorted(folder.glob("*.txt")))


def added(names: Sequence[str]) -> tuple[Path, ...]:
    """The folders of the sets of documents that cases add. Raises UsageError for a set that is not there."""
    folders = tuple(FOLDER / "documents" / name for name in names)
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"There is no set of documents {folder.name} in {folder.parent}.")
    return folders


async def make_store(documents: Sequence[Path], folder: Path) -> Store:
    """A store of these files and folders. Raises UsageError for a document that cannot be read."""
    store = await open_store(str(folder), create=True)
    async with aclosing(ingest_files(store, survey(list(documents)), workers=1)) as results:
        async for taken in results:
            if taken.outcome == "refused":
                await store.close()
                raise UsageError(f"The document {taken}")
    return store


async def stored_texts(store: Store) -> dict[str, StoredText]:
    """Every document of a store by its id."""
    texts: dict[str, StoredText] = {}
    async for head in store.documents():
        document = await store.document(head.id)
        if document is not None:
            texts[head.id] = StoredText(document.text, document.sha256, document.date)
    return texts


def unresolved(case: EvalCase, texts: Mapping[str, StoredText]) -> tuple[SpanRef, ...]:
    """The spans of a case that are not what stands in these documents."""
    return tuple(
        span
        for span in expectation(case).spans
        if span.document not in texts or not span.stands_in(texts[span.document].text)
    )


def corpus_hash(texts: Mapping[str, StoredText]) -> str:
    """Sixteen hexadecimal digits that change with any document of a corpus."""
    return digest(json.dumps(sorted((name, text.sha256, str(text.date)) for name, text in texts.items())))[:16]
