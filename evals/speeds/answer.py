"""An answer's parts: verifying a draft, and a whole extractive answer over a large record.

The record of invented reports is made once (a few minutes) and kept in the temporary folder for the next time.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from assistant.app import Assistant
from assistant.settings import Settings
from assistant.store.contract import Store
from assistant.store.opening import open_store
from assistant.types import Citation, Excerpt
from evals.invented import Press, questions
from evals.speeds.figures import Figure, median

PASSAGES = int(os.environ.get("ATTACHE_SPEED_PASSAGES", "100000"))
SENTENCES, EXCERPTS = 10, 20
VERIFY_LIMIT = 15.0  # milliseconds
ASK_LIMIT = 60.0
_BATCH = 200  # reports in one transaction
_QUESTIONS_A_RUN = 6


def measure(runs: int) -> list[Figure]:
    """Medians, in milliseconds, of verifying a draft of fresh sentences and of answers to fresh questions.

    In a turn excerpts are read when they arrive, while the model writes; that time has a figure of its own. The draft
    whose excerpts nobody has read before is the worst case: sentences that come at once after the excerpts.
    """
    press = Press()
    verified(press, -1)  # loads what verifying needs
    read = [verified(press, run) for run in range(runs)]
    unread = [verified(press, runs + run, ahead=False)[1] for run in range(runs)]
    answers = asyncio.run(_answers(press, _QUESTIONS_A_RUN * runs))
    draft = f"verify {SENTENCES} sentences against {EXCERPTS} excerpts"
    return [
        median(f"{draft} read on arrival", [later for _, later in read], "ms", at_most=VERIFY_LIMIT),
        median(f"read {EXCERPTS} excerpts on arrival", [first for first, _ in read], "ms"),
        median(f"{draft} not yet read", unread, "ms"),
        median(f"extractive answer over {PASSAGES:,} passages", answers, "ms", at_most=ASK_LIMIT),
    ]


def verified(press: Press, run: int, *, ahead: bool = True) -> tuple[float, float]:
    """How long it takes to read a draft's excerpts, if they are read ahead, and then to verify the draft.

    Its sentences are reworded from two excerpts each; no run has seen its texts before.
    """
    from assistant.grounding.readings import prepare
    from assistant.grounding.verifier import verify

    first = 10_000_000 + EXCERPTS * run
    cited = [_excerpt(press, number, f"e{place}") for place, number in enumerate(range(first, first + EXCERPTS), 1)]
    drafts: list[tuple[str, tuple[Citation, ...]]] = []
    for place in range(SENTENCES):
        pair = (cited[2 * place], cited[2 * place + 1])
        sentence = pair[0].excerpt.text.split(". ")[0].rstrip(".")
        drafts.append((f"In short, {sentence[0].lower()}{sentence[1:]}. [{pair[0].id}][{pair[1].id}]", pair))
    begun = time.perf_counter()
    for citation in cited if ahead else ():
        prepare(citation.excerpt.text, citation.excerpt.date)
    ready = time.perf_counter()
    for sentence, pair in drafts:
        verify(sentence, pair)
    return 1000 * (ready - begun), 1000 * (time.perf_counter() - ready)


def _excerpt(press: Press, number: int, identifier: str) -> Citation:
    record = press.report(number).record
    document, span = record.document, record.passages[0].span
    text = span.of(document.text)
    excerpt = Excerpt(document.id, span.start, span.end, text, document.sha256, document.title, None, document.date)
    return Citation(identifier, excerpt)


async def _answers(press: Press, number: int) -> list[float]:
    """How long each answer takes, the start of the process and of the store left out."""
    store = await _record(press)
    step = max(1, PASSAGES // 5 // (number + 2))
    taken: list[float] = []
    async with Assistant(store, Settings(model="extractive", embedding_model="")) as assistant:
        for question in questions(press, range(0, step * (number + 2), step)):
            begun = time.perf_counter()
            await assistant.ask(question)
            taken.append(1000 * (time.perf_counter() - begun))
    return taken[2:]  # the first ones load what answering needs


async def _record(press: Press) -> Store:
    """The store of all reports, made anew when the last one was not finished."""
    folder = Path(tempfile.gettempdir()) / f"attache-speed-{PASSAGES}"
    done = folder.with_suffix(".done")
    if not done.exists() or not folder.is_dir():
        print(f"Making {PASSAGES:,} invented passages in {folder} …", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        store = await open_store(str(folder), create=True)
        reports = press.reports(PASSAGES)
        while batch := [report.record for report in islice(reports, _BATCH)]:
            await store.put_many(batch)
        await store.refresh()
        done.touch()
        return store
    store = await open_store(str(folder), create=False)
    await store.refresh()
    return store
