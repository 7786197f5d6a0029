"""From a matched rule to the days it names."""

from __future__ import annotations

from collections.abc import Callable

from assistant.reading.dates import days, explicit, periods, relative, weekdays
from assistant.reading.dates.passage import Match
from assistant.types import Interval

RESOLVERS: dict[str, Callable[[Match], Interval | None]] = {
    "numeric": explicit.numeric,
    "weekday-date": days.weekday_date,
    "date-range": explicit.date_range,
    "day-range": explicit.day_range,
    "month-range": explicit.month_range,
    "year-range": periods.year_range,
    "month-day-year": explicit.month_day_year,
    "month-day-relative-year": explicit.month_day_relative_year,
    "month-relative-year": explicit.month_relative_year,
    "month-year": explicit.month_year,
    "month-day": days.month_day,
    "relative-month-day": days.relative_month_day,
    "relative-month": days.relative_month,
    "quarter": periods.quarter,
    "half": periods.half,
    "season": periods.season,
    "decade": periods.decade,
    "fiscal-year": periods.fiscal_year,
    "ago": relative.ago,
    "unit-earlier": relative.unit_earlier,
    "year-earlier": relative.year_earlier,
    "weekday-of-week": weekdays.weekday_of_week,
    "relative-weekday": weekdays.relative_weekday,
    "weekday": weekdays.weekday,
    "today": weekdays.today,
    "relative-daypart": relative.relative_daypart,
    "relative-unit": relative.relative_unit,
    "year-period": relative.year_period,
    "the-period": relative.the_period,
    "the-unit": relative.the_unit,
    "month": days.month,
    "week-of": relative.week_of,
    "holiday": days.holiday,
    "year": periods.year,
}


def resolve(rule: str, match: Match) -> Interval | None:
    """The interval a match of `rule` names, or None where it names none."""
    return RESOLVERS[rule](match)
