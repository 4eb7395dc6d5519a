"""Oversight against quality on the result and on the page of all questions."""

import pytest
from django.utils import timezone

from audit.models import Answer, Audit, Sample
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Case, Team
from tests.audit.an_audit import ABSENT, NO, YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db

OVERSIGHT = "management-oversight"
AS_PUBLISHED = (
    "Oversight was effective in 15 of 52 cases that needed it (29%, 18% to 42%). Safety assessments were sufficient in "
    "11 of 15 cases with effective oversight, 13 of 21 with insufficient, 0 of 16 with none."
)


@pytest.mark.slow
def test_the_result_and_the_questions_say_how_good_the_work_was_by_oversight_and_the_other_way_round(get):
    for page in ("", "questions/"):
        text = text_of(get(page))
        assert AS_PUBLISHED in text
        assert "in 11 of 24 cases with sufficient safety assessments, and in 4 of 28 cases with insufficient" in text
        assert "no one judged their own oversight" in text
    assert "2.3.3 keeping other people safe 9 of 15, 60% (36% to 80%) 4 of 21, 19% (8% to 40%) 0 of 16" in text


@pytest.mark.slow
def test_who_sees_no_cases_cannot_work_out_the_four_cases_that_needed_no_oversight(signed_off_audit, sign_in):
    text = text_of(sign_in("viewer").get(f"/audits/{signed_off_audit.pk}/questions/"))
    assert "12 of 19 cases with effective oversight or none required, 13 of 21 with insufficient" in text
    assert "7 of 31, effective or not required" in text  # never beside "15 of 52" as if it counted the same
    assert "A group that is too small to show alone is counted together with another one." in text
    assert "11 of 15" not in text


@pytest.fixture
def audit():
    """Thirty signed-off cases, ten with each kind of oversight: effective, insufficient, absent."""
    Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = an_audit()
    for number, given in enumerate((YES, NO, ABSENT) * 10):
        add_case(audit, {"2.1.3": YES if number % 2 else NO, OVERSIGHT: given})
    return sign_off(audit=audit)


@pytest.fixture
def read(audit, sign_in):
    """read("viewer"): the text of the page of all questions as this person gets it."""
    return lambda who: text_of(sign_in(who).get(f"/audits/{audit.pk}/questions/"))


BY_OVERSIGHT = "5 of 10 cases with effective oversight"


def test_of_a_corrected_result_only_those_who_see_the_cases_read_it(audit, read):
    assert BY_OVERSIGHT in read("viewer")
    take_back_sign_off(audit=audit, reason="Some answers were wrong.")
    Answer.objects.filter(question="2.1.3", review__sampled_case__number__lte=12).update(value=NO)
    sign_off(audit=audit)
    text = read("viewer")
    assert "not shown, because beside the earlier version they could reveal a few cases" in text
    assert "with effective oversight" not in text
    assert "3 of 10 cases with effective oversight" in read("lead")


def test_once_the_cases_are_deleted_the_page_says_so(read):
    removed = dict.fromkeys(("cases", "reviews", "answers", "comments", "rationales"), 30)
    Audit.objects.update(removed_at=timezone.now(), removed=removed)
    text = read("lead")
    assert "Oversight was effective in 10 of 30 cases that needed it" in text
    assert "The cases are deleted, so oversight can no longer be set against quality." in text


def test_a_figure_of_oversight_that_a_reader_may_not_know_is_not_broken_down_either(read, audit):
    snapshot = Audit.objects.get().snapshot
    Audit.objects.update(snapshot=snapshot | {"hidden": [OVERSIGHT]})
    text = read("viewer")
    assert "Oversight and quality are not shown: it would reveal fewer than 5 cases." in text
    assert "with effective oversight" not in text.lower()


def test_an_spo_cannot_work_out_few_cases_by_leaving_out_her_own(audit, read):
    """Nine of the ten effective cases are hers, so the group would reveal the other one."""
    ipswich = Team.objects.get()
    for sampled in audit.sampled_cases.filter(number__in=range(1, 26, 3)):
        sampled.case.team = ipswich
        sampled.case.save()
    assert BY_OVERSIGHT not in read("spo")
    assert BY_OVERSIGHT in read("lead")


def test_a_restricted_case_is_told_by_no_group_even_to_the_lead(audit, read):
    assert BY_OVERSIGHT in read("lead")
    Sample.objects.create(audit=audit, drawn={"seed": 0}, drawn_at=timezone.now())
    Case.objects.filter(samples__number=1).update(restricted_digest="0123456789ab")
    assert BY_OVERSIGHT not in read("lead")
