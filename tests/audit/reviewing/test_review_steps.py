"""The shorter ways through a review: the rest of a question in one step, and all parts on one page."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Answer
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES
from tests.audit.reading import text_of
from tests.audit.review_forms import fields, page_of, stored

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UNDO = 'name="put-back" value="2.1.1">'


def give(review, value, code, comment=""):
    Answer.objects.create(review=review, question=code, value=value, comment=comment)


def test_all_parts_stand_on_one_page_too_and_are_saved_from_there(asha, review):
    whole = f"/reviews/{review.pk}/all/"
    text = text_of(asha.get(whole))
    assert text.index("2.1.1a") < text.index("Planning", text.index("2.1.1a")) < text.index("2.2.1a")
    assert "89 unanswered" in text
    asha.post(whole, fields("2.2.1a", NO) | {"go": "check"})
    assert stored("2.2.1a")[0] == NO
    assert "1 thing to look at" in text_of(asha.get(whole))


def test_the_rest_of_the_prompts_is_set_not_applicable_in_one_step_and_put_back(asha, review):
    give(review, YES, "2.1.1a")
    assertNotContains(asha.get(page_of(review)), UNDO)
    assert asha.post(page_of(review), fields("2.1.1a", YES, "", 1) | {"set-aside": "2.1.1"}).status_code == 302
    assert (stored("2.1.1a")[0], stored("2.1.1b")[0]) == (YES, NOT_APPLICABLE)
    assertContains(asha.get(page_of(review)), UNDO)
    back = asha.post(page_of(review), {"put-back": "2.1.1"})
    assert back["Location"] == page_of(review) + "#block-2.1.1"
    assert (stored("2.1.1a")[0], stored("2.1.1b")[0]) == (YES, None)
    assert asha.post(page_of(review), {"set-aside": "nonsense"}).status_code == 404


def test_a_colleagues_unseen_answer_is_not_set_aside_with_the_other_prompts(asha, review):
    seen = {name: value for prompt in "abcd" for name, value in fields(f"2.1.1{prompt}").items()}
    give(review, NO, "2.1.1b", "Unseen.")
    text = text_of(asha.post(page_of(review), seen | {"set-aside": "2.1.1"}, follow=True))
    assert "2.1.1b was answered in the meantime, so it is unchanged." in text
    assert (stored("2.1.1a")[0], stored("2.1.1b")) == (NOT_APPLICABLE, (NO, "Unseen.", 1))
