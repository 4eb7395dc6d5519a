"""An uploaded workbook is stored whole, or not at all."""

import pytest

from audit.method.answers import AnswerChange
from audit.models import Answer, Review
from audit.reviewing.actions.review_upload import UploadStale, store_upload
from audit.reviewing.locking import ReviewClosed
from tests.audit.an_audit import NO, YES, add_case, an_audit
from tests.audit.uploads import answer

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def reviews():
    audit = an_audit()
    for _ in range(2):
        add_case(audit, {}, submitted=False, resettlement=False)
    return [*Review.objects.for_page()]


def test_the_answers_of_several_reviews_are_stored_together(reviews):
    store_upload(changes=[(review, [AnswerChange("2.1.1", YES, "Seen", 0)]) for review in reviews])
    assert [each.comment for each in Answer.objects.all()] == ["Seen", "Seen"]


@pytest.mark.parametrize(("code", "based_on"), [("2.1.1", 0), ("2.1.2", -1), ("resettlement-activity", 0)])
def test_one_answer_that_is_stale_or_not_asked_keeps_all_from_being_stored(reviews, code, based_on):
    first, second = reviews
    answer(second, "2.1.1", NO, "In between", 0)
    changes = [(first, [AnswerChange("2.1.1", YES, "", 0)]), (second, [AnswerChange(code, YES, "", based_on)])]
    with pytest.raises(UploadStale):
        store_upload(changes=changes)
    assert [each.comment for each in Answer.objects.all()] == ["In between"]


def test_one_review_that_was_submitted_keeps_all_from_being_stored(reviews):
    first, second = reviews
    Review.objects.filter(pk=second.pk).update(submitted_at=first.audit.created_at)
    with pytest.raises(ReviewClosed):
        store_upload(changes=[(review, [AnswerChange("2.1.1", YES, "", 0)]) for review in reviews])
    assert not Answer.objects.exists()
