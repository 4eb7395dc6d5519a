"""Standing rounds: each holds the looks of a team in a quarter that belong to no planned round."""

import calendar
from datetime import date, timedelta

DAYS_TO_FINISH = 14  # so that a look begun on the last day of a quarter can be finished


def standing_name(day: date, instrument: str, number: int | None = None) -> str:
    """Return what a standing round is known by, such as "2026-Q4 oversight-short 1"; without `number` how it begins."""
    name = f"{day.year}-Q{_quarter(day)} {instrument}"
    return name if number is None else f"{name} {number}"


def standing_title(day: date, number: int) -> str:
    """Return its title, such as "Looks at single cases, October to December 2026"."""
    first, last = _months(day)
    again = "" if number == 1 else f" ({number})"
    return f"Looks at single cases, {calendar.month_name[first]} to {calendar.month_name[last]} {day.year}{again}"


def closing_day(day: date) -> date:
    """Return the day on which it closes: two weeks after the end of the quarter."""
    _, last = _months(day)
    return date(day.year, last, calendar.monthrange(day.year, last)[1]) + timedelta(days=DAYS_TO_FINISH)


def _quarter(day):
    return (day.month + 2) // 3


def _months(day):
    last = 3 * _quarter(day)
    return last - 2, last
