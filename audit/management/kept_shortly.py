"""What is kept for hours or weeks only, whatever the retention date of an audit."""

import datetime

from audit.exports.making.actions.fetching import delete_old_files
from audit.exports.making.reads import old_files
from audit.oversight.team_lists.actions import delete_old_lists
from audit.oversight.team_lists.reads import old_lists


def delete_what_is_kept_shortly(today: datetime.date, *, dry_run: bool) -> dict[str, int]:
    """Delete what is past its time, or with `dry_run` only count it. Returns {what: how many}, without zeros."""
    lists = old_lists(today).count() if dry_run else delete_old_lists(today=today)
    files = old_files().count() if dry_run else delete_old_files()
    return {what: number for what, number in (("Team lists", lists), ("Prepared files", files)) if number}
