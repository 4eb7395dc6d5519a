"""What the workbook leaves out in each profile."""

import datetime
from dataclasses import replace
from io import BytesIO

import pytest

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.workbook.workbook import write_summary
from audit.method.rating.signed import SignedVersion
from audit.method.rating.standard import Judgement
from audit.results.listed_cases import CaseSheet
from tests.audit.exports.edge_audits import JUDGED, MADE_AT, answering, result_of
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.method.frameworks import pdu

WRITTEN = {
    "He was seen late.": Tick.FREE_TEXT,  # a comment
    "At the boundary.": Tick.FREE_TEXT,  # a rationale
    "Panel of two": Tick.REVIEWERS,  # who judged
    "Bea Head": Tick.REVIEWERS,  # who signed off
}


def sheets_of(profile, ticks=()):
    """The workbook of ten cases with everything in it that may be withheld."""
    decided = Judgement("Outstanding", "At the boundary.", "Panel of two")
    report, rows = result_of(answering(10, pdu(), 7), JUDGED | {"2.1": decided})
    report = replace(report, version=SignedVersion(1, datetime.date(2024, 3, 3), "Bea Head"))
    rows = [replace(row, comments={"2.1.1": "He was seen late."}) for row in rows]
    leaving = Leaving(profile, dict.fromkeys(ticks, "to check the case work"))
    cases = CaseSheet(rows) if leaving.has_cases else None
    stream = BytesIO()
    contents = Contents(audit=None, leaving=leaving, report=report, cases=cases, made_at=MADE_AT)
    write_summary([contents], stream)
    return open_sheets(stream.getvalue())


def texts_of(sheets):
    return "\n".join(str(cell.value) for sheet in sheets.values() for cell in sheet.cells.values()) + "\n".join(
        header.text for sheet in sheets.values() for header in sheet.find("oddHeader")
    )


@pytest.mark.parametrize(
    ("profile", "ticks"),
    [(Profile.OUTSIDE, ()), (Profile.TEAM, ()), (Profile.OUTSIDE, Tick), (Profile.TEAM, Tick), (Profile.INSIDE, ())]
    + [(Profile.INSIDE, (tick,)) for tick in Tick],
)
def test_what_people_wrote_and_who_they_are_leaves_only_inside_and_with_its_tick(profile, ticks):
    found = texts_of(sheets_of(profile, ticks))
    asked = [text for text, tick in WRITTEN.items() if profile == Profile.INSIDE and tick in ticks]
    assert [text for text in WRITTEN if text in found] == asked
    assert "Version 1, 3 March 2024" in found


@pytest.mark.parametrize(
    ("profile", "ticks", "there"),
    [
        (Profile.OUTSIDE, (), []),
        (Profile.TEAM, (), ["Cases"]),
        (Profile.INSIDE, (), ["Cases"]),
        (Profile.INSIDE, Tick, ["Cases", "Comments"]),
    ],
)
def test_the_sheets_of_cases_and_comments_are_there_only_if_they_leave(profile, ticks, there):
    assert [name for name in sheets_of(profile, ticks) if name in ("Cases", "Comments")] == there
