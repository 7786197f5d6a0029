"""Hold the HTTP API to its own OpenAPI document with made-up requests, good and bad, single and in chains.

    python scripts/prove/api.py [CASES]

A server is started over the starter documents with a key made, and schemathesis sends it at least CASES requests (2,000
if not given), seed after seed. No answer may be a 5xx, undocumented, or other than documented; nobody may be let in
without a key; what is deleted must be gone. Exit status 1 when one is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 20  # of each operation in one run
_PATIENCE = 60.0  # seconds until the server must listen
_RULES = """
[checks]
# What fits the schema may still not fit together: a day that is later than another, a model that is not offered.
positive_data_acceptance.enabled = false
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "414", "422", "431"]

[[operations]]
# Models call tools, and write numbers as text; tools take them for what they mean.
include-path-regex = "^/v1/tools/"
checks.negative_data_rejection.enabled = false
"""


def attache(*arguments: str, store: Path) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "assistant", *arguments, "--store", str(store)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def server(folder: Path) -> Generator[tuple[str, str]]:
    """The address of a server over a new store in `folder`, and a key for it."""
    store, told = folder / "store", folder / "serve.log"
    attache("ingest", str(ROOT / "corpus" / "documents"), store=store)
    scopes = [option for scope in ("read", "ask", "ingest") for option in ("--scope", scope)]
    secret: str = json.loads(attache("keys", "add", "prover", *scopes, "--json", store=store))["secret"]
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--store", str(store)]
    environment = os.environ | {"ATTACHE_REQUESTS_PER_MINUTE": "1000000"}
    with (
        told.open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log) as it,
    ):
        try:
            yield _address(told, it), secret
        finally:
            it.terminate()


def _address(told: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        for line in told.read_text(encoding="utf-8").splitlines():
            if "listens at" in line:
                return line.split()[3].rstrip("/")
        time.sleep(0.1)
    raise SystemExit(f"The server did not start:\n{told.read_text(encoding='utf-8')}")


def prove(
    address: str,
    secret: str,
    folder: Path,
    *,
    examples: int,
    seed: int,
    phases: str = "examples,coverage,fuzzing,stateful",
) -> tuple[int, str]:
    """Run schemathesis once: how many cases it made, and what it told where something was amiss."""
    rules, report = folder / "schemathesis.toml", folder / f"report-{seed}.json"
    rules.write_text(_RULES, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/openapi.json", "--no-color"]
    command += ["--header", f"Authorization: Bearer {secret}", "--phases", phases]
    command += ["--max-examples", str(examples), "--seed", str(seed), "--report-json-path", str(report)]
    done = subprocess.run(command, check=False, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    cases: int = json.loads(report.read_text(encoding="utf-8"))["test_cases"]["generated"]
    return cases, done.stdout if done.returncode else ""


def main() -> int:
    """Run until there were enough cases."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    cases = seed = 0
    with tempfile.TemporaryDirectory() as temporary, server(Path(temporary)) as (address, secret):
        while cases < wanted:
            seed += 1
            made, amiss = prove(address, secret, Path(temporary), examples=EXAMPLES, seed=seed)
            cases += made
            if amiss:
                print(amiss)
                return 1
        broken = (Path(temporary) / "serve.log").read_text(encoding="utf-8").count('"exception"')
    print(f"{cases} cases, {seed} seeds: all as documented; {broken} exceptions in the server's log")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
