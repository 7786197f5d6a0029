"""Whole or not at all: whichever write of whatever is written fails, the old state stands or the new one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.failing_disk import failing_disk
from tests.support.failing_writes import failures
from tests.support.write_paths import PATHS, prepared

POINTS = 3  # writes that are let fail of each path; scripts/prove/disks.py lets every one fail
LAST = {"backup": 12}  # with which the log of a copy goes into its file, also on closing


@pytest.mark.parametrize("name", sorted(PATHS))
async def test_a_write_that_fails_leaves_the_old_or_the_new_and_can_be_done_again(tmp_path: Path, name: str):
    base = tmp_path / "base"
    base.mkdir()
    await prepared(base)
    with failing_disk() as disk:
        assert await failures(base, tmp_path, name, disk, POINTS, LAST.get(name, 0)) == []
