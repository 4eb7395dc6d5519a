"""A file of what one inspection published of its key questions."""

import re
from collections.abc import Mapping
from pathlib import Path

from audit.method.published.rating import PublishedShare
from audit.results.published.row import Row
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import read

NEEDED = ("section", "measure", "yes", "applicable", "percent")
SECTION, GROUP = "key_question", "all"  # of the rows that are read; the file may have others


def read_figures(row: Row, path: Path) -> Mapping[str, PublishedShare]:
    """Return {key question code: PublishedShare}. What is wrong becomes a problem of the `row` that names the file.

    The measure of a row begins with the code of its key question.
    """
    try:
        headings, *lines = read(path).rows
    except SpreadsheetProblem as problem:
        row.refuse("figures_file", f"{problem}")
        return {}
    places = {heading.strip().casefold(): position for position, heading in enumerate(headings)}
    if missing := [name for name in NEEDED if name not in places]:
        row.refuse("figures_file", f"Its first row needs these headings too: {', '.join(missing)}.")
        return {}
    names = {name: f"{path.name}, column {column_letter(at)} ({name})" for name, at in places.items()}
    found: dict[str, PublishedShare] = {}
    for number, line in enumerate(lines, start=2):
        cells = {name: line[at].strip() for name, at in places.items()}
        if cells["section"] == SECTION and cells["measure"] and cells.get("group", GROUP) == GROUP:
            code, cell = cells["measure"].split()[0], Row(number, cells, names, row.problems)
            if code in found:
                cell.refuse("measure", f"The figures of {code} are already in another row. Keep one.")
            found[code] = _share(cell)
    return found


def _share(row: Row) -> PublishedShare:
    percent, yes, applicable = (_whole(row, column) for column in ("percent", "yes", "applicable"))
    if percent is not None and percent > 100:
        row.refuse("percent", "A percentage is 100 at most. Check the source.")
    if yes is not None and applicable is not None and yes > applicable:
        row.refuse("yes", f"This is impossible: the question applied to {applicable} cases. Check the source.")
    return PublishedShare(percent, yes, applicable)


def _whole(row: Row, column: str) -> int | None:
    said = row.cells[column].removesuffix("%")
    if said and not re.fullmatch(r"\d{1,5}", said):
        row.problems.add(Problem(row.number, row.places[column], said, "Write a whole number, or leave it empty."))
        return None
    return int(said) if said else None
