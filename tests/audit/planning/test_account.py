"""The account of a draw, in numbers and words."""

import pytest

from audit.planning.account import build_account, summarise_draw
from cases.extract.drawn import ColumnRead
from cases.extract.settings import DrawSettings
from tests.audit.a_sample import TODAY, a_drawn_sample, picked

pytestmark = pytest.mark.on_postgresql


def sub_samples(*columns):
    drawn = a_drawn_sample([picked(1, court_report=None, resettlement=False)], columns=columns)
    return dict(build_account(summarise_draw(DrawSettings(TODAY, 7), drawn)).sub_samples)


def test_what_no_column_tells_is_not_counted_as_none():
    assert sub_samples() == {"With a court report": None, "Resettlement cases": None}
    told = ColumnRead("A", "Resettlement", "resettlement", False, ())
    assert sub_samples(told) == {"With a court report": None, "Resettlement cases": 0}


def test_what_was_left_out_is_given_as_one_number_too():
    assert build_account(summarise_draw(DrawSettings(TODAY, 7), a_drawn_sample())).left_out == 60


def held_aside(**changes):
    return build_account(summarise_draw(DrawSettings(TODAY, 7), a_drawn_sample(**changes))).held_aside


def test_rows_held_aside_are_listed_and_where_they_are_many_it_says_so():
    held = held_aside(excluded={"held_aside": 1_200}, held_aside=tuple((row, "B", "") for row in range(2, 1_002)))
    assert held.title == "1,200 rows held aside (the first 1,000 are listed)"
    assert (held.rows[0], held.rows[-1]) == ("Row 2, column B", "Row 1001, column B")


def test_a_sample_stored_before_rows_were_held_aside_lists_none():
    summary = summarise_draw(DrawSettings(TODAY, 7), a_drawn_sample())
    del summary["held_aside"]
    assert build_account(summary).held_aside is None
