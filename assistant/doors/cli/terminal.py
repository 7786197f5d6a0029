"""A terminal: colours, and lines that break between words at its width. Loaded only where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

_NARROWEST = 24  # columns left for words, however deep they are indented


class _Console(Console):
    """A console that leaves a reader who went away to whoever runs the command: it is no failure."""

    def on_broken_pipe(self) -> None:
        """Pass it on instead of leaving with exit status 1."""
        raise BrokenPipeError


class Terminal:
    """Prints styled words, piece by piece where they come so: what stands on the line already is reckoned with."""

    def __init__(self) -> None:
        self._console = _Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._column = 0

    def write(self, parts: Iterable[tuple[str, str]], *, end: str, indent: int) -> None:
        """Print words with their styles; lines after the first begin `indent` columns in."""
        width = max(self._console.width - indent, _NARROWEST)
        text = Text("x" * self._column) + Text.assemble(*parts)  # a stand-in for what is on the line already
        lines = list(text[indent:].wrap(self._console, width))
        for line in lines[:-1]:
            line.rstrip()  # the last one may be gone on with
        lines[0] = (text[:indent] + lines[0])[self._column :]
        margin = Text(" " * indent)
        self._console.print(lines[0], *(margin + line for line in lines[1:]), sep="\n", end=end)
        last = (lines[0].cell_len + self._column) if len(lines) == 1 else indent + lines[-1].cell_len
        self._column = 0 if end.endswith("\n") else last
