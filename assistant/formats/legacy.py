"""Text in an encoding older than Unicode: which one, told from the characters each would give.

charset-normalizer proposes. Western and Central European code pages give equally tidy text for most bytes, so
among those the letters decide: a reading whose letters all belong to one language's alphabet comes before one
whose letters do not. A guess stays a guess; whoever asks is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOKED_AT = 64_000  # bytes of the lines that hold other than ASCII
_PROPOSED = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 koi8_r "
    "gb18030 big5 cp932 euc_jp cp949 mac_roman cp850"
).split()
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman", "cp850")  # the commonest first
_ALPHABETS = tuple(
    map(
        frozenset,
        (
            "àâæçéèêëîïôœùûüÿ",  # French
            "áéíóúüñºª",  # Spanish, Asturian
            "áâãàçéêíóôõúüºª",  # Portuguese
            "àèéìíîòóùú",  # Italian
            "äöüß",  # German
            "áéèêëíïóöúü",  # Dutch
            "åäöæøé",  # Danish, Norwegian, Swedish, Finnish
            "áæéíðóöúýþ",  # Icelandic
            "ąćęłńóśźż",  # Polish
            "áäčďéěíĺľňóôŕřšťúůýž",  # Czech, Slovak
            "áéíóöőúüű",  # Hungarian
            "ăâîșțşţ",  # Romanian
            "čćđšž",  # Croatian, Slovene, Serbian in Latin letters
            "âçğıîöşüû",  # Turkish
            "āčēģīķļņšūžąčęėįšųūžäõöü",  # the Baltic languages
        ),
    )
)
_SIGNS = frozenset("‘’‚“”„‹›«»–—…•·\u00a0\u00ad€£¥§©®™°±²³µ¶½¼¾¿¡×÷†‡‰")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][©®°±²³µ¶½¼¾¿¡×÷§¥£†‡‰¹¨¯¸´]+[^\W\d_]|[^\W\d_][³¹¿¼¾½]")
_COHERENT = 0.1


def guess_encoding(data: bytes) -> str | None:
    """The most likely encoding of bytes that are not UTF-8, None where nothing reads well."""
    from charset_normalizer import from_bytes  # loaded where it is needed

    sample = b"".join(_telling_lines(data))
    found = list(from_bytes(sample, cp_isolation=list(_PROPOSED)))
    if not found:
        return None
    best = min(found, key=lambda match: (match.coherence < _COHERENT, match.chaos, -match.coherence))
    latin = [name for name in _LATIN if _decoded(sample, name) is not None]
    ranked = [best.encoding, *(match.encoding for match in found)]
    if best.encoding in _LATIN and latin:
        ranked.insert(0, min(latin, key=lambda name: _strangeness(sample.decode(name), _LATIN.index(name))))
    return next((name for name in ranked if _decoded(data, name) is not None), None)


def _telling_lines(data: bytes) -> Iterator[bytes]:
    """The first lines that hold other than ASCII, whole, so that no character is cut."""
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            yield line
            size += len(line)
            if size > _LOOKED_AT:
                return


def _strangeness(text: str, rank: int) -> tuple[int, int, int]:
    """How little a reading looks like text in Latin letters: stray signs, letters foreign to one alphabet, rank."""
    letters = {char for char in text.lower() if ord(char) > 127 and char.isalpha()}
    signs = {char for char in text if ord(char) > 127 and not char.isalpha()} - _SIGNS
    foreign = min(len(letters - alphabet) for alphabet in _ALPHABETS)
    return len(signs) + len(set(_SIGN_IN_WORD.findall(text))), foreign, rank


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
