"""Release a version, or say why not: called by `scripts/release`, from the root of a clean checkout.

Nothing is changed before everything has passed; when the build of the stamped version fails, the files are as before.
The commit and the tag are left to the person who releases.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION_FILE = ROOT / "assistant" / "__init__.py"
CHANGELOG = ROOT / "CHANGELOG.md"
README = ROOT / "README.md"
RELEASES = ROOT / "evals" / "results" / "releases"

GATE = [str(ROOT / "scripts" / "attache"), "eval", "--gate", "--strict"]
TESTS = [str(ROOT / "scripts" / "test")]
BUILD = [sys.executable, "-m", "build", "--no-isolation", "--outdir"]
SAVE = [str(ROOT / "scripts" / "attache"), "eval", "--save"]
TABLE = [sys.executable, str(ROOT / "evals" / "quality.py")]

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_STAMP = re.compile(r'^__version__ = "([^"]*)"$', re.MULTILINE)
_UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class RefusedError(Exception):
    """Why the version does not go out, in one sentence."""


def main() -> int:
    """Run from the command line; exit status 0 when released, 1 when refused."""
    parser = argparse.ArgumentParser(prog="scripts/release", description="Release a version of Attaché.")
    parser.add_argument("version", help="the version to release, as in 0.2.0")
    parser.add_argument("--dry-run", action="store_true", help="check everything and change nothing")
    chosen = parser.parse_args()
    try:
        release(chosen.version, dry_run=chosen.dry_run)
    except RefusedError as refusal:
        print(f"scripts/release: {refusal}", file=sys.stderr)
        return 1
    return 0


def release(version: str, *, dry_run: bool) -> None:
    """Check, stamp and build. Raises RefusedError."""
    changelog = checked(version)
    run(GATE, "the gate does not pass")
    run(TESTS, "a check fails")
    with tempfile.TemporaryDirectory() as folder:
        run([*BUILD, folder, str(ROOT)], "the build fails")
    if dry_run:
        print(f"{version} could be released. Nothing was changed.")
        return
    stamped(version, changelog)
    print(
        f"{version} is built in dist/. Commit it and name it: git commit -am 'Release {version}' && git tag v{version}"
    )


def checked(version: str) -> str:
    """The changelog as it will be, when the checkout is fit for a release. Raises RefusedError."""
    if not _VERSION.fullmatch(version):
        raise RefusedError(f"{version} is not a version; write it as 0.2.0.")
    stamp = _STAMP.search(VERSION_FILE.read_text(encoding="utf-8"))
    if stamp is None:
        raise RefusedError(f"{VERSION_FILE} names no version.")
    if parts(version) < parts(stamp[1]):
        raise RefusedError(f"{version} is older than {stamp[1]}, which the checkout has.")
    if output("git", "tag", "--list", f"v{version}"):
        raise RefusedError(f"there is a tag v{version} already.")
    if output("git", "status", "--porcelain"):
        raise RefusedError("the checkout has changes that are not committed; commit them first.")
    changelog = CHANGELOG.read_text(encoding="utf-8")
    unreleased = _UNRELEASED.search(changelog)
    if unreleased is None or not unreleased[1].strip():
        raise RefusedError("CHANGELOG.md tells nothing under “Unreleased”; say there what a user gains.")
    day = datetime.now(UTC).date().isoformat()
    return _UNRELEASED.sub(f"## Unreleased\n\n## {version} ({day})\n\\1", changelog, count=1)


def stamped(version: str, changelog: str) -> None:
    """Write version, changelog, results and README's table, and build; on any failure all is as it was."""
    before = {path: path.read_bytes() for path in (VERSION_FILE, CHANGELOG, README)}
    results = set(RELEASES.glob("*.json"))
    try:
        text = VERSION_FILE.read_text(encoding="utf-8")
        VERSION_FILE.write_text(_STAMP.sub(f'__version__ = "{version}"', text), encoding="utf-8")
        CHANGELOG.write_text(changelog, encoding="utf-8")
        run(SAVE, "the results cannot be kept")
        run(TABLE, "the README's table cannot be written")
        run([*BUILD, str(ROOT / "dist"), str(ROOT)], "the build fails")
    except BaseException:
        for path, content in before.items():
            path.write_bytes(content)
        for path in set(RELEASES.glob("*.json")) - results:
            path.unlink()
        raise


def parts(version: str) -> tuple[int, ...]:
    """A version's numbers, to compare by."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def output(*command: str) -> str:
    """What a command prints. Raises RefusedError when it fails."""
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RefusedError(f"`{' '.join(command)}` fails: {ended.stderr.strip() or ended.stdout.strip()}")
    return ended.stdout.strip()


def run(command: list[str], otherwise: str) -> None:
    """Run a step before the reader's eyes. Raises RefusedError when it fails."""
    print(f"== {' '.join(command)}", flush=True)
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise RefusedError(f"{otherwise}; nothing was released.")


if __name__ == "__main__":
    sys.exit(main())
