"""Read dates in a cell, in British order and as British days. The readers return what those in `codes` do."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from cases.extract.values.text import NOT_KNOWN_WORDS, UNREADABLE, one_line, without_invisible

_BRITISH = ZoneInfo("Europe/London")
_FIRST_SERIAL = date(1899, 12, 30)  # what Excel counts its days from
_SERIALS = range(3_000, 80_000)  # 1908 to 2119
_LATEST_SHORT_YEAR = 2069  # an order may end then; "70" is 1970
_YOUNGEST = 10  # years: the age of criminal responsibility
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$")
_ZONE_TIME = re.compile(  # "t23:00:00.000z", " 23:00 utc", "t00:00:00+01:00", " 00:00:00 gmt+0100 (bst)"
    r"[t ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)? ?(z|bst|(?:utc|gmt)?(?:([-+]\d{2}):?(\d{2})?)|utc|gmt)(?: \(.*\))?$"
)
_PACKED = re.compile(r"\d{8}")  # 20240403
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$|(\d{4})(\d{2})(\d{2})$")
_DAY_FIRST = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(\d{1,2}|[a-z]{3,9})[-/. ,]+(\d{4}|\d{2})$")
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")  # April 3, 2024
_MONTH_AND_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b")
_STILL_RUNNING = {"n", "no", "not terminated", "current", "active", "ongoing", "open", "live"}


def read_date(value: Any, *, latest_short_year: int = _LATEST_SHORT_YEAR) -> Any:
    """Return a date. It may be one already, a spreadsheet's serial number, in ISO form, or day, month and year.

    A time with its zone gives the day in Britain: 2023-05-31T23:00:00Z is 1 June.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = one_line(value)
    text = text if text.isascii() else one_line(without_invisible(text))
    text = text.removeprefix("'").strip().casefold()  # some systems put ' before a date to keep it a text
    if text in NOT_KNOWN_WORDS:
        return None
    try:
        if zone := _ZONE_TIME.search(text):
            return _british_day(_date_in_text(text[: zone.start()], latest_short_year), zone)
        text = _TIME.sub("", text).strip()
        is_serial = text.replace(".", "", 1).isdecimal() and not _PACKED.fullmatch(text)
        return _date_of_serial(text) if is_serial else _date_in_text(text, latest_short_year)
    except (ValueError, OverflowError):
        return UNREADABLE


def read_birth_date(value: Any, *, today: date | None = None) -> Any:
    """Return a date of birth; UNREADABLE for one after `today`.

    A year of two digits is the latest that makes the person old enough for a sentence.
    """
    today = today or date.max
    born = read_date(value, latest_short_year=min(today.year - _YOUNGEST, _LATEST_SHORT_YEAR))
    return UNREADABLE if isinstance(born, date) and born > today else born


def read_end_date(value: Any) -> Any:
    """Return the day on which an order or licence ended or will end; None also if the cell says that it still runs."""
    return None if one_line(value).casefold() in _STILL_RUNNING else read_date(value)


def looks_american(text: str) -> bool:
    """Whether a text is a date only if the month comes first, such as 06/13/2023."""
    found = _MONTH_AND_DAY.match(text.strip())
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def midnight_in_utc(value: Any) -> str:
    """Return "summer" or "winter" if a time without a zone would be midnight in Britain as UTC; else ""."""
    text = value.isoformat() if isinstance(value, datetime) else one_line(value)
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return ""
    there = time.replace(tzinfo=UTC).astimezone(_BRITISH)
    if time.tzinfo or (there.hour, there.minute) != (0, 0):
        return ""
    return "summer" if there.dst() else "winter"


def _date_of_serial(text: str) -> date:
    days = int(float(text))
    if days not in _SERIALS:
        raise ValueError(text)
    return _FIRST_SERIAL + timedelta(days=days)


def _date_in_text(text: str, latest_short_year: int) -> date:
    if found := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups() if part)
    elif found := _DAY_FIRST.match(text):
        day, year = int(found[1]), int(found[3])
        month = int(found[2]) if found[2].isdecimal() else _MONTHS.index(found[2][:3])
        if len(found[3]) == 2:
            year = latest_short_year - (latest_short_year - year) % 100
    elif found := _MONTH_FIRST.match(text):
        month, day, year = _MONTHS.index(found[1][:3]), int(found[2]), int(found[3])
    else:
        raise ValueError(text)
    if not 1900 <= year <= 2100:
        raise ValueError(text)
    return date(year, month, day)


def _british_day(day: date, zone: re.Match[str]) -> date:
    """Return the day in Britain at this time of `day` in its own zone."""
    hour, minute, name, hours, minutes = zone.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(f"{(hours or '+')[0]}{minutes or 0}"))
    ahead = timedelta(hours=1) if name == "bst" else ahead
    there = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=timezone(ahead))
    return there.astimezone(_BRITISH).date()
