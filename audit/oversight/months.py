"""Months of a calendar, by which what oversight holds is kept."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the day `months` later (negative: earlier), or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
