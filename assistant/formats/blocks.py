"""A tree of a page as text: paragraphs set apart by an empty line, rows and items a line each."""

from __future__ import annotations

from lxml import etree

_ITEMS = frozenset("li item".split())
_LINES = frozenset("br lb tr row dt dd".split()) | _ITEMS
_CELLS = frozenset("td th cell".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font hi i img ins kbd label mark q ref ruby rt rp s samp "
    "small span strike strong sub sup time tt u var wbr graphic".split()
)
_SILENT = frozenset("script style template noscript svg math object iframe select button nav".split())
_DASH = "-"


def text_of(tree: etree.ElementBase) -> str:
    """The words of an HTML body, or of what trafilatura makes of one; a dash before each item, a bar between cells."""
    writer = _Writer()
    silent: etree.ElementBase | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else "script"  # a comment or an instruction says nothing
        if event == "start" and silent is None:
            if tag in _SILENT:
                silent = node
            else:
                writer.begin(tag)
                writer.add(node.text)
        elif event == "end" and silent in (None, node):
            if silent is None:
                writer.end(tag)
            silent = None
            if node is not tree:
                writer.add(node.tail)
    return writer.text()


class _Writer:
    """Collects words into lines and lines into paragraphs."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._lines: list[str] = []
        self._paragraphs: list[str] = []
        self._cells = 0  # open ones: what begins or ends inside a cell breaks no line

    def add(self, text: str | None) -> None:
        """More of the line, white space as it comes."""
        if text:
            self._words.append(text)

    def begin(self, tag: str) -> None:
        """An element opens."""
        if tag in _CELLS:
            self._cells += 1
        elif tag not in _INLINE:
            self._break(tag)
            if tag in _ITEMS and not self._cells:
                self._words.append(f"{_DASH} ")

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _CELLS:
            self._cells -= 1
            self._words.append(" | ")
        elif tag not in _INLINE:
            self._break(tag)
            if tag in _ITEMS and not self._cells:
                self._words.clear()

    def text(self) -> str:
        """All that was added."""
        self._cells = 0
        self._break("")
        return "\n\n".join(self._paragraphs)

    def _break(self, tag: str) -> None:
        if self._cells:
            self._words.append(" ")
            return
        line = " ".join("".join(self._words).split()).rstrip("| ")
        if line != _DASH:  # a dash waits for the words of its item
            self._words.clear()
            if line:
                self._lines.append(line)
        if self._lines and tag not in _LINES:
            self._paragraphs.append("\n".join(self._lines))
            self._lines.clear()
