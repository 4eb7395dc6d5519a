"""The sheet Cases says what each case is like, and formulas and commands still find the answers beside that."""

from io import BytesIO

import pytest

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.reads import contents_of
from audit.exports.workbook.workbook import write_summary
from audit.models import SampledCase
from audit.reviewing.answers_file.table import check_answers
from cases.spreadsheets.read import read
from tests.audit.exports.data.taken import taken_by
from tests.audit.exports.recalculation import differences
from tests.audit.exports.workbook_file import FIRST, HEADINGS, int_of, letter_of, open_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def content_with(signed_off_audit):
    """content_with(tick, …): the workbook of the profile inside, as a quality lead takes it."""
    by = taken_by()
    tell_access(signed_off_audit, by)

    def content_with(*ticks):
        stream = BytesIO()
        leaving = Leaving(Profile.INSIDE, dict.fromkeys(ticks, "to compare teams"), by)
        write_summary([contents_of(signed_off_audit, leaving)], stream)
        return stream.getvalue()

    return content_with


def by_heading(sheets):
    headings, *rows = sheets["Cases"].rows(HEADINGS)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_each_case_has_its_facts_in_words(content_with):
    rows = by_heading(open_sheets(content_with()))
    assert len(rows) == 56
    facts = {str(each): each.facts for each in SampledCase.objects.all()}
    assert [row["Team"] for row in rows] == [facts[row["case"]].get("team", "") for row in rows]
    assert {row["Risk of serious harm"] for row in rows} <= {"Low", "Medium", "High", "Very high", ""}
    assert {row["Sex"] for row in rows} <= {"Male", "Female", ""}


def test_people_go_by_number_unless_their_names_were_asked_for(content_with):
    rows = by_heading(open_sheets(content_with()))
    assert all(row["Practitioner"].isdecimal() for row in rows if row["Practitioner"])
    named = by_heading(open_sheets(content_with(Tick.PRACTITIONERS)))
    assert not any(row["Practitioner"].isdecimal() for row in named)
    assert any(row["Practitioner"] for row in named)


def test_formulas_drop_downs_and_commands_find_the_answers_beside_the_facts(content_with, signed_off_audit, tmp_path):
    content = content_with()
    sheets = open_sheets(content)
    assert differences(sheets) == {}
    headings = sheets["Cases"].rows(HEADINGS)[0]
    first = letter_of(headings.index("2.1.1") + 1)
    areas = [each.get("sqref") for each in sheets["Cases"].find("dataValidation")]
    assert min(int_of(area.split(str(FIRST))[0]) for area in areas) == int_of(first)
    path = tmp_path / "summary.xlsx"
    path.write_bytes(content)
    table = check_answers(signed_off_audit.framework, read(path, sheet="Cases"))
    assert table.problems.first == []
    assert {"Sex", "Disability", "Team"} <= {*table.ignored}
    assert len(table.cases) == 56
