"""The trail as a table."""

from collections.abc import Iterable, Iterator

from django.utils.timezone import localtime

from audit.trail.entries import TrailEntry

HEADINGS = ("when", "who", "what", "audit", "case", "field", "before", "now")


def rows_of_trail(entries: Iterable[TrailEntry]) -> Iterator[tuple]:
    """Yield one row per changed value, under HEADINGS, or one for an entry without changes. Times are local."""
    for entry in entries:
        act = (f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", entry.who, entry.what, entry.audit, entry.case)
        for change in entry.changes or (None,):
            yield (*act, *((change.field, change.before, change.after) if change else ("", "", "")))
