"""Draw what `attache ask` shows on a terminal: docs/pictures/ask.svg, the picture in the README.

usage: .venv/bin/python docs/pictures/draw.py ["a question"]
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Did Russia rule out a military alliance with the Philippines?"
WIDTH = 96
# rich's own template fetches a font from elsewhere; ours uses what the reader has.
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> None:
    """Ask, with colours, over the starter documents, and write the picture."""
    question = sys.argv[1] if len(sys.argv) > 1 else QUESTION
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ATTACHE_", "OPENAI_"))}
    environment |= {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    answer = subprocess.run(
        [sys.executable, "-P", "-m", "assistant", "ask", question],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f'$ attache ask "{question}"'))
    console.print(Text.from_ansi(answer.stdout.rstrip()))
    picture = console.export_svg(title="attache", theme=MONOKAI, code_format=FORMAT, unique_id="attache")
    picture = re.sub(r"[ \t]+\n", "\n", picture)
    (ROOT / "docs" / "pictures" / "ask.svg").write_text(picture, encoding="utf-8")


main()
