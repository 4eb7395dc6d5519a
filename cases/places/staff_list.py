"""Reading and checking a staff list: places and practitioners, one to a row. Needs no database."""

from dataclasses import dataclass, field

from cases.identifiers.names import name_problem
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet

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
class StaffRow:
    """A row of the list. What it leaves out is "". `columns` is {column of HEADINGS: its letter and name}."""

    number: int  # of the spreadsheet's row, from 1
    region: str
    unit: str
    team: str
    practitioner: str
    grade: str
    spo: str
    columns: dict[str, str]

    def problem(self, column: str, remedy: str) -> Problem:
        """Return a Problem at this row's cell of the column, one of HEADINGS."""
        value = {"region": self.region, "PDU": self.unit, "team": self.team, "practitioner": self.practitioner}
        value |= {"grade": self.grade, "SPO": self.spo}
        return Problem(self.number, self.columns.get(column, ""), value[column], remedy)


@dataclass
class StaffList:
    """What a list holds: its rows, the headings that were not read, and everything that is wrong."""

    rows: list[StaffRow] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def key_of(*names: str) -> tuple[str, ...]:
    """Return what makes two names the same: capital letters and spaces do not matter."""
    return tuple(" ".join(name.split()).casefold() for name in names)


def check_staff_list(sheet: Sheet, grades: dict[str, str]) -> StaffList:
    """Read a Sheet as a staff list; `grades` is {code: its name}. Import it only if it has no `problems`."""
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
    if not staff.rows and not staff.problems:
        staff.problems.add(Problem(None, "", "", "There are no rows below the headings. Add one row per practitioner."))
    return staff


def _is_heading(cells):
    return {COLUMN_OF.get(*key_of(cell)) for cell in cells} >= set(NEEDED)


def _no_headings(sheet):
    others = [name for name in sheet.names if name != sheet.name]
    found = next((", ".join(filter(None, map(str.strip, row))) for row in sheet.rows if any(map(str.strip, row))), "")
    remedy = (
        f"No row with the headings “region” and “PDU” in the first {HEADING_ROWS} rows. Name the columns region, PDU, "
    )
    remedy += "team, practitioner, grade and SPO"
    return Problem(None, "", found, remedy + (f", or choose another sheet: {', '.join(others)}." if others else "."))


def _columns(headings, row, staff):
    """Return {column of HEADINGS: its position}. A heading that comes twice is a problem; an unknown one is noted."""
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


def _read_row(number, said, columns, grades, seen, staff):
    names = {**dict(zip(map(str.casefold, grades), grades, strict=True)), **{grades[c].casefold(): c for c in grades}}
    grade = names.get(said["grade"].casefold(), said["grade"])
    row = StaffRow(number, said["region"], said["PDU"], said["team"], said["practitioner"], grade, said["SPO"], columns)
    problems = [*_gaps(row), *_too_long(row, said), *_no_names(row, said)]
    if grade and grade not in grades:
        problems.append(row.problem("grade", f"This is not a grade. Use one of: {', '.join(grades)}."))
    if row.spo and key_of(row.spo) == key_of(row.practitioner):
        problems.append(row.problem("SPO", "A person cannot be their own SPO. Name someone else, or clear the cell."))
    for problem in problems or _stands_twice(row, seen):
        staff.problems.add(problem)
    staff.rows.append(row)


def _gaps(row):
    """Yield a problem for each gap: a row may stop anywhere after its PDU, but must leave nothing out before."""
    if not row.region:
        yield row.problem("region", "Fill in the region: every row needs it.")
    if not row.unit:
        yield row.problem("PDU", "Fill in the PDU: every row needs it.")
    if row.practitioner and not row.team:
        yield row.problem("team", "Fill in the team of this practitioner.")
    if (row.grade or row.spo) and not row.practitioner:
        yield row.problem("practitioner", "This row has a grade or an SPO but no name. Fill in the name.")


def _too_long(row, said):
    for column, longest in LONGEST.items():
        if len(said[column]) > longest:
            yield row.problem(column, f"A name has at most {longest} characters. Shorten it.")


def _no_names(row, said):
    for column in LONGEST:
        if said[column] and (reason := name_problem(said[column])):
            yield row.problem(column, f"{reason}.")


def _stands_twice(row, seen):
    """Yield a problem if a practitioner comes twice in a unit, or a place twice without one."""
    who = key_of(row.practitioner) if row.practitioner else (*key_of(row.team), "")
    first = seen.setdefault((*key_of(row.region, row.unit), who), row.number)
    if first != row.number:
        column = "practitioner" if row.practitioner else "team" if row.team else "PDU"
        tell = " Two people need different names." if row.practitioner else ""
        yield row.problem(column, f"This is already in row {first}. Keep one row.{tell}")
