"""`attache annotate`: what is read out of texts, without storing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.doors.cli.lines import LineReader, put, text_of, warn
from assistant.doors.cli.session import readable
from assistant.doors.forms import reading_form
from assistant.errors import UnreadableError, UsageError
from assistant.formats import read_file
from assistant.reading.reader import read
from assistant.types import Reading

Item = tuple[str, str, date | None]


async def annotate(files: Sequence[Path], jsonl: Path | None, *, as_json: bool) -> int:
    """Read each text; exit status 1 when a file or a line could not be read."""
    if bool(files) == (jsonl is not None):
        raise UsageError("Give files, as in attache annotate report.txt, or --jsonl FILE.")
    if jsonl is not None:
        reader = LineReader(readable(jsonl), ("id", "text"), _item)
        for identifier, text, published in reader:
            put(reading_form(text, read(text, published), identifier))
        return 1 if reader.refused else 0
    refused = 0
    for path in files:
        try:
            for identifier, text, published in _documents(path):
                reading = read(text, published)
                if as_json:
                    put(reading_form(text, reading, identifier))
                else:
                    _show(identifier, text, reading)
        except UnreadableError as error:
            refused += 1
            warn(str(error))
    return 1 if refused else 0


def _item(line: dict[str, Any]) -> Item:
    published = line.get("published")
    try:
        day = date.fromisoformat(str(published)[:10]) if published else None
    except ValueError:
        raise ValueError('its "published" is not a date, YYYY-MM-DD') from None
    return line["id"], text_of(line, "text"), day


def _documents(path: Path) -> Iterator[Item]:
    for document in read_file(path):
        yield document.id, document.text, document.date


def _show(identifier: str, text: str, reading: Reading) -> None:
    from assistant.doors.cli.phrases import days, shortened
    from assistant.doors.cli.render import show

    show((identifier, "bold"))
    for mention in reading.mentions:
        show((f"  {mention.type:<13}", "cyan"), mention.span.of(text), (f"  {mention.name}", "dim"))
    for role in reading.roles:
        show(("  role         ", "cyan"), f"{role.person}: {'former ' if role.former else ''}{role.title}")
    for found in reading.dates:
        when = days(found.interval.lo, found.interval.hi)
        show(("  date         ", "cyan"), found.span.of(text), (f"  {when}", "dim"), indent=15)
    for quote in reading.quotes:
        words = " … ".join(span.of(text) for span in quote.spans)
        speaker = quote.speaker.name if quote.speaker else "speaker not named"
        show(("  quotation    ", "cyan"), f"{speaker} ({quote.kind}): {shortened(words)}", indent=15)
    for event in reading.events:
        when = f"{days(event.interval.lo, event.interval.hi)}, {event.status}"
        show(("  event        ", "cyan"), f"{when}: {shortened(event.span.of(text))}", indent=15)
