"""Read a comment from a cell of an answers file."""

from audit.method.answers import LONGEST_COMMENT
from audit.reviewing.offline.typed import tidy
from cases.spreadsheets.guards import unguarded
from cases.spreadsheets.read import Sheet


def comment_in(cell: str, sheet: Sheet) -> str:
    """The comment as it was written. Only our CSV files have a sign before what looks like a formula."""
    return tidy(cell if sheet.name else unguarded(cell))


def too_long(comment: str) -> str:
    """What to do about a comment that is too long; "" for any other."""
    if len(comment) <= LONGEST_COMMENT:
        return ""
    return f"A comment has at most {LONGEST_COMMENT:,} characters; this one has {len(comment):,}. Shorten it."
