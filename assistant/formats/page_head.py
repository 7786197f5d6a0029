"""What a web page says of itself: JSON-LD, meta tags, its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import html

from assistant.formats.dates import any_day
from assistant.formats.dating import Dated
from assistant.formats.web import web_address

Json = dict[str, object]

_PUBLISHED = (
    "article:published_time article:published og:published_time datepublished citation_publication_date "
    "citation_online_date parsely-pub-date sailthru.date pubdate publish-date publish_date publishdate "
    "publication_date publication-date article_date_original dc.date.issued dcterms.issued dcterms.created "
    "dc.date.created bt:pubdate prism.publicationdate cxenseparse:recs:publishtime"
).split()
_UNSURE = "dc.date dcterms.date date".split()  # some sites keep the last change there
_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Legislation)$"
)
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_GENRES = ("article:section", "og:article:section", "section", "genre", "dc.type", "dcterms.type", "parsely-section")
_MOST_SCRIPTS, _MOST_JSON, _DEEPEST = 30, 500_000, 6


@dataclass(frozen=True, slots=True)
class PageHead:
    """Title, site, author, address, language and genres as the page states them, and its dates, surest first."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    genres: tuple[str, ...] = ()
    dated: tuple[Dated, ...] = ()


def read_head(tree: html.HtmlElement, url: str | None) -> PageHead:
    """The head of a page; `url` is its address where the page itself gives none."""
    metas = _metas(tree)
    article = _article(tree)
    address = _address(tree, metas) or web_address(url)
    genres = [*_words(article.get("@type")), *_words(article.get("articleSection")), *_words(article.get("genre"))]
    genres += [metas[name] for name in _GENRES if name in metas]
    return PageHead(
        title=_word(article.get("headline")) or metas.get("og:title") or metas.get("citation_title"),
        site=metas.get("og:site_name") or _name(article.get("publisher")) or metas.get("dc.publisher"),
        author=metas.get("author") or metas.get("dc.creator") or _name(article.get("author")),
        url=address,
        language=tree.get("lang") or metas.get("og:locale") or metas.get("content-language"),
        genres=tuple(genres),
        dated=tuple(_dated(tree, metas, article, address)),
    )


def _dated(tree: html.HtmlElement, metas: dict[str, str], article: Json, url: str | None) -> Iterator[Dated]:
    sure = [
        *_days("JSON-LD", [_word(article.get("datePublished"))]),
        *_days("meta tag", [metas.get(name) for name in _PUBLISHED]),
        *_days("time element", [_moment(node) for node in tree.iterfind(".//*[@itemprop='datePublished']")][:1]),
        *_days("time element", [_moment(node) for node in tree.iterfind(".//time[@pubdate]")][:1]),
    ]
    path = _DAY_IN_PATH.search(urlsplit(url).path) if url else None
    sure += _days("address", ["/".join(path.groups())] if path else [])
    if sure:
        yield from sure
        return
    yield from _days("meta tag", [metas.get(name) for name in _UNSURE])
    moments = {
        day.day for day in _days("time element", [_moment(node) for node in tree.iterfind(".//time[@datetime]")])
    }
    if len(moments) == 1:  # several are those of comments and other stories
        yield Dated(moments.pop(), "time element")


def _days(by: str, said: list[str | None]) -> list[Dated]:
    found = (any_day(value) for value in said if value)
    return [Dated(day, by) for day in found if day is not None]


def _moment(node: html.HtmlElement) -> str | None:
    return node.get("datetime") or node.get("content") or (node.text or "")[:100] or None


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first value of each meta tag, by its name in small letters."""
    metas: dict[str, str] = {}
    for node in tree.iterfind(".//meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _address(tree: html.HtmlElement, metas: dict[str, str]) -> str | None:
    links = [node.get("href") for node in tree.iterfind(".//link[@rel='canonical']")]
    return next((web for said in (*links[:1], metas.get("og:url")) if (web := web_address(said))), None)


def _article(tree: html.HtmlElement) -> Json:
    """The JSON-LD node that describes the article, empty where there is none or there are several."""
    nodes: list[Json] = []
    for number, script in enumerate(tree.iterfind(".//script[@type='application/ld+json']")):
        written = script.text or ""
        if number < _MOST_SCRIPTS and len(written) <= _MOST_JSON:
            try:
                value: Any = json.loads(written, strict=False)
            except (ValueError, RecursionError):
                continue
            nodes += _articles(value, _DEEPEST)
    titles = {_word(node.get("headline")) for node in nodes}
    return nodes[0] if nodes and len(titles) == 1 else {}


def _articles(value: object, deepest: int) -> Iterator[Json]:
    if isinstance(value, list):
        for item in cast("list[object]", value)[:100]:
            yield from _articles(item, deepest - 1) if deepest else ()
    elif isinstance(value, dict):
        node = cast("Json", value)
        if any(_ARTICLES.match(word) for word in _words(node.get("@type"))):
            yield node
        elif deepest:
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _articles(node.get(name), deepest - 1)


def _words(value: object) -> list[str]:
    """A text, or the texts of a list."""
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [item for item in values[:20] if isinstance(item, str)]


def _word(value: object) -> str | None:
    return next(iter(_words(value)), None)


def _name(value: object) -> str | None:
    """The name of a person or an organisation, or of several."""
    names: list[str] = []
    for item in (cast("list[object]", value) if isinstance(value, list) else [value])[:10]:
        named = cast("Json", item).get("name") if isinstance(item, dict) else item
        names += [named] if isinstance(named, str) else []
    return ", ".join(names) or None
