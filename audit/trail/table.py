"""The trail as a table."""

from django.utils.timezone import localtime

HEADINGS = ("when", "who", "what", "audit", "case", "field", "before", "now")


def rows_of_trail(entries):
    """One row per changed value of the Entries; one for an Entry that changed none. Times are local, to the second."""
    for entry in entries:
        told = (f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", entry.who, entry.what, entry.audit, entry.case)
        for change in entry.changes or (None,):
            yield (*told, *((change.field, change.before, change.after) if change else ("", "", "")))
