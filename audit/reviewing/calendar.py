"""The days by which a person's reviews are due, as a calendar file (RFC 5545). It has numbers only."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from cases.counted import counted

LONGEST = 75  # octets of a line, by the RFC; the lines are ASCII


def calendar_of(days: Mapping[date, int], *, person: int, host: str, link: str, now: datetime) -> str:
    """Return the text of the file, an event for each day. `days`: {day: number of reviews}, not empty.

    The events of a `person` (a number) keep their names, so a newer file replaces them where it is imported again.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Probation case audit//Due dates//EN"]
    for day, number in sorted(days.items()):
        lines += [
            "BEGIN:VEVENT",
            f"UID:reviews-due-{day:%Y%m%d}-{person}@{host}",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"SUMMARY:{counted(number, 'case review')} due",
            f"URL:{link}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough. All but the first begin with a space, which readers drop."""
    yield line[:LONGEST]
    for start in range(LONGEST, len(line), LONGEST - 1):
        yield f" {line[start : start + LONGEST - 1]}"
