"""Reading in processes."""

from __future__ import annotations

import asyncio
import multiprocessing
from datetime import date

import pytest

from assistant.formats.draft import Draft, finish
from assistant.readers import Readers, read_document
from assistant.store.contract import Record


async def test_a_reading_process_that_dies_costs_no_document(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.readers._FEW", 0)
    today = date(2021, 1, 1)
    texts = [f"Report {number}. " + "Ana Veloso met Rui Walesa in Porto. " * 20 for number in range(12)]
    documents = [finish(Draft(text), f"d{number}", source=None, today=today) for number, text in enumerate(texts)]
    readers = Readers(2)
    pending = [readers.start(document) for document in documents]
    for child in multiprocessing.active_children():
        child.kill()
    records = [await readers.finished(each) for each in pending]
    await asyncio.to_thread(readers.close)
    assert records == [read_document(document) for document in documents]
    assert all(isinstance(record, Record) for record in records)
