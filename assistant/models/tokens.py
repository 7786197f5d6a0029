"""How many tokens a text costs: counted where tiktoken's tables are at hand, else estimated.

Nothing is ever downloaded: a table is used only if tiktoken's cache folder already holds it, unaltered.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable
from typing import Any, Protocol

_WHOLE = 100_000  # characters counted in one piece, since tokenizers slow down on long unbroken runs

_CHEAP = (string.ascii_letters + " ").encode()
_CONTINUATION = bytes(range(0x80, 0xC0))
_THREE_BYTES = bytes(range(0xE0, 0xF0))
_FOUR_BYTES = bytes(range(0xF0, 0x100))


class Encoding(Protocol):
    """What we use of a tiktoken encoding."""

    def encode_ordinary(self, text: str) -> list[int]:
        """The tokens of `text`, special tokens read as plain text."""
        ...


def estimate(text: str) -> int:
    """A number of tokens that ordinary text does not exceed under the usual byte-pair tokenizers.

    A third of a token for a Latin letter or a space; one for a digit, a mark, a line break or another letter of
    up to two bytes in UTF-8 (accented Latin, Greek, Cyrillic, Hebrew, Arabic); two for a character of three bytes
    (Chinese, Japanese, Korean, Indic scripts); four, as many as its bytes, for the rest. English comes out about
    half too high. It grows with the text and, up to one for rounding, adds up over its parts. Random letters and
    rare three-byte scripts can exceed it.
    """
    raw = text.encode("utf-8", "surrogatepass")
    thirds = 3 * len(raw)
    thirds -= 2 * _count(raw, _CHEAP)
    thirds -= 3 * _count(raw, _CONTINUATION)
    thirds += 3 * _count(raw, _THREE_BYTES)
    thirds += 9 * _count(raw, _FOUR_BYTES)
    return math.ceil(thirds / 3)


def _count(raw: bytes, members: bytes) -> int:
    """How many bytes of `raw` are among `members`."""
    return len(raw) - len(raw.translate(None, members))


class TokenCounter:
    """Counts tokens for one model; finding the table takes up to a second, at the first count."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._encoding: Encoding | None = None
        self._looked = False

    @property
    def exact(self) -> bool:
        """Whether texts are counted with the model's own table rather than estimated."""
        return self._table() is not None

    def count(self, text: str) -> int:
        """The tokens of a text."""
        encoding = self._table()
        if encoding is None:
            return estimate(text)
        pieces = (text[start : start + _WHOLE] for start in range(0, len(text), _WHOLE))
        return sum(len(encoding.encode_ordinary(piece)) for piece in pieces)

    def _table(self) -> Encoding | None:
        if not self._looked:
            self._encoding = _local_encoding(self._model)
            self._looked = True
        return self._encoding


def _local_encoding(model: str) -> Encoding | None:
    """The model's encoding if it is known and its table is in the cache, else None."""
    try:
        from tiktoken import Encoding as TiktokenEncoding
        from tiktoken.model import encoding_name_for_model

        name = encoding_name_for_model(model)
        constructor = _offline_constructors().get(name)
        return TiktokenEncoding(**constructor()) if constructor else None
    except (ImportError, KeyError, OSError, ValueError):
        return None


def _offline_constructors() -> dict[str, Callable[[], dict[str, Any]]]:
    """The encodings of tiktoken, from a private copy of its module whose tables come out of the cache folder alone."""
    from importlib.util import find_spec, module_from_spec

    spec = find_spec("tiktoken_ext.openai_public")
    if spec is None or spec.loader is None:
        return {}
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load_tiktoken_bpe = cached_table
    module.data_gym_to_mergeable_bpe_ranks = _no_table
    return module.ENCODING_CONSTRUCTORS


def cached_table(address: str, expected_hash: str) -> dict[bytes, int]:
    """The ranks of a table in tiktoken's cache; raises OSError if absent, ValueError if it is not what it should be."""
    import base64
    import hashlib
    import os
    import tempfile
    from pathlib import Path

    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder is None:
        folder = Path(tempfile.gettempdir()) / "data-gym-cache"
    # tiktoken names the files of its cache by the SHA-1 of their addresses.
    data = Path(folder, hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()).read_bytes()
    if hashlib.sha256(data).hexdigest() != expected_hash:
        raise ValueError("the cached table is damaged")
    return {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, data.splitlines()) if token}


def _no_table(**_: str) -> dict[bytes, int]:
    raise OSError("the tables of this old encoding are not read")
