"""What a corrected result, or another one of the unit, holds back beside the results that people have already."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Answer, Audit, EarlierVersion, Review, SampledCase
from audit.planning.actions.facts import correct_fact
from audit.results.groups.pages.groups import REGROUPED
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.retention.actions import remove_cases
from tests.audit.an_audit import NO, YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of
from tests.audit.results.test_small_numbers import figures_in_json

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
CODES = ("2.1.1", "2.1.2")


@pytest.fixture
def audit():
    """Signed off with eight cases, all of them sufficient."""
    audit = an_audit()
    for _ in range(8):
        add_case(audit, dict.fromkeys(CODES, YES))
    return sign_off(audit=audit)


def correct(audit, *, cases, code="2.1.1", value=NO):
    """The audit signed off again after so many of its cases were changed."""
    take_back_sign_off(audit=audit, reason="Read again.")
    changed = Answer.objects.filter(review__sampled_case__audit=audit, review__sampled_case__number__lte=cases)
    changed.filter(question=code).update(value=value)
    return sign_off(audit=audit)


def withheld(audit):
    return audit.snapshot["ratings_only"], audit.snapshot["hidden"]


@pytest.mark.parametrize(
    ("cases", "expected"), [(0, (False, [])), (1, (True, ["2.1.1"])), (4, (True, ["2.1.1"])), (5, (False, []))]
)
def test_a_corrected_version_shows_figures_where_five_or_more_cases_changed_or_none(audit, cases, expected):
    assert withheld(correct(audit, cases=cases)) == expected


def test_a_question_that_changed_in_fewer_stays_hidden_though_others_changed_in_more(audit):
    take_back_sign_off(audit=audit, reason="Read again.")
    Answer.objects.filter(question="2.1.2", review__sampled_case__number=1).update(value=NO)
    Answer.objects.filter(question="2.1.1", review__sampled_case__number__lte=5).update(value=NO)
    assert withheld(sign_off(audit=audit)) == (False, ["2.1.2"])


def test_who_sees_no_case_reads_no_figure_of_such_a_question(audit, sign_in):
    audit.snapshot["hidden"] = ["2.1.2"]
    audit.save()
    found = figures_in_json(sign_in("viewer"), audit)
    assert (found["2.1.1"]["yes"], found["2.1.2"]["yes"]) == (8, None)


def test_a_version_is_compared_with_every_one_whose_figures_people_may_have(audit):
    correct(audit, cases=3)  # of which nobody got figures
    assert withheld(correct(audit, cases=6)) == (False, [])
    assert withheld(correct(audit, cases=8)) == (True, ["2.1.1"])  # 8 since the first one, 2 since the third


def test_a_case_that_left_or_came_counts_as_changed(audit):
    take_back_sign_off(audit=audit, reason="One was missing.")
    add_case(audit, dict.fromkeys(CODES, YES))
    assert withheld(sign_off(audit=audit)) == (True, [*CODES])


def test_versions_are_numbered_and_tell_why_the_one_before_was_taken_back(audit):
    snapshot = correct(audit, cases=1).snapshot
    assert (snapshot["version"], snapshot["correction"]) == (2, "Read again.")
    earlier = EarlierVersion.objects.get()
    assert (earlier.number, earlier.reason, earlier.signed_off_at) == (1, "Read again.", audit.signed_off_at)


def copy_of(audit, number, value=YES):
    """Another audit of the unit with so many of the same cases, all answered with this value."""
    other = an_audit("Again", unit=audit.unit)
    for sampled in audit.sampled_cases.all()[:number]:
        again = SampledCase.objects.create(audit=other, case=sampled.case, number=sampled.number, facts=sampled.facts)
        review = Review.objects.create(sampled_case=again, submitted_at=timezone.now())
        Answer.objects.bulk_create(Answer(review=review, question=code, value=value) for code in CODES)
    return other


@pytest.mark.parametrize(
    ("number", "value", "expected"), [(8, YES, (False, [])), (7, YES, (True, [*CODES])), (7, NO, (False, []))]
)
def test_another_audit_of_the_unit_that_differs_in_few_cases_shows_ratings_only(audit, number, value, expected):
    assert withheld(sign_off(audit=copy_of(audit, number, value))) == expected


def test_an_audit_of_another_unit_or_without_a_result_is_no_matter(audit):
    sign_off(audit=an_audit("Given up", unit=audit.unit), without_result=True)
    elsewhere = an_audit("Elsewhere", unit=a_unit("Norfolk PDU"))
    for _ in range(7):
        add_case(elsewhere, dict.fromkeys(CODES, YES))
    assert withheld(sign_off(audit=elsewhere)) == (False, [])


def test_what_earlier_versions_counted_goes_with_the_cases(audit):
    correct(audit, cases=5)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    assert EarlierVersion.objects.get().answers is None


def test_a_sign_off_of_before_versions_were_kept_is_the_first(audit):
    for key in ("version", "correction", "ratings_only", "hidden"):
        audit.snapshot.pop(key)
    audit.save()
    assert correct(audit, cases=1).snapshot["version"] == 2


@pytest.mark.parametrize(("change", "expected"), [({}, []), ({"cases": 5}, ["2.1.1"])])
def test_the_groups_of_a_question_that_changed_are_hidden_however_many_cases_changed(audit, sign_in, change, expected):
    corrected = correct(audit, **({"cases": 0} | change))
    assert corrected.snapshot["regrouped"] == expected
    page = text_of(sign_in("viewer").get(f"/audits/{audit.pk}/groups/?question=2.1.1"))
    assert (REGROUPED in page) == bool(expected)
    assert REGROUPED not in text_of(sign_in("lead").get(f"/audits/{audit.pk}/groups/?question=2.1.1"))


def test_no_groups_are_shown_of_a_correction_that_moved_a_case_to_another_group(audit):
    take_back_sign_off(audit=audit, reason="The sex was wrong.")
    correct_fact(sampled=audit.sampled_cases.first(), fact="sex", value="female", why="Misread.", by=None)
    assert len(sign_off(audit=audit).snapshot["regrouped"]) == len(audit.framework.questions)
