"""A store of invented reports, an endpoint whose fixed answer they carry, and `attache serve` between them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.caution import verify_warily
from assistant.grounding.draft import SentenceStream
from assistant.ledger import Ledger
from assistant.reading.sentences import split_sentences
from assistant.settings import Settings
from assistant.store.opening import open_store
from assistant.types import Citation
from evals.invented import Press

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = 12
_EXCERPTS = 12
_REPORTS = 400
_PATIENCE = 60.0  # seconds for a program to say where it listens


@dataclass(frozen=True)
class Setting:
    """The server's address and process, the endpoint's address, and how many sentences its answer has."""

    server: str
    process: int
    endpoint: str
    sentences: int

    @property
    def memory(self) -> int:
        """Resident bytes of the server."""
        return int(Path(f"/proc/{self.process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    @property
    def descriptors(self) -> int:
        """Open files and sockets of the server."""
        return len(list(Path(f"/proc/{self.process}/fd").iterdir()))


@contextmanager
def setting(pace: float, specification: dict[str, Any], store: Path) -> Generator[Setting]:
    """All of it, running; `pace` is the time between two chunks of the endpoint, in seconds."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        spec = folder / "spec.json"
        spec.write_text(json.dumps(specification | {"pace": pace}), encoding="utf-8")
        with _program(folder, "endpoint", "-m", "evals.serving.endpoint", str(spec)) as (_, endpoint):
            chosen = {"OPENAI_BASE_URL": endpoint, "OPENAI_API_KEY": "none", "ATTACHE_MODEL": "fixed"}
            command = ("-m", "assistant", "serve", "--port", "0", "--store", str(store))
            with _program(folder, "server", *command, **chosen) as (process, server):
                yield Setting(server, process, endpoint, specification["sentences"])


@contextmanager
def _program(folder: Path, name: str, *arguments: str, **environment: str) -> Generator[tuple[int, str]]:
    """A program's process id and the address it tells."""
    told = folder / f"{name}.log"
    with told.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
        )
    try:
        yield process.pid, _address(told, process)
    finally:
        process.terminate()
        process.wait()


def _address(told: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        words = [word for word in told.read_text(encoding="utf-8").split() if word.startswith("http://127")]
        if words:
            return words[0].rstrip("/")
        time.sleep(0.05)
    raise SystemExit(f"{told.stem} did not start:\n{told.read_text(encoding='utf-8')}")


async def prepare(store: Path) -> dict[str, Any]:
    """Fill a store and give the specification of an answer that it carries: a call and the chunks of a draft."""
    press = Press()
    opened = await open_store(str(store), create=True)
    reports = list(islice(press.reports(10 * _REPORTS), _REPORTS))
    await opened.put_many([report.record for report in reports])
    report = reports[_REPORTS // 2]
    call = ("passage_search", {"query": f"{report.rare} {report.noun} {report.person}", "limit": _EXCERPTS})
    async with Assistant(opened, Settings(model="extractive", embedding_model="")) as assistant:
        found = await assistant.call(*call)
    citations = Ledger().enter(found.excerpts)
    said = [sentence for citation in citations if (sentence := _carried(citation))][:SENTENCES]
    draft = "".join(f"{sentence}\n\n" for sentence in said)
    chunks = re.findall(r"\S+\s*", draft)
    return {"call": call, "chunks": chunks, "ends": _ends(chunks), "sentences": len(said)}


def _carried(citation: Citation) -> str | None:
    """The first sentence of an excerpt that the verifier finds carried by it, with its marker."""
    text = citation.excerpt.text
    cited = [f"{span.of(text).rstrip('.')} [{citation.id}]." for span in split_sentences(text)]
    ids = frozenset({citation.id})
    return next((one for one in cited if verify_warily(one, [citation], ids).status == "supported"), None)


def _ends(chunks: Sequence[str]) -> list[int]:
    """The chunks with which a sentence is known to have ended; the last one ends with the answer."""
    stream = SentenceStream()
    return [place for place, chunk in enumerate(chunks) for _ in stream.feed(chunk)]
