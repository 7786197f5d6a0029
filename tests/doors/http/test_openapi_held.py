"""Made-up requests: the API answers as its own document says. scripts/prove/api.py sends many more."""

from __future__ import annotations

import asyncio
import importlib.util
from datetime import UTC, datetime
from pathlib import Path

from assistant.app import Assistant
from assistant.store.desk_contract import KEY_SCOPES
from assistant.store.desk_keys import issue
from assistant.store.opening import open_desk
from tests.support.attache import attache
from tests.support.stores import folder_only

PROGRAM = Path(__file__).resolve().parents[3] / "scripts" / "prove" / "api.py"


@folder_only  # the store is not what is asked about
async def test_no_answer_is_a_fault_or_undocumented(assistant: Assistant, tmp_path: Path):
    spec = importlib.util.spec_from_file_location("prove_api", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    desk = await open_desk(str(tmp_path / "store"))
    key, secret = issue("prover", KEY_SCOPES, None, datetime.now(UTC))
    await desk.add_key(key)
    async with attache(assistant.with_model("extractive"), desk) as door:
        options = {"examples": 1, "seed": 1, "phases": "fuzzing,stateful"}
        cases, told = await asyncio.to_thread(lambda: program.prove(door.url, secret, tmp_path, **options))
    await desk.close()
    assert told == ""
    assert cases > 25
