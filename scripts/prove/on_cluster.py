"""The command line with a store on a cluster in the place of each folder that --store names: to score both alike.

    python ../shared/bench/score.py retrieval-multihop --cmd "python scripts/prove/on_cluster.py"

ATTACHE_TEST_CLUSTER is the cluster's address. A store's indexes there begin with "scored-" and stay until somebody
deletes them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.doors.main import main  # noqa: E402 - the checkout comes first


def moved(arguments: Sequence[str], cluster: str) -> list[str]:
    """The arguments with an address in the cluster for each folder of a store, the same for the same folder."""
    told = list(arguments)
    for place, argument in enumerate(told[:-1]):
        if argument == "--store":
            name = sha256(str(Path(told[place + 1]).absolute()).encode()).hexdigest()[:16]
            told[place + 1] = f"{cluster}/scored-{name}"
    return told


if __name__ == "__main__":
    if not (address := os.environ.get("ATTACHE_TEST_CLUSTER")):
        sys.exit("ATTACHE_TEST_CLUSTER is not set: run `scripts/opensearch start 3`, which prints the address.")
    sys.argv[1:] = moved(sys.argv[1:], address)
    main()
