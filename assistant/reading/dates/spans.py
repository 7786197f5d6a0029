"""Calendar arithmetic: intervals of whole days, weeks, months, quarters, seasons, years and decades.

Weeks run from Monday to Sunday (ISO 8601). Seasons are the meteorological ones of the northern hemisphere:
spring is March to May, winter December to February and carries the year of its December.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from assistant.types import Anchor, Grain, Interval

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def day(year: int, month: int, number: int, anchor: Anchor = "text") -> Interval | None:
    """One day; None where the calendar has no such day."""
    if not (1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    when = date(year, month, number)
    return Interval(when, when, "day", anchor)


def single(when: date, anchor: Anchor) -> Interval:
    """The day `when`."""
    return Interval(when, when, "day", anchor)


def months(year: int, month: int, count: int, grain: Grain, anchor: Anchor = "text") -> Interval | None:
    """`count` whole months from `month` of `year`; None outside the calendar."""
    last = year * 12 + month - 2 + count
    if not (1 <= year <= MAXYEAR and 1 <= last // 12 <= MAXYEAR):
        return None
    end_year, end_month = last // 12, last % 12 + 1
    return Interval(date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), grain, anchor)


def month(year: int, number: int, anchor: Anchor = "text") -> Interval | None:
    """One month."""
    return months(year, number, 1, "month", anchor)


def quarter(year: int, number: int, anchor: Anchor = "text") -> Interval | None:
    """Quarter 1 to 4 of a calendar year."""
    return months(year, 3 * number - 2, 3, "quarter", anchor)


def season(year: int, name: str, anchor: Anchor = "text") -> Interval | None:
    """A season by its English name, in the year in which it begins."""
    return months(year, _SEASON_MONTH[name], 3, "season", anchor)


def year(number: int, anchor: Anchor = "text") -> Interval | None:
    """One year."""
    return months(number, 1, 12, "year", anchor)


def decade(first: int, anchor: Anchor = "text") -> Interval | None:
    """Ten years from `first`."""
    return months(first, 1, 120, "decade", anchor)


def week(when: date, anchor: Anchor) -> Interval | None:
    """The week from Monday to Sunday around `when`."""
    monday = shift_days(when, -when.weekday())
    sunday = shift_days(when, 6 - when.weekday())
    return Interval(monday, sunday, "week", anchor) if monday and sunday else None


def weekend(when: date, anchor: Anchor) -> Interval | None:
    """Saturday and Sunday of the week around `when`; `grain` is "week", the next coarser unit."""
    whole = week(when, anchor)
    return Interval(whole.hi - timedelta(1), whole.hi, "week", anchor) if whole else None


def shift_days(when: date, count: int) -> date | None:
    """`when` moved by `count` days; None outside the calendar."""
    try:
        return when + timedelta(count)
    except OverflowError:
        return None


def shift_months(when: date, count: int) -> date | None:
    """`when` moved by `count` months, on the last day where the month is shorter; None outside the calendar."""
    index = when.year * 12 + when.month - 1 + count
    target, number = index // 12, index % 12 + 1
    if not 1 <= target <= MAXYEAR:
        return None
    return date(target, number, min(when.day, monthrange(target, number)[1]))


def unit_around(when: date, unit: str, anchor: Anchor) -> Interval | None:
    """The calendar day, week, weekend, month, quarter, year or decade that holds `when`."""
    if unit == "day":
        return single(when, anchor)
    if unit == "week":
        return week(when, anchor)
    if unit == "weekend":
        return weekend(when, anchor)
    if unit == "month":
        return month(when.year, when.month, anchor)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3, anchor)
    if unit == "decade":
        return decade(when.year - when.year % 10, anchor)
    return year(when.year, anchor)


def unit_shifted(when: date, unit: str, count: int, anchor: Anchor) -> Interval | None:
    """The unit that lies `count` units from the one that holds `when`."""
    if unit == "day":
        moved = shift_days(when, count)
    elif unit in ("week", "weekend"):
        moved = shift_days(when, 7 * count)
    else:
        moved = shift_months(when.replace(day=1), _MONTHS[unit] * count)
    return unit_around(moved, unit, anchor) if moved else None


def joined(lo: Interval | None, hi: Interval | None, grain: Grain | None = None) -> Interval | None:
    """From the first day of `lo` to the last of `hi`; None where one is missing or they stand in no order."""
    if lo is None or hi is None or hi.hi < lo.lo:
        return None
    anchor = hi.anchor if lo.anchor == "text" else lo.anchor
    return Interval(lo.lo, hi.hi, grain or lo.grain, anchor)
