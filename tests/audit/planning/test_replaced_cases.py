"""A replaced case counts nowhere and is not reviewed. Users who see the unit's cases can still read it."""

import pytest
from django.utils import timezone

from audit.models import Audit, Review, SampledCase
from audit.moderating.actions.agreement import AgreementRefused, agree_on_answer
from audit.moderating.actions.second_reviews import draw_second_reviews, mark_for_second_review
from audit.moderating.actions.send_back import NotSentBack, send_back
from audit.planning.actions.allocation import AllocationRefused, allocate
from audit.results.questions.reads import cases_by_answer
from audit.results.report import report_on_audit
from audit.results.rollup import counted_cases, roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from audit.reviewing.actions.answering import save_answers
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.actions.imported_cases import AnswersRefused
from audit.reviewing.answers_file.table import check_answers
from audit.reviewing.locking import ReviewClosed
from audit.reviewing.reads.case_reviews import waiting_for_agreement
from cases.models import Membership
from cases.permissions import Role
from cases.spreadsheets.read import Sheet
from tests.audit.a_sample import replace_by_hand
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit, fetched
from tests.audit.exports.downloading import download
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
FIRST, SECOND = Review.Part.FIRST, Review.Part.SECOND


@pytest.fixture
def audit():
    """Case 1 counts; case 2, read twice and differently, was replaced."""
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    replaced = add_case(audit, {"2.1.1": NO})
    second = Review.objects.create(sampled_case=replaced, part=SECOND, submitted_at=timezone.now())
    second.answers.create(question="2.1.1", value=YES)
    replace_by_hand(replaced)
    return audit


@pytest.fixture
def replaced(audit):
    return audit.sampled_cases.get(number=2)


@pytest.fixture
def lead(audit):
    return a_user("lead", Role.QUALITY_LEAD, audit.unit)


@pytest.fixture
def reviewer(audit):
    """Has the first review of both cases."""
    reviewer = a_user("reviewer", Role.REVIEWER, audit.unit)
    for review in Review.objects.filter(part=FIRST):
        review.reviewer = reviewer
        review.save()
    return reviewer


def test_it_is_in_no_figure_no_count_and_no_export(audit, lead):
    assert roll_up(audit).cases == 1
    assert fetched(audit).reviewed == (1, 1)
    assert report_on_audit(fetched(audit)).rating.cases == 1
    assert [case.number for case in counted_cases(audit)] == [1]
    assert [*cases_by_answer(audit, "2.1.1", SampledCase.objects.visible_to(lead))] == [YES]


def test_a_signed_off_result_does_not_hold_it(audit):
    assert sign_off(audit=audit).snapshot["reviewed"] == [1, 1]


def test_its_reviewer_no_longer_has_it_nor_sees_it(audit, reviewer):
    assert [review.sampled_case.number for review in Review.objects.own_of(reviewer)] == [1]
    assert [review.sampled_case.number for review in Review.objects.to_write_by(reviewer)] == [1]
    assert [sampled.number for sampled in SampledCase.objects.visible_to(reviewer)] == [1]


def test_a_reviewer_whose_only_case_was_replaced_does_not_know_the_audit_any_more(audit, replaced):
    reviewer = a_user("reviewer", Role.REVIEWER, audit.unit)
    replaced.reviews.filter(part=SECOND).update(reviewer=reviewer)
    assert not Audit.objects.visible_to(reviewer).exists()


def test_the_lead_still_reads_it_and_answers_in_it_no_more(audit, replaced, lead):
    assert replaced in SampledCase.objects.with_answers_visible_to(lead)
    assert not Review.objects.to_write_by(lead).filter(sampled_case=replaced).exists()


def test_a_lead_who_was_to_review_it_reads_it_too(audit, replaced, lead):
    replaced.reviews.filter(part=SECOND).update(reviewer=lead, submitted_at=None)
    Membership.objects.create(user=lead, role=Role.REVIEWER, unit=audit.unit)
    assert replaced in SampledCase.objects.with_answers_visible_to(lead)


def test_its_two_readings_wait_for_no_agreement(replaced, lead):
    assert waiting_for_agreement(SampledCase.objects.to_agree_by(lead)) == []
    with pytest.raises(AgreementRefused, match="was replaced"):
        agree_on_answer(sampled=replaced, question="2.1.1", value=YES, reason="Read again.", based_on=0)


def test_it_is_given_to_no_reviewer_and_drawn_for_no_second_review(audit, replaced):
    reviewer = a_user("other", Role.REVIEWER, audit.unit)
    replaced.reviews.all().delete()
    with pytest.raises(AllocationRefused, match="was replaced"):
        allocate(sampled=replaced, reviewer=reviewer)
    with pytest.raises(AllocationRefused, match="was replaced"):
        mark_for_second_review(sampled=replaced)
    assert draw_second_reviews(audit=audit, percent=100, seed=1).numbers == (1,)


def test_its_reviews_take_no_answers_and_are_not_sent_back(replaced):
    review = replaced.reviews.get(part=FIRST)
    with pytest.raises(NotSentBack, match="was replaced"):
        send_back(review=review, note="Look again.")
    replaced.reviews.update(submitted_at=None)
    with pytest.raises(ReviewClosed, match="was replaced"):
        save_answers(review=review, changes=[])


def test_an_answers_file_that_names_it_is_refused_with_the_remedy(audit, replaced):
    rows = [["case", "2.1.1"], [replaced.case.reference, "yes"]]
    table = check_answers(audit.framework, Sheet("answers.csv", "", (), rows))
    for adding in (False, True):
        with pytest.raises(AnswersRefused) as refused:
            import_answers(audit=audit, table=table, add_cases=adding)
        assert "was replaced and is no longer reviewed. Remove the row." in str(refused.value.problems.first[0])


@pytest.mark.slow
def test_the_pages_of_reviews_and_consistency_leave_it_out_and_its_own_says_why(audit, client, lead):
    client.force_login(lead)
    assert "Case 2" not in client.get(f"/audits/{audit.pk}/reviews/").content.decode()
    assert "0 cases reviewed by two people" in client.get(f"/audits/{audit.pk}/agreement/").content.decode()
    page = client.get(f"/audits/{audit.pk}/cases/2/").content.decode()
    assert "(Transferred out): it does not count and is no longer reviewed" in page
    assert "Next: Case 2" not in client.get(f"/audits/{audit.pk}/cases/1/").content.decode()


@pytest.mark.slow
def test_a_workbook_lists_the_cases_that_count_without_it(audit, client, lead):
    add_cases(audit, 9, {})
    client.force_login(lead)
    download(client, audit)
    assert lead.events.get(kind="exported").details["cases"] == [1, *range(3, 12)]
