"""A disk with no more room, for the store's file as for the search index: one clear line, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.store.embedded import open_embedded
from tests.support.write_paths import content

ROOT = Path(__file__).resolve().parents[2]
BOUNDED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2);"
    "from assistant.doors.main import main; main()"
)


def ingest(folder: Path, store: Path, room: int | None) -> subprocess.CompletedProcess[str]:
    """Take in a folder where no file may grow beyond `room` bytes."""
    start = ["-m", "assistant"] if room is None else ["-c", BOUNDED, str(room)]
    command = [sys.executable, *start, "ingest", str(folder), "--store", str(store)]
    return subprocess.run(command, cwd=ROOT, check=False, text=True, capture_output=True, timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not bound the size of files")
async def test_a_disk_without_room_is_told_in_a_line_and_the_next_run_does_the_rest(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        sentences = (f"On day {part} of talk {number} Ana Veloso said the boat came to Porto. " for part in range(150))
        (folder / f"{number:02}.txt").write_text(f" date 2020-03-01 Talk {number}\n\n" + "".join(sentences))
    assert ingest(folder, tmp_path / "whole", None).returncode == 0
    wanted = await content(tmp_path / "whole")
    whole = (tmp_path / "whole" / "attache.db").stat().st_size
    for room in (whole // 3, whole // 2):  # what is added alone is more than half, however it is cut into commits
        store = tmp_path / f"store{room}"
        run = ingest(folder, store, room)
        said = run.stderr.splitlines()
        assert run.returncode == 3, run.stderr
        assert said[-1].startswith("attache: ")
        assert "Traceback" not in run.stderr
        if (store / "attache.db").exists():
            opened = await open_embedded(store)
            kept = [head.id async for head in opened.documents()]
            await opened.close()
            assert kept == wanted[0][: len(kept)]
        assert ingest(folder, store, None).returncode == 0
        assert await content(store) == wanted
