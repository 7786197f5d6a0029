"""Make the Python environment that the scripts beside this file run in: `environment.py VENV ROOT LOCK [LOCK…]`.

Installs the first lock of ROOT into VENV, with uv where it is present, else with venv and pip, every package
checked against its hash. The further locks are parts of the first one. A copy of each lock in VENV then says
what it holds. One set-up at a time: the others wait and find the work done. A set-up that was cut short is
begun again from nothing. Only the standard library is used, and only standard error is written to.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

UNFINISHED = "attache-set-up-unfinished"
FAULT = 3
NOT_MADE = "the Python environment could not be made; the lines above say why."
NOT_INSTALLED = (
    "the packages could not be installed; the lines above say why. Set-up has to reach a Python package index once."
)


class SetUpError(Exception):
    """The environment cannot be made; the text is one sentence for a person."""


def tell(sentence: str) -> None:
    """Say something to whoever waits, on standard error."""
    print(f"attache: {sentence}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def alone_in(venv: Path) -> Generator[int]:
    """Hold the folder's lock, and yield its descriptor for child processes to hold on to as well.

    The system frees the lock when the last of these processes ends, however it ends.
    """
    folder = os.open(venv, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("waiting for another set-up to finish …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def python_of(venv: Path) -> Path:
    """The environment's own interpreter."""
    return venv / "bin" / "python"


def works(venv: Path) -> bool:
    """Whether the environment's interpreter starts and is new enough."""
    probe = "import sys; sys.exit(sys.version_info < (3, 11))"
    with contextlib.suppress(OSError):
        return subprocess.run([python_of(venv), "-I", "-c", probe], capture_output=True, check=False).returncode == 0
    return False


def holds(venv: Path, root: Path, lock: str) -> bool:
    """Whether the environment was made from exactly this lock."""
    with contextlib.suppress(FileNotFoundError):
        return (venv / lock).read_bytes() == (root / lock).read_bytes()
    return False


def empty(venv: Path) -> None:
    """Remove what is in the folder; the folder stays, because it carries the lock."""
    ours = (venv / UNFINISHED).exists() or (venv / "pyvenv.cfg").exists()
    entries = list(venv.iterdir())
    if entries and not ours:
        raise SetUpError(
            f"{venv} holds something that is not a Python environment; name another folder in ATTACHE_VENV."
        )
    for entry in sorted(entries, key=lambda entry: entry.name == UNFINISHED):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def run(command: list[str | Path], holder: int, trouble: str) -> None:
    """Run a program with its output on standard error and raise `trouble` when it fails."""
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    ended = subprocess.run(command, stdout=sys.stderr, env=environment, pass_fds=[holder], check=False)
    if ended.returncode:
        raise SetUpError(trouble)


def install_with_uv(uv: str, venv: Path, base: str, lock: Path, holder: int) -> None:
    """Make the environment where there is none, and install the lock into it."""
    python = python_of(venv)
    if not python.exists():
        run([uv, "venv", "--quiet", "--allow-existing", "--python", base, venv], holder, NOT_MADE)
    run([uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock], holder, NOT_INSTALLED)


def install_with_pip(venv: Path, base: str, lock: Path, holder: int) -> None:
    """Do the same with what comes with Python."""
    python = python_of(venv)
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpError(f"{base} cannot make environments; install its venv module (python3-venv on Debian), or uv.")
    if not python.exists():
        run([base, "-I", "-m", "venv", venv], holder, NOT_MADE)
    elif not (venv / "bin" / "pip3").exists():  # uv made it, and is gone
        run([python, "-I", "-m", "ensurepip"], holder, NOT_MADE)
    run([python, "-I", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock], holder, NOT_INSTALLED)


def install(venv: Path, lock: Path, holder: int) -> None:
    """Install with uv where it is present, else with pip."""
    # The file behind python3, so that a later python3 leaves a dead link here and not a mixed environment.
    base = os.path.realpath(sys.executable)
    if uv := shutil.which("uv"):
        install_with_uv(uv, venv, base, lock, holder)
    else:
        install_with_pip(venv, base, lock, holder)


def set_up(venv: Path, root: Path, locks: list[str]) -> None:
    """Bring the environment to what the first lock says, unless another process just did."""
    venv.mkdir(parents=True, exist_ok=True)
    with alone_in(venv) as holder:
        working = works(venv)
        if working and holds(venv, root, locks[0]):
            return
        if (venv / UNFINISHED).exists() or not working:
            empty(venv)
        tell(f"setting up the Python environment in {venv}, once; this takes about a minute …")
        for stamp in venv.glob("requirements*.lock"):
            stamp.unlink()
        (venv / UNFINISHED).touch()
        install(venv, root / locks[0], holder)
        for lock in locks:
            shutil.copyfile(root / lock, venv / lock)
        (venv / UNFINISHED).unlink()
        tell("the environment is ready.")


def main() -> int:
    """Run from the command line; returns the exit status."""
    venv, root, *locks = sys.argv[1:]
    try:
        set_up(Path(venv).absolute(), Path(root), locks)
    except SetUpError as error:
        tell(str(error))
        return FAULT
    except OSError as error:
        tell(f"no environment could be made in {venv} ({error}); name another folder in ATTACHE_VENV.")
        return FAULT
    except KeyboardInterrupt:
        tell("the set-up was stopped; the next start begins it again.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
