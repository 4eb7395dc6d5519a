"""What the dates of a case give, on the days where it turns."""

from datetime import date

import pytest

from audit.method.disclosure.case_dates import CaseDates

START, END = date(2024, 1, 1), date(2024, 6, 30)  # with 29 February between them


@pytest.mark.parametrize(
    ("day", "since", "left"),
    [
        (date(2023, 12, 31), None, 26),  # 182 days to the end, over a leap day
        (START, 0, 25),
        (date(2024, 1, 7), 0, 25),
        (date(2024, 1, 8), 1, 24),
        (date(2024, 2, 29), 8, 17),
        (date(2024, 3, 4), 9, 16),  # 63 days after the start; 62 in a year without a leap day
        (date(2024, 6, 23), 24, 1),
        (date(2024, 6, 24), 25, 0),
        (END, 25, 0),
        (date(2024, 7, 1), 26, None),
    ],
)
def test_whole_weeks_are_counted_from_the_start_and_to_the_last_day(day, since, left):
    dates = CaseDates(START, END, day)
    assert (dates.weeks_since_start, dates.weeks_to_end) == (since, left)


def test_a_sentence_has_ended_on_the_day_after_its_last_one():
    assert [CaseDates(START, END, day).has_ended for day in (END, date(2024, 7, 1))] == [False, True]


def test_the_period_under_review_goes_from_the_start_to_the_day_or_to_the_end_if_that_is_earlier():
    assert CaseDates(START, END, date(2024, 2, 29)).under_review == (START, date(2024, 2, 29))
    assert CaseDates(START, END, date(2025, 2, 28)).under_review == (START, END)
    assert CaseDates(START, END, START).under_review == (START, START)
    assert CaseDates(START, END, date(2023, 12, 31)).under_review is None


def test_a_date_that_is_not_known_gives_nothing():
    unknown = CaseDates(None, None, END)
    assert (unknown.weeks_since_start, unknown.weeks_to_end, unknown.under_review) == (None, None, None)
    assert not unknown.has_ended
    assert CaseDates(START, None, date(2024, 1, 8)).under_review == (START, date(2024, 1, 8))
