"""What is told of a draw, in numbers and words."""

from audit.sample_account import account_of, in_numbers
from cases.drawing import ColumnRead, DrawSettings
from tests.audit.a_sample import TODAY, a_drawn_sample, picked


def sub_samples(*columns):
    drawn = a_drawn_sample([picked(1, court_report=None, resettlement=False)], columns=columns)
    return dict(account_of(in_numbers(DrawSettings(TODAY, 7), drawn)).sub_samples)


def test_what_no_column_tells_is_not_counted_as_none():
    assert sub_samples() == {"With a court report": None, "Resettlement cases": None}
    told = ColumnRead("A", "Resettlement", "resettlement", False, ())
    assert sub_samples(told) == {"With a court report": None, "Resettlement cases": 0}


def test_what_was_left_out_is_told_as_one_number_too():
    assert account_of(in_numbers(DrawSettings(TODAY, 7), a_drawn_sample())).left_out == 60
