"""Which of the days that a file carries is its publication date, if any can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.flags import CONTRADICTED, FUTURE, UNDATED
from assistant.formats.dateline import datelines

_A_FEW = timedelta(days=3)  # a paper of the weekend, time zones, a release the evening before


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and what in the file gave it."""

    day: date
    by: str

    def __str__(self) -> str:
        return f"{self.by} {self.day}"


@dataclass(frozen=True, slots=True)
class Dating:
    """The publication date and what gave it, or why there is none to go by, with the flag that says so.

    Where `day` is None, `by` names the days that were found and could not be trusted.
    """

    day: date | None
    by: str | None
    flags: tuple[str, ...] = ()


def publication(carried: Sequence[Dated], text: str, today: date, *, made: date | None = None) -> Dating:
    """The publication date from what the file's format carries, the most telling first, and from its first lines.

    The first lines speak for themselves only where they say "Published", or open as a report does; a line that is
    merely a date counts where nothing else gives one and no other line differs. A day later than `today`, or a
    carrier that differs from the first by more than three days, leaves the document without a date: whatever were
    resolved by it (“on Tuesday”) would be told as a fact. So does a day later than that on which the file was `made`.
    """
    lines = list(datelines(text))
    found = [*carried, *(Dated(line.day, "dateline") for line in lines if line.plain)]
    if not found and len({line.day for line in lines}) == 1:
        found = [Dated(lines[0].day, "dateline")]
    if not found:
        return Dating(None, None, (UNDATED,))
    first = found[0]
    other = next((other for other in found[1:] if abs(other.day - first.day) > _A_FEW), None)
    if other is not None:
        return Dating(None, f"{first}, but {other}", (CONTRADICTED,))
    if made is not None and first.day - made > _A_FEW and first.day <= today:
        return Dating(None, f"{first}, but file of {made}", (CONTRADICTED,))
    if first.day > today:
        return Dating(None, str(first), (FUTURE,))
    return Dating(first.day, first.by)
