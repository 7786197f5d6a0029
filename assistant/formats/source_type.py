"""What kind of source a text comes from: official, news, opinion, social, or unknown.

Precision first: a kind is given only where something the format carries says it, in this order.

1. An explicit `source_type` of the front matter or a JSON line, which is one of the four words.
2. The host of the document's address: social networks; governments, armed forces and international organisations by
   their domains (`.gov`, `.gouv.fr`, `.int`, `un.org` …), less the state news agencies that live there.
3. The genre that metadata names (JSON-LD type, section, `type` of front matter): "OpinionNewsArticle", "Editorial",
   "Op-Ed", "press release", "NewsArticle". Opinion goes before news.
4. A path of the address that is a newspaper's opinion section.
5. A known news agency as publisher; a wire's mark in the opening of the text.
6. The form of a press release or statement, where a government or international organisation is named as its issuer.

Everything else is unknown. All of it is the file's own word: it tells what a text claims to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import UnreadableError
from assistant.formats.dates import briefly
from assistant.formats.publisher import is_agency
from assistant.formats.web import host_of, path_of
from assistant.types import SourceType

TYPES: dict[str, SourceType] = {"official": "official", "news": "news", "opinion": "opinion", "social": "social"}

_SOCIAL = frozenset(
    "twitter.com x.com t.co facebook.com fb.com instagram.com threads.net threads.com tiktok.com t.me telegram.me "
    "vk.com ok.ru weibo.com weibo.cn reddit.com youtube.com youtu.be truthsocial.com bsky.app mastodon.social "
    "gettr.com gab.com tumblr.com pinterest.com linkedin.com quora.com rumble.com discord.com whatsapp.com".split()
)
_OFFICIAL = frozenset(
    "europa.eu un.org unfccc.int worldbank.org imf.org oecd.org osce.org asean.org wto.org iaea.org opcw.org "
    "icj-cij.org icc-cpi.int africa-union.org oas.org apec.org g20.org "
    "opec.org commonwealth.org thecommonwealth.org bis.org kremlin.ru government.ru mid.ru mil.ru elysee.fr "
    "bundesregierung.de auswaertiges-amt.de bundestag.de bundeskanzler.de parliament.uk royal.uk diplomatie.gouv.fr "
    "government.nl government.se regeringen.se regjeringen.no valtioneuvosto.fi admin.ch esteri.it governo.it "
    "quirinale.it lamoncloa.es gov.pl canada.ca".split()
)
_OFFICIAL_SUFFIX = re.compile(
    r"(?:^|\.)(?:gov|mil|int|fed\.us|gc\.ca|gv\.at|bund\.de|mod\.uk|(?:gov|gob|gouv|gub|govt|mil)\.[a-z]{2}"
    r"|go\.(?:cr|id|jp|ke|kr|th|tz|ug))$"
)
_STATE_AGENCIES = frozenset("pna.gov.ph bernama.gov.my spa.gov.sa wam.ae qna.org.qa".split())
_AGENCY_HOSTS = (
    frozenset(
        "reuters.com apnews.com afp.com bloomberg.com xinhuanet.com news.cn tass.com tass.ru interfax.com interfax.ru "
        "ria.ru kyodonews.net yna.co.kr aa.com.tr ansa.it efe.com dpa.com upi.com bernama.com antaranews.com".split()
    )
    | _STATE_AGENCIES
)
_GENRES: tuple[tuple[re.Pattern[str], SourceType], ...] = (
    (
        re.compile(
            r"opinion(?:s|newsarticle)?|opinion pieces?|editorials?|op-?eds?|comment(?:ary|isfree)?|columns?|"
            r"columnists?|viewpoints?|letters? to the editor|leaders?|leading articles?"
        ),
        "opinion",
    ),
    (
        re.compile(
            r"press[ -]?(?:release|statement)s?|(?:official |joint )?statements?|communiqu[eé]s?|treaty|treaties|"
            r"official(?: text| document| transcript)?|speech(?:es)?|resolutions?"
        ),
        "official",
    ),
    (
        re.compile(
            r"(?:reportage|analysis|background)?newsarticle|news(?: (?:article|report|story|analysis))?|"
            r"wire(?: report)?"
        ),
        "news",
    ),
    (re.compile(r"socialmediaposting|discussionforumposting|social(?: media)?(?: post)?s?|tweets?"), "social"),
)
_OPINION_PATH = re.compile(r"/(?:opinions?|commentisfree|editorials?|op-?eds?|columnists?)(?:/|$)")
_RELEASE = re.compile(
    r"^(?:for immediate release|press (?:release|statement|communiqué)|media (?:release|note)|news release|"
    r"joint (?:statement|communiqué|declaration|press statement)|statement (?:by|of|from)|readout of|remarks by|"
    r"declaration by|note to correspondents)\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\b(?:minist(?:ry|er|ers) of|ministry|foreign minist(?:ry|er|ers)|prime minister|government of|embassy of|"
    r"office of the (?:president|prime minister|spokes(?:person|man|woman)|press secretary)|department of|"
    r"secretary of state|secretary-general|white house|state department|european (?:commission|council|union)|"
    r"high representative|united nations|security council|heads of state|heads of government|the president of)\b",
    re.IGNORECASE,
)
_WIRE = re.compile(r"^[^\n]{0,80}\((?:Reuters|AP|AFP|Xinhua|UPI|TASS|Kyodo|Yonhap|dpa|EFE|ANSA)\)\s?(?:[–—]|-{1,2}\s)")
_HEAD = 1500  # characters


def stated_type(value: object, where: str) -> SourceType | None:
    """The type a field states. Raises `UnreadableError` for another word than the four."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and (found := TYPES.get(value.strip().lower())):
        return found
    raise UnreadableError(f"{where} {briefly(value)} is none of {', '.join(TYPES)}; correct it or leave it out")


def source_type(
    text: str, *, title: str | None, source: str | None, url: str | None, genres: Sequence[str]
) -> SourceType | None:
    """The type by the rules above, None where none of them says one."""
    host, path = host_of(url) or "", path_of(url)
    by_genre = genre_type(genres)
    by_host = host_type(host)
    if by_host == "news" and by_genre != "opinion":
        return "news"
    if by_host in ("official", "social"):
        return by_host
    if by_genre is not None and by_genre != "official":
        return by_genre
    if _OPINION_PATH.search(path):
        return "opinion"
    if is_agency(source or "") or _WIRE.search(text.lstrip()[:200]):
        return "news"
    if by_genre == "official" or _is_statement(title, text):
        return "official" if _ISSUER.search(f"{source or ''}\n{title or ''}\n{text[:_HEAD]}") else None
    return None


def host_type(host: str) -> SourceType | None:
    """The type of what stands on a host."""
    names = {".".join(host.split(".")[start:]) for start in range(host.count("."))}
    if names & _SOCIAL:
        return "social"
    if names & _AGENCY_HOSTS:
        return "news"
    if names & _OFFICIAL or _OFFICIAL_SUFFIX.search(host):
        return "official"
    return None


def genre_type(genres: Sequence[str]) -> SourceType | None:
    """The type that words for a genre name, the most personal first: an opinion is one under any news heading."""
    words = {" ".join(genre.lower().split()) for genre in genres}
    for pattern, found in _GENRES:
        if any(pattern.fullmatch(word) for word in words):
            return found
    return None


def _is_statement(title: str | None, text: str) -> bool:
    lines = [line.strip().strip("#*") for line in text[:_HEAD].splitlines() if line.strip()][:4]
    return any(_RELEASE.match(line.strip()) for line in (title or "", *lines))
