"""One key for the ways a name is written: case, diacritics, transliteration marks, dots and spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_POSSESSIVE = re.compile(r"['’]s?$")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key under which a name is stored and looked up: "Eduardo Año" → "eduardo ano", "U.S." → "us"."""
    plain = anyascii(_POSSESSIVE.sub("", name.strip())).lower().replace(".", "").replace("'", "")
    return _NOT_WORD.sub(" ", plain).strip()
