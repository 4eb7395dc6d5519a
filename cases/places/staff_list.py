"""A list of places and practitioners, one row each. Checks it; saves nothing, needs no database."""

from dataclasses import dataclass, field

from cases.identifiers.names import name_problem
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems

HEADING_ROWS = 20  # titles may stand above the headings
HEADINGS = {
    "region": ("region", "probation region"),
    "PDU": ("pdu", "delivery unit", "probation delivery unit", "ldu", "unit"),
    "team": ("team", "office", "team or office", "team name"),
    "practitioner": (
        "practitioner",
        "practitioner name",
        "name",
        "officer",
        "officer name",
        "probation practitioner",
        "pp",
        "pp name",
        "om",
        "offender manager",
    ),
    "grade": ("grade", "role", "job title"),
    "SPO": ("spo", "spo name", "senior probation officer", "line manager", "manager"),
}
COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
NEEDED = ("region", "PDU")
LONGEST = {"region": 100, "PDU": 100, "team": 100, "practitioner": 150, "SPO": 150}


@dataclass(frozen=True)
class Entry:
    """A row of the list. What a row leaves out is ""; `columns` are its columns as the spreadsheet calls them."""

    row: int
    region: str
    unit: str
    team: str
    practitioner: str
    grade: str
    spo: str
    columns: dict[str, str]

    def problem(self, column, remedy):
        """A Problem at this row's cell of the column, one of HEADINGS."""
        value = {"region": self.region, "PDU": self.unit, "team": self.team, "practitioner": self.practitioner}
        value |= {"grade": self.grade, "SPO": self.spo}
        return Problem(self.row, self.columns.get(column, ""), value[column], remedy)


@dataclass
class StaffList:
    """What a list holds: its entries, the headings that were passed over, and everything that is wrong."""

    entries: list[Entry] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def key_of(*names):
    """What makes two names the same: capital letters and spaces do not matter."""
    return tuple(" ".join(name.split()).casefold() for name in names)


def check_staff_list(sheet, grades):
    """Read a Sheet as a list of staff; `grades` is {code: its name}. Only one without `problems` may be used."""
    staff = StaffList()
    heading_row = next((row for row, cells in enumerate(sheet.rows[:HEADING_ROWS]) if _is_heading(cells)), None)
    if heading_row is None:
        staff.problems.add(_no_headings(sheet))
        return staff
    places = _columns(sheet.rows[heading_row], heading_row + 1, staff)
    columns = {name: f"column {column_letter(position)} ({name})" for name, position in places.items()}
    seen = {}
    for row, cells in enumerate(sheet.rows[heading_row + 1 :], start=heading_row + 2):
        said = {name: " ".join(cells[position].split()) for name, position in places.items()}
        if any(said.values()):
            _read_row(row, {name: said.get(name, "") for name in HEADINGS}, columns, grades, seen, staff)
    if not staff.entries and not staff.problems:
        staff.problems.add(Problem(None, "", "", "There are no rows below the headings. Add one row per practitioner."))
    return staff


def _is_heading(cells):
    return {COLUMN_OF.get(*key_of(cell)) for cell in cells} >= set(NEEDED)


def _no_headings(sheet):
    others = [name for name in sheet.names if name != sheet.name]
    found = next((", ".join(filter(None, map(str.strip, row))) for row in sheet.rows if any(map(str.strip, row))), "")
    remedy = (
        f"No row with the headings “region” and “PDU” among the first {HEADING_ROWS}. Head the columns region, PDU, "
    )
    remedy += "team, practitioner, grade and SPO"
    return Problem(None, "", found, remedy + (f", or choose another sheet: {', '.join(others)}." if others else "."))


def _columns(headings, row, staff):
    """{column of HEADINGS: its position}; a heading that stands twice is a problem, any other is noted as ignored."""
    places = {}
    for position, heading in enumerate(map(str.strip, headings)):
        name = COLUMN_OF.get(*key_of(heading))
        if name in places:
            remedy = f"There are two columns for the {name}. Remove or rename one."
            staff.problems.add(Problem(row, f"column {column_letter(position)}", heading, remedy))
        elif name:
            places[name] = position
        elif heading:
            staff.ignored.append(heading)
    return places


def _read_row(row, said, columns, grades, seen, staff):
    names = {**dict(zip(map(str.casefold, grades), grades, strict=True)), **{grades[c].casefold(): c for c in grades}}
    grade = names.get(said["grade"].casefold(), said["grade"])
    entry = Entry(row, said["region"], said["PDU"], said["team"], said["practitioner"], grade, said["SPO"], columns)
    problems = [*_gaps(entry), *_too_long(entry, said), *_no_names(entry, said)]
    if grade and grade not in grades:
        problems.append(entry.problem("grade", f"This is no grade. Use one of: {', '.join(grades)}."))
    if entry.spo and key_of(entry.spo) == key_of(entry.practitioner):
        problems.append(entry.problem("SPO", "Nobody is their own SPO. Name another, or clear the cell."))
    for problem in problems or _stands_twice(entry, seen):
        staff.problems.add(problem)
    staff.entries.append(entry)


def _gaps(entry):
    """A row may stop anywhere after its PDU, but leave nothing out before."""
    if not entry.region:
        yield entry.problem("region", "Fill in the region: every row needs it.")
    if not entry.unit:
        yield entry.problem("PDU", "Fill in the PDU: every row needs it.")
    if entry.practitioner and not entry.team:
        yield entry.problem("team", "Fill in the team of this practitioner.")
    if (entry.grade or entry.spo) and not entry.practitioner:
        yield entry.problem("practitioner", "This row has a grade or an SPO but nobody who has it. Fill in the name.")


def _too_long(entry, said):
    for column, longest in LONGEST.items():
        if len(said[column]) > longest:
            yield entry.problem(column, f"A name has at most {longest} characters. Shorten it.")


def _no_names(entry, said):
    for column in LONGEST:
        if said[column] and (reason := name_problem(said[column])):
            yield entry.problem(column, f"{reason}.")


def _stands_twice(entry, seen):
    """A practitioner once in a unit, a place without one once."""
    who = key_of(entry.practitioner) if entry.practitioner else (*key_of(entry.team), "")
    first = seen.setdefault((*key_of(entry.region, entry.unit), who), entry.row)
    if first != entry.row:
        column = "practitioner" if entry.practitioner else "team" if entry.team else "PDU"
        tell = " Two people need names that differ." if entry.practitioner else ""
        yield entry.problem(column, f"This already stands in row {first}. Keep one row.{tell}")
