"""Facts that a framework works out from dates of a case."""

from datetime import date

import pytest

from audit.method.facts.derived import DerivedFact

DATES = ("start_date", "end_date")


def between(how, start, end):
    return DerivedFact("between", how, DATES).of(dict(zip(DATES, (start, end), strict=True)))


@pytest.mark.parametrize(
    ("how", "start", "end", "completed"),
    [
        ("days_between", "2026-01-05", "2026-03-02", 56),
        ("days_between", "2024-02-28", "2024-03-01", 2),  # a leap year
        ("weeks_between", "2026-01-05", "2026-03-01", 7),
        ("weeks_between", "2026-01-05", "2026-03-02", 8),
        ("months_between", "2026-01-15", "2026-03-14", 1),
        ("months_between", "2025-11-15", "2026-03-15", 4),
        ("months_between", "2026-01-31", "2026-02-28", 0),
        ("days_between", "2026-01-05", "2026-01-05", 0),
        ("days_between", date(2026, 1, 5), date(2026, 1, 7), 2),
    ],
)
def test_only_whole_days_weeks_and_months_that_are_completed_count(how, start, end, completed):
    assert between(how, start, end) == completed


@pytest.mark.parametrize("end", [None, "", "2026-01-04", "5 March", 20260305])
def test_without_a_second_date_that_can_be_read_and_comes_later_the_time_is_not_known(end):
    assert between("weeks_between", "2026-01-05", end) is None


@pytest.mark.parametrize(("day", "there"), [("2026-01-05", True), (None, False), ("", False)])
def test_a_date_that_is_not_there_is_known_not_to_be(day, there):
    assert DerivedFact("suspended", "has_date", ("contact_suspended_on",)).of({"contact_suspended_on": day}) is there
