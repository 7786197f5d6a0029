"""The starter documents as a store: made once per version of documents and reader, in the user's data folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import aclosing
from pathlib import Path

from assistant.errors import StoreError
from assistant.places import bundled, data_folder
from assistant.reading.version import READER_VERSION
from assistant.store.contract import Store
from assistant.store.opening import open_store, store_exists


async def starter_store() -> Store:
    """The store of the starter documents, made where it is not there yet.

    Where the data folder cannot be written to, it is made in a temporary folder. Raises StoreError.
    """
    documents = bundled("corpus") / "documents"
    name = f"starter-{_fingerprint(documents)}"
    for parent in (data_folder(), _temporary()):
        folder = parent / name
        if store_exists(str(folder)):
            return await open_store(str(folder), create=False)
        try:
            parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return await _make(documents, folder)
        except OSError:
            continue
    raise StoreError("The starter documents need a folder that can be written to; name one with --store.")


def _temporary() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"attache-{user}"


async def _make(documents: Path, folder: Path) -> Store:
    """Read the documents into a folder of its own and give it its name when it is whole."""
    # The readers are loaded for the one time that they are needed.
    from assistant.formats import survey
    from assistant.ingest import ingest_files

    work = Path(tempfile.mkdtemp(prefix="making-", dir=folder.parent))
    try:
        store = await open_store(str(work), create=True)
        try:
            async with aclosing(ingest_files(store, survey([documents]), workers=1)) as results:
                async for taken in results:
                    if taken.outcome == "refused":
                        raise StoreError(f"The starter document {taken}")
        finally:
            await store.close()
        _give_name(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return await open_store(str(folder), create=False)


def _give_name(work: Path, folder: Path) -> None:
    try:
        work.rename(folder)
    except OSError:
        # Another process was quicker: its store is the same.
        if not store_exists(str(folder)):
            raise


def _fingerprint(documents: Path) -> str:
    """Twelve hexadecimal digits that change with any document and with the reader."""
    digest = hashlib.sha256(READER_VERSION.encode())
    for path in sorted(documents.glob("*")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
