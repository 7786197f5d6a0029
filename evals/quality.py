"""Write the README's table of figures from the newest release's results: `python evals/quality.py [--check]`.

The table stands between two markers; `--check` changes nothing and exits 1 when another one would be
written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a file, from anywhere

from evals.gate import last_release  # noqa: E402 - after the path is set
from evals.intervals import Estimate  # noqa: E402 - as above
from evals.records import RunRecord, read_run  # noqa: E402 - as above
from evals.summary import rows  # noqa: E402 - as above

BEGIN = "<!-- figures: written by evals/quality.py -->"
END = "<!-- end of figures -->"
MODEL = "extractive"
_COLUMNS = {"citation recall": "citation recall", "citation precision": "precision", "facts": "facts right"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; returns the exit status."""
    parser = argparse.ArgumentParser(prog="quality.py", description="Write the README's table of figures.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the table is another one")
    parser.add_argument("--readme", type=Path, default=ROOT / "README.md", help="the file (default: README.md)")
    parser.add_argument("--releases", type=Path, default=ROOT / "evals" / "results" / "releases")
    chosen = parser.parse_args(arguments)
    release = last_release(chosen.releases, MODEL)
    if release is None:
        return _refuse(f"there are no results of {MODEL} in {chosen.releases}; run `attache eval --save`.")
    text = chosen.readme.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text.split(BEGIN, 1)[1]:
        return _refuse(f"{chosen.readme} lacks the markers {BEGIN} and {END}.")
    head, rest = text.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    written = f"{head}{BEGIN}\n{table(read_run(release))}\n{END}{tail}"
    if chosen.check:
        return 0 if written == text else _refuse(f"{chosen.readme} has other figures than {release.name}.")
    chosen.readme.write_text(written, encoding="utf-8")
    return 0


def table(run: RunRecord) -> str:
    """The figures of whole suites in Markdown, with their 95 % intervals."""
    lines = [
        f"| suite | cases | passed | {' | '.join(_COLUMNS.values())} | refusal F1 | quotations exact |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows(run):
        if row.kind == "all":
            figures = [_cell(row.figures.get(name)) for name in _COLUMNS]
            f1 = "–" if row.refused.f1 is None else f"{row.refused.f1:.2f}"
            exact = _cell(row.figures.get("quotes exact"))
            cells = [row.suite, str(row.passed.count), _cell(row.passed), *figures, f1, exact]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"`{run.head.model}`, version {run.head.version}; in brackets the 95 % interval."])


def _cell(estimate: Estimate | None) -> str:
    return "–" if estimate is None else str(estimate)


def _refuse(sentence: str) -> int:
    print(f"quality.py: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
