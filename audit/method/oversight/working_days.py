"""Working days: Monday to Friday. Bank holidays count as working days, so a period may end up to a few days early."""

from datetime import date, timedelta

_SATURDAY = 5


def after_working_days(day: date, number: int) -> date:
    """Return the day that is this number of working days after `day`."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < _SATURDAY
    return day
