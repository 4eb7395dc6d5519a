"""Lists of staff as sheets, to test with."""

from cases.case_values import GRADES
from cases.places.staff_list import check_staff_list
from cases.spreadsheets.read import Sheet

HEADINGS = ["region", "PDU", "team", "practitioner", "grade", "SPO"]


def sheet_of(*rows, headings=HEADINGS, names=("Staff",)):
    """A Sheet of the headings and rows of texts, padded to one length."""
    table = [list(headings), *(list(row) for row in rows)] if headings else [list(row) for row in rows]
    width = max(map(len, table), default=0)
    return Sheet("staff.csv", "Staff", names, [row + [""] * (width - len(row)) for row in table])


def staff_of(*rows, **options):
    """The StaffList of rows of texts."""
    return check_staff_list(sheet_of(*rows, **options), GRADES)


def problems_of(staff):
    """[(row, column letter and name, value)] of what is wrong."""
    return [(problem.row, problem.column, problem.value) for problem in staff.problems.first]
