"""What the result page says about how sure it is, who reads it, and when it says nothing."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from audit.method.certainty.words import PICKED_BY_HAND
from audit.models import Audit, Sample
from audit.results.result.pages.certainty import NOT_RATED_YET, NOT_SHOWN, NOT_STORED
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit
from tests.audit.reading import result_page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUFFOLK = (
    "Assessment is likely Inadequate (81%), possibly Requires improvement (19%).",
    "If the judgements on leadership, staffing and services stand, the overall rating is almost certainly",
    "If Leadership, Staffing or Services were one band lower, the overall rating would be Inadequate (79%); one band",
    "These chances cover the luck of which 56 cases were drawn. They do not cover how differently reviewers judge",
    "up to 83% of samples of 56 would still give Inadequate.",
    "Our calculation, not the inspectorate's.",
    "2.1.3 77% 23% under 1% under 1%",
)


@pytest.mark.parametrize("name", ["lead", "spo", "viewer"])
def test_who_sees_a_result_sees_how_sure_it_is(signed_off_audit, sign_in, name):
    text = text_of(result_page(sign_in(name), signed_off_audit))
    assert [each for each in SUFFOLK if each not in text] == []


@pytest.mark.parametrize(("name", "links"), [("lead", True), ("viewer", False)])
def test_the_agreement_is_linked_for_those_who_may_open_it(signed_off_audit, sign_in, name, links):
    found = result_page(sign_in(name), signed_off_audit)
    (assertContains if links else assertNotContains)(found, "how far reviewers agree")


def test_a_running_audit_says_the_same_to_its_lead(suffolk_audit, sign_in):
    text = text_of(result_page(sign_in("lead"), suffolk_audit))
    assert [each for each in SUFFOLK if each not in text] == []


def test_chances_stay_when_the_cases_are_gone(without_cases, sign_in):
    assert SUFFOLK[0] in text_of(result_page(sign_in("viewer"), without_cases))


def test_a_sign_off_from_before_there_were_chances_says_so(signed_off_audit, sign_in):
    del signed_off_audit.snapshot["chances"]
    Audit.objects.update(snapshot=signed_off_audit.snapshot)
    text = text_of(result_page(sign_in("viewer"), signed_off_audit))
    assert NOT_STORED in text
    assert "25 of 56, 45% (32% to 58%)" in text


def test_a_known_population_narrows_the_ranges_and_is_named(suffolk_audit, sign_in):
    Sample.objects.create(audit=suffolk_audit, drawn={"eligible": 240}, drawn_at=timezone.now())
    text = text_of(result_page(sign_in("lead"), suffolk_audit))
    assert "25 of 56, 45% (34% to 56%)" in text
    assert "which 56 of 240 eligible cases were drawn" in text


def test_cases_picked_by_hand_have_no_ranges_and_no_chances(suffolk_audit, picked_by_hand, sign_in):
    found = result_page(sign_in("lead"), suffolk_audit)
    assertContains(found, PICKED_BY_HAND)
    for absent in ("bar__whisker", "to 58%", "Our calculation", "95% interval"):
        assertNotContains(found, absent)


def test_a_hidden_figure_cannot_be_worked_out_from_chances(partly_hidden, sign_in):
    assertContains(result_page(sign_in("viewer"), partly_hidden), "Assessment came out as")
    found = result_page(sign_in("spo"), partly_hidden)
    assertContains(found, "Planning came out as")
    assertContains(found, NOT_SHOWN)
    assertNotContains(found, "Assessment came out as")


def test_where_answers_are_missing_it_says_on_how_many_cases_the_rating_rests(sign_in):
    audit = an_audit()
    for number in range(15):
        answers = {q.code: YES if number % 2 else NO for q in audit.framework.key_questions}
        add_case(audit, {code: each for code, each in answers.items() if number < 12 or not code.startswith("2.1")})
    text = text_of(result_page(sign_in("lead"), audit))
    assert "Where answers are missing, a rating rests on fewer cases: Assessment on 12 of 15. These chances" in text


def test_few_cases_have_a_range_and_no_chances(sign_in):
    audit = an_audit()
    add_cases(audit, 7, {"2.1.1": 5})
    client = sign_in("lead")
    assert "71% 5 of 7 (36% to 92%)" in text_of(client.get(f"/audits/{audit.pk}/questions/"))
    assert NOT_RATED_YET in text_of(result_page(client, audit))


def test_an_audit_without_a_case_says_nothing_of_chances(audit, sign_in):
    assertNotContains(result_page(sign_in("lead"), audit), "How sure is this")
