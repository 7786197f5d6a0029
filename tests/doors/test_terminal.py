"""What people see: on a terminal, in a pipe, and where the pipe is closed."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.doors.cli.phrases import counted, days, place, shortened
from assistant.doors.cli.render import show

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = "Astrid Lind met Samuel Okoro in Geneva on Wednesday, 3 March 2021. “We start with cocoa,” Okoro said.\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-P", "-m", "assistant"]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report, made by the command itself."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    subprocess.run(
        [*COMMAND, "ingest", str(folder / "report.txt"), "--store", str(folder / "store")], check=True, env=ENVIRONMENT
    )
    return folder / "store"


def on_terminal(arguments: list[str], columns: int, **environment: str) -> str:
    """What the command prints on a terminal of this width."""
    pty = pytest.importorskip("pty", reason="only POSIX has pseudo-terminals")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    unset = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"}
    inherited = {name: value for name, value in ENVIRONMENT.items() if name not in unset}
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env=inherited | {"TERM": "xterm-256color"} | environment,
    )
    os.close(theirs)
    printed = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while True:
            try:
                more = terminal.read(65536)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not more:
                break
            printed += more
    assert process.wait() == 0
    return printed.decode().replace("\r\n", "\n")


def test_on_a_narrow_terminal_lines_break_between_words(folder: Path) -> None:
    shown = on_terminal(["ask", "Who did Lind meet in Geneva?", "--store", str(folder)], columns=50)
    assert "\x1b[" in shown
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= 50
    assert " ".join(" ".join(lines).split()).count("Astrid Lind met Samuel Okoro in Geneva on Wednesday") == 2


def test_without_colour_nothing_is_coloured(folder: Path) -> None:
    shown = on_terminal(["search", "cocoa", "--store", str(folder)], columns=80, NO_COLOR="1")
    assert not re.search(r"\x1b\[3\dm", shown)
    assert "Astrid Lind" in ESCAPE.sub("", shown)


def test_in_a_pipe_there_are_no_escapes_and_nothing_for_terminals_is_loaded(folder: Path) -> None:
    code = f"""
import sys
from assistant.doors.cli.app import run
for form in ([], ["--json"]):
    assert run(["ask", "Who did Lind meet in Geneva?", "--store", {str(folder)!r}, *form]) == 0
sys.exit("rich" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "Samuel Okoro" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_reader_that_goes_away_ends_the_command_quietly(folder: Path) -> None:
    arguments = [*COMMAND, "search", "cocoa", "--store", str(folder)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_output_that_is_not_utf_8_gets_what_it_can_show(folder: Path) -> None:
    environment = ENVIRONMENT | {"PYTHONIOENCODING": "ascii"}
    for form, wanted in (([], "?We start with cocoa,?"), (["--json"], r"\u201cWe start with cocoa,\u201d")):
        arguments = [*COMMAND, "search", "cocoa", "--store", str(folder), *form]
        done = subprocess.run(arguments, capture_output=True, text=True, env=environment)
        assert done.returncode == 0
        assert wanted in done.stdout


def test_control_characters_of_a_document_never_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show("\x1b[31mred\x07 \u202eturned", "\x9b2J")
    assert capsys.readouterr().out == "\ufffd[31mred\ufffd \ufffdturned\ufffd2J\n"


def test_a_stretch_of_days_is_told_by_its_month_or_year_where_it_is_one() -> None:
    assert days(date(2021, 3, 3), date(2021, 3, 3)) == "3 March 2021"
    assert days(date(2021, 2, 1), date(2021, 2, 28)) == "February 2021"
    assert days(date(2021, 12, 1), date(2021, 12, 31)) == "December 2021"
    assert days(date(2021, 1, 1), date(2021, 12, 31)) == "2021"
    assert days(date(2020, 1, 1), date(2029, 12, 31)) == "2020 to 2029"
    assert days(date(2021, 2, 1), date(2021, 3, 31)) == "1 February 2021 to 31 March 2021"
    assert days(date(9999, 12, 1), date.max) == "1 December 9999 to 31 December 9999"


def test_numbers_of_things_and_places_read_as_words() -> None:
    assert (counted(0, "event"), counted(1, "event"), counted(1200, "event")) == ("0 events", "1 event", "1,200 events")
    assert place(None, None, None, "d1") == "source unknown · undated · d1"
    assert len(place("Wire", None, "long " * 80, "d1")) < 130


def test_a_long_text_is_cut_where_what_was_looked_for_shows() -> None:
    text = "filler words " * 60 + "the frigates arrived " + "more words " * 60
    assert shortened("short\n text", "frigates") == "short text"
    assert shortened(text).startswith("filler")
    cut = shortened(text, "When did frigates arrive?")
    assert cut.startswith("…")
    assert "the frigates arrived" in cut
    assert len(cut) <= 321
