"""Rows below one that only says "restricted" are held aside, up to the next row of that kind."""

import pytest

from tests.cases.extract_files import HEADINGS, a_row, draw_of

EMPTY = [""] * (len(HEADINGS) - 1)
BELOW = "row 3 says that the rows below it are restricted"


@pytest.mark.parametrize("text", ["Restricted cases", "LAO", "LAO cases", "RESTRICTED"])
@pytest.mark.parametrize("at", [0, 1])
def test_rows_of_a_section_of_restricted_cases_are_held_aside(tmp_path, text, at):
    head = [text, *EMPTY] if at == 0 else ["", text, *EMPTY[1:]]
    sample = draw_of(tmp_path, a_row(1), head, a_row(2), a_row(3), ["Other cases", *EMPTY], a_row(4))
    assert sample.excluded["held_aside"] == 2
    assert sample.held_aside == ((4, "", BELOW), (5, "", BELOW))
    assert {pick.reference for pick in sample.picks} == {"X000001", "X000004"}


def test_a_section_reaches_to_the_end_and_over_rows_of_a_reference_alone(tmp_path):
    sample = draw_of(tmp_path, a_row(1), ["LAO cases", *EMPTY], ["X000008", *EMPTY], a_row(2))
    assert {pick.reference for pick in sample.picks} == {"X000001"}


FOOT = ["RESTRICTED", "LAO cases have been removed", "This report contains LAO cases"]


@pytest.mark.parametrize("text", [*FOOT, "Restricted - not for onward transmission"])
def test_such_a_row_at_the_foot_is_a_note_and_no_case(tmp_path, text):
    sample = draw_of(tmp_path, a_row(1), a_row(2), [text, *EMPTY])
    assert (sample.rows, sample.excluded, sample.eligible) == (2, {}, 2)


def test_a_note_that_restricted_cases_are_not_there_holds_nothing_aside(tmp_path):
    assert draw_of(tmp_path, ["LAO cases have been removed", *EMPTY], a_row(1), a_row(2)).excluded == {}
