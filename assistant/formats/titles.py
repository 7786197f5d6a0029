"""Whether what a file gives as its title is one."""

from __future__ import annotations

import re

_LONGEST = 300
_NONE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) - .*|untitled.*|document ?\d*|(?:power ?point )?presentation|slide \d+|"
    r"scan(?:ned)?(?: document)?[\s_-]?\d*|no title|title|new document|bericht|layout \d+|print|[\w.-]*\.\w{2,5}|"
    r".*\.(?:docx?|rtf|odt|pdf|indd|qxd|pages|tex|dvi|html?|txt|pptx?|xlsx?))",
    re.IGNORECASE,
)


def real_title(said: str | None) -> str | None:
    """The title a program wrote into a file, None where it is a file's name or the program's own placeholder."""
    title = " ".join((said or "").split())
    return title if 1 < len(title) <= _LONGEST and not _NONE.fullmatch(title) else None
