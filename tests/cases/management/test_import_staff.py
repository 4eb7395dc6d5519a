"""`manage.py import_staff`: a list of places and practitioners from a file."""

import csv

import pytest

from cases.models import Practitioner
from tests.audit.management.running import output_of, refusal_of
from tests.cases.some_staff import an_administrator
from tests.cases.spreadsheet_files import ods_row, write_ods, write_xlsx
from tests.cases.staff_files import HEADINGS

pytestmark = [pytest.mark.usefixtures("staffed_places"), pytest.mark.slow]
TOM = ["East", "Suffolk", "Lowestoft", "Tom Orwell", "PSO", "Delia Marsh"]


def write_list(path, *rows):
    """A file of the headings and these rows, of the kind that its suffix says."""
    table = [HEADINGS, *rows]
    if path.suffix == ".xlsx":
        return write_xlsx(path, {"Notes": [["Read me"]], "Staff": table})
    if path.suffix == ".ods":
        return write_ods(path, {"Staff": "".join(ods_row(*row) for row in table)})
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
def test_a_list_of_any_kind_is_imported(tmp_path, suffix):
    path = write_list(tmp_path / f"staff{suffix}", TOM, ["East", "Suffolk", "Bungay", "", "", ""])
    text = output_of("import_staff", path, **({"sheet": "Staff"} if suffix == ".xlsx" else {}))
    told = "Added: 0 regions, 0 PDUs, 1 team, 0 practitioners. Practitioners changed: 1, unchanged: 0. "
    assert text == told + "New places: team Bungay (Suffolk).\n"
    assert Practitioner.objects.get(name="Tom Orwell").team.name == "Lowestoft"


def test_problems_are_listed_with_their_places_and_nothing_is_saved(tmp_path):
    path = write_list(tmp_path / "staff.csv", TOM, ["East", "Suffolk", "Ipswich", "Ada Fenwick", "Boss", ""])
    text = refusal_of("import_staff", path)
    assert text.startswith("staff.csv: 1 problem. Nothing was saved.\n  row 3, column E (grade): “Boss”. ")
    assert Practitioner.objects.get(name="Tom Orwell").team.name == "Ipswich"


def test_what_does_not_fit_the_database_is_told_in_the_same_way(tmp_path):
    path = write_list(tmp_path / "staff.csv", [*TOM[:5], "Nobody Known"])
    assert "row 2, column F (SPO): “Nobody Known”. The PDU has no SPO with this name." in refusal_of(
        "import_staff", path
    )


def test_in_somebodys_name_it_reaches_only_their_places_and_keeps_who_it_was(tmp_path):
    by = an_administrator("Suffolk")
    text = refusal_of(
        "import_staff", write_list(tmp_path / "n.csv", ["North", "Tyne", "Jarrow", "", "", ""]), by=by.username
    )
    assert "You do not administer this place" in text
    output_of("import_staff", write_list(tmp_path / "s.csv", TOM), by=by.username)
    assert Practitioner.objects.get(name="Tom Orwell").history.first().history_user == by


def test_columns_that_were_not_read_are_named(tmp_path):
    (tmp_path / "s.csv").write_text("region,PDU,Phone\nEast,Suffolk,1\n")
    assert output_of("import_staff", tmp_path / "s.csv").endswith("Columns not read: Phone.\n")


def test_a_file_or_person_that_does_not_exist_is_refused(tmp_path):
    assert "The file none.csv does not exist" in refusal_of("import_staff", tmp_path / "none.csv")
    assert "There is no user nobody." in refusal_of("import_staff", tmp_path / "none.csv", by="nobody")
