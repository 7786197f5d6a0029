"""Let every single write to a store fail, one after the other, on every way in which something is written.

    python scripts/prove/disks.py [PATH …]

PATH is one of the functions of tests/support/write_paths.py; all of them without one. After each failure the old
state must stand or the new one, and the new one after it is done again. Exit status 1 when something is amiss.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.support.failing_disk import failing_disk  # noqa: E402 - the checkout comes first
from tests.support.failing_writes import failures  # noqa: E402 - likewise
from tests.support.write_paths import PATHS, prepared  # noqa: E402 - likewise


async def prove(names: list[str], base: Path, work: Path) -> int:
    """How much is amiss with these paths, tried one by one on copies of the folder `base`."""
    amiss = 0
    await prepared(base)
    for name in names:
        with failing_disk() as disk:
            told = await failures(base, work, name, disk)
            print(f"{name}: every write failed once, {len(told)} amiss", *told, sep="\n  ", flush=True)
            amiss += len(told)
    return amiss


def main() -> int:
    """Prove the paths that are named, or all."""
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary, "base")
        base.mkdir()
        return 1 if asyncio.run(prove(sys.argv[1:] or sorted(PATHS), base, Path(temporary))) else 0


if __name__ == "__main__":
    sys.exit(main())
