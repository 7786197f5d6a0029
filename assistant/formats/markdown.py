"""Markdown with YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import yaml

from assistant.errors import UnreadableError
from assistant.formats.dates import calendar_day
from assistant.formats.draft import Draft
from assistant.formats.plain import read_plain
from assistant.formats.source_type import TYPES, stated_type

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]*)$", re.MULTILINE)
_FIELDS = ("id", "title", "source", "url", "language", "author")
_GENRES = ("type", "section", "category", "genre")
_LONGEST = 64_000  # characters of front matter


def read_markdown(text: str) -> Draft:
    """A draft of a Markdown text; the Markdown stays as written, the front matter is not part of it.

    Front matter may give id, title, source, date, url, language, author and source_type, and in type, section,
    category and genre what the text calls itself; others are ignored. Without a title there the first heading is it.
    Raises `UnreadableError` for front matter that cannot be read.
    """
    head, body = _split(text)
    draft = read_plain(body)
    fields = {name: _word(head, name) for name in _FIELDS}
    genres = tuple(value.strip() for name in _GENRES if isinstance(value := head.get(name), str))
    stated = stated_type(head.get("source_type"), "source_type in its front matter")
    heading = _HEADING.search(draft.text)
    day = calendar_day(head.get("date"), "the front matter's date")
    return Draft(
        draft.text,
        id=fields["id"],
        title=fields["title"] or (heading[1].strip("# \t") if heading else draft.title) or None,
        source=fields["source"] or draft.source,
        date=day or draft.date,
        dated_by="front matter" if day else draft.dated_by,
        url=fields["url"],
        language=fields["language"],
        author=fields["author"],
        source_type=stated or next((TYPES[genre.lower()] for genre in genres if genre.lower() in TYPES), None),
        genres=genres,
    )


def _split(text: str) -> tuple[dict[object, object], str]:
    if not text.startswith("---"):
        return {}, text
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if opening is None or closing is None:
        return {}, text  # a rule drawn across the page
    try:
        head: Any = _loaded(text[opening.end() : closing.start()])
    except ValueError as error:  # a value that looks like a date and is none
        raise UnreadableError(f"its front matter has a value that cannot be: {error}; correct it") from None
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" (line {line + 1})"
        raise UnreadableError(f"its front matter is not YAML{where}; correct it or remove it") from None
    if head is None:
        head = {}
    if not isinstance(head, dict):
        raise UnreadableError("its front matter is not a list of `name: value` lines; correct it or remove it")
    return cast("dict[object, object]", head), text[closing.end() :].lstrip("\n")


def _loaded(written: str) -> object:
    """The value of YAML without aliases, which a few lines can nest into more than any memory holds."""
    tokens = cast("Iterator[object]", yaml.scan(written))  # pyright: ignore[reportUnknownMemberType] - has no types
    if "*" in written and any(isinstance(token, yaml.AliasToken) for token in tokens):
        raise UnreadableError("its front matter repeats a value by an alias; write it out")
    return yaml.safe_load(written)


def _word(head: dict[object, object], name: str) -> str | None:
    value = head.get(name)
    if value is None:
        return None
    if name == "author" and isinstance(value, list):
        return ", ".join(each for each in cast("list[object]", value) if isinstance(each, str)) or None
    if not isinstance(value, str | int | float):
        raise UnreadableError(f"{name} in its front matter must be one value; correct it or remove it")
    return str(value).strip() or None
