"""What the result page says would raise the ratings, who reads it, and when it says nothing."""

import pytest
from pytest_django.asserts import assertNotContains

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import add_cases
from tests.audit.reading import result_page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADING = "What would raise the ratings"
SUFFOLK = (
    "not a reason to judge these cases again",
    "3 more of 56 in 2.1.3",
    "8 more of 56 in each of 2.4.2 and 2.4.3",
    "The overall rating would be Good from a score of 11 of 21. While the judgements stand, that takes at least 108",
    "To reach 50% in 8 of 10 samples of 56, aim for sufficient work in about 55% of cases on a question.",
)


@pytest.mark.parametrize("name", ["lead", "spo", "viewer"])
def test_who_reads_a_signed_result_reads_what_would_raise_it(signed_off_audit, sign_in, name):
    text = text_of(result_page(sign_in(name), signed_off_audit))
    assert [each for each in SUFFOLK if each not in text] == []


def test_before_the_sign_off_it_is_said_to_no_one(suffolk_audit, sign_in):
    assertNotContains(result_page(sign_in("lead"), suffolk_audit), HEADING)


def test_a_standard_with_a_hidden_figure_says_nothing_of_what_raises_it(partly_hidden, sign_in):
    text = text_of(result_page(sign_in("spo"), partly_hidden))
    assert "more of 20 in each of 2.2.1, 2.2.2 and 2.2.3" in text
    assert "in 2.1.1" not in text
    assert "The overall rating would be" not in text


def test_cases_picked_by_hand_give_no_aim(signed_off_audit, picked_by_hand, sign_in):
    found = result_page(sign_in("lead"), signed_off_audit)
    assertNotContains(found, "aim for sufficient work")
    assert SUFFOLK[1] in text_of(found)


def test_a_result_signed_by_other_rules_says_nothing_of_the_overall_rating(signed_off_audit, sign_in):
    signed_off_audit.snapshot["ratings"] |= {"overall": "Good", "score": 11}
    Audit.objects.update(snapshot=signed_off_audit.snapshot)
    assertNotContains(result_page(sign_in("lead"), signed_off_audit), "The overall rating would be")


@pytest.mark.parametrize("number", [0, 7, 10], ids=["no case", "too few", "all sufficient"])
def test_where_no_case_raises_anything_the_part_is_missing(audit, sign_in, number):
    add_cases(audit, number, {})
    sign_off(audit=audit, without_result=not number)
    assertNotContains(result_page(sign_in("lead"), audit), HEADING)
