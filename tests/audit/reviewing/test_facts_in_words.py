"""The facts beside a review: what the dates of the case give, as of the day on which it came into the audit."""

from datetime import UTC, date, datetime

import pytest

from audit.reviewing.pages.case import facts_in_words
from tests.audit.review_forms import an_open_review

pytestmark = pytest.mark.django_db


def facts(on, **dates):
    sampled = an_open_review(**dates).sampled_case
    sampled.facts_as_of = on
    return dict(facts_in_words(sampled))


def test_a_running_sentence_shows_its_weeks_and_the_period_under_review():
    shown = facts(datetime(2024, 2, 28, 23, 30, tzinfo=UTC), start_date=date(2024, 2, 21), end_date=date(2024, 3, 20))
    assert (shown["Since start"], shown["To the end"]) == ("1 week on 28 February 2024", "3 weeks on 28 February 2024")
    assert shown["Period under review"] == "21 February 2024 to 28 February 2024"


def test_one_that_is_over_says_so_and_its_period_ends_with_it():
    day = datetime(2024, 6, 29, 23, 30, tzinfo=UTC)  # in London it is 30 June already
    shown = facts(day, start_date=date(2023, 6, 29), end_date=date(2024, 6, 29))
    assert shown["To the end"] == "Ended on 29 June 2024"
    assert shown["Period under review"] == "29 June 2023 to 29 June 2024"


def test_facts_that_are_not_known_are_left_out():
    assert not facts(datetime(2024, 6, 1, tzinfo=UTC)).keys() & {"Since start", "To the end", "Period under review"}
