"""Read and check a file of published results, and the files of key-question figures beside it. Needs no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audit.method.framework import Framework
from audit.method.published.rating import PublishedRating, PublishedShare
from audit.results.published.figures import read_figures
from audit.results.published.row import Row
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet, read

NEEDED = ("inspection", "programme", "overall_rating", "source")
OPTIONAL = ("year", "max_score", "score", "score_percent", "standard_ratings", "figures_file")


@dataclass(frozen=True)
class PublishedRow:
    """A checked row. `has_figures`: the file says which figures were published, so they replace what is stored."""

    number: int
    inspection: str
    year: str
    source: str
    rating: PublishedRating
    has_figures: bool

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two rows the same: one source's result of one inspection."""
        return self.inspection, self.rating.programme, self.year, self.source


@dataclass
class PublishedFile:
    """What a file holds: its rows, the headings that were not read, and everything that is wrong."""

    rows: list[PublishedRow] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read_published(path: Path, framework: Framework) -> PublishedFile:
    """Read and check a file of published results. Raises SpreadsheetProblem if it cannot be read at all.

    `framework` gives the ratings. Import it only if it has no `problems`.
    """
    sheet, found = read(path), PublishedFile()
    places = _places(sheet, found)
    if places is None:
        return found
    seen: dict[tuple[str, str, str, str], int] = {}
    names = {name: f"column {column_letter(position)} ({name})" for name, position in places.items()}
    for number, cells in enumerate(sheet.rows[1:], start=2):
        said = {name: " ".join(cells[position].split()) for name, position in places.items()}
        if any(said.values()):
            row = _checked(Row(number, said, names, found.problems), framework, path.parent)
            first = seen.setdefault(row.key, number)
            if first != number:
                remedy = f"This source's result of this inspection is already in row {first}. Keep one row."
                found.problems.add(Problem(number, names["inspection"], row.inspection, remedy))
            found.rows.append(row)
    if not found.rows:
        found.problems.add(Problem(None, "", "", "There are no rows below the headings."))
    return found


def _places(sheet: Sheet, found: PublishedFile) -> Mapping[str, int] | None:
    """Return {column: its position}; None if a column that every file needs is missing."""
    headings = [heading.strip() for heading in sheet.rows[0]]
    places = {name: position for position, name in enumerate(map(str.casefold, headings)) if name}
    missing = [name for name in NEEDED if name not in places]
    if missing:
        remedy = f"The first row needs these headings too: {', '.join(missing)}."
        found.problems.add(Problem(1, "", ", ".join(filter(None, headings)), remedy))
        return None
    found.ignored = [heading for heading in headings if heading and heading.casefold() not in (*NEEDED, *OPTIONAL)]
    return {name: places[name] for name in (*NEEDED, *OPTIONAL) if name in places}


def _checked(row: Row, framework: Framework, folder: Path) -> PublishedRow:
    programme = row.programme()
    score, highest = row.scores(programme)
    return PublishedRow(
        number=row.number,
        inspection=row.text("inspection"),
        year=row.year(),
        source=row.text("source"),
        rating=PublishedRating(
            programme=programme,
            overall=row.rating("overall_rating", row.cells["overall_rating"], tuple(framework.band)),
            score=score,
            max_score=highest,
            score_percent=row.percent(),
            standards=row.standards(tuple(framework.band)),
            figures=_figures(row, folder),
        ),
        has_figures="figures_file" in row.cells,
    )


def _figures(row: Row, folder: Path) -> Mapping[str, PublishedShare]:
    name = row.cells.get("figures_file", "")
    if name and Path(name).name != name:
        row.refuse("figures_file", "Give the name of a file in the same folder, without a path.")
        return {}
    return read_figures(row, folder / name) if name else {}
