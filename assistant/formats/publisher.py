"""The publisher a report names in its last words: "… dominated by them. – Rappler.com", "… he said. (AP)"."""

from __future__ import annotations

import re

_TAIL = 120  # characters looked at
_AFTER_DASH = re.compile(r"(?:^|[.!?\"”’')\]]|\n)\s*(?:[–—]|--|- )\s*([^–—\n]{2,60})$")
_IN_BRACKETS = re.compile(r"[.!?\"”’']\s*\(([^()\n]{2,60})\)$")
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
_SITE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|info|gov|int|edu|[a-z]{2})$")
_AGENCIES = frozenset(
    "reuters,associated press,the associated press,agence france-presse,xinhua,tass,itar-tass,interfax,ria novosti,"
    "bloomberg,kyodo,yonhap,anadolu,ansa,efe,dpa,ap,afp,upi,bernama,antara,al jazeera,deutsche welle,rappler,"
    "the economist,politico,axios,the guardian,le monde,der spiegel".split(",")
)
_KINDS = frozenset(
    "news times post herald tribune journal agency press daily today inquirer star observer gazette chronicle standard "
    "globe telegraph bulletin wire newswire radio television tv network monitor review broadcasting".split()
)


def trailing_source(text: str) -> str | None:
    """The publisher at the end of the text, None unless the words there are plainly one.

    A name after a dash may as well be a quoted author, so it must be an acronym, a site, a known agency, or
    end in a word such as "News" or "Times".
    """
    tail = text.rstrip()[-_TAIL:]
    for pattern in (_AFTER_DASH, _IN_BRACKETS):
        if found := pattern.search(tail):
            name = found[1].strip().rstrip(".")
            if all(_is_publisher(part.strip()) for part in re.split(r"[,/]| and | with ", name)):
                return name
    return None


def is_agency(name: str) -> bool:
    """Whether the name is a known news agency's or paper's."""
    return name.strip().lower() in _AGENCIES


def _is_publisher(name: str) -> bool:
    last = name.lower().rpartition(" ")[2]
    capital = name[:1].isupper()
    return bool(
        _ACRONYM.match(name)
        or _SITE.match(name)
        or is_agency(name)
        or (capital and last in _KINDS and len(name.split()) <= 5)
    )
