"""The Cases sheet is an answers file: a new column needs a place in `audit/reviewing/answers_file` too."""

import pytest

from audit.reviewing.answers_file.table import check_answers
from cases.spreadsheets.read import read
from tests.audit.exports.edge_audits import content_of


@pytest.fixture
def content(db, suffolk):
    return content_of(*suffolk[1:3])


def test_the_case_sheet_is_read_back_with_every_answer(content, suffolk_result, tmp_path):
    report, rows = suffolk_result
    path = tmp_path / "summary.xlsx"
    path.write_bytes(content)
    table = check_answers(report.framework, read(path, sheet="Cases"))
    assert (table.problems.first, table.ignored) == ([], [])
    assert {case.reference: case.answers for case in table.cases.values()} == {row.label: row.answers for row in rows}
