"""How far reviewers agree: always with n, beyond chance from twenty pairs on, and from their own answers only."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from audit.models import Answer, Review
from audit.moderating.actions.agreement import agree_on_answer
from audit.moderating.actions.send_back import send_back
from tests.audit.a_review import AGREED, FIRST, SECOND, a_reviewer
from tests.audit.an_audit import NO, YES, add_case
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(audit):
    return a_reviewer(audit.unit, "asha"), a_reviewer(audit.unit, "ben")


def add_pairs(audit, readers, pairs, *, submitted=True, **facts):
    """Add a case for each (first answer, second answer) to 2.1.3. The first of `readers` makes the first reviews."""
    for first, second in pairs:
        sampled = add_case(audit, {"2.1.3": first}, **facts)
        sampled.reviews.update(reviewer=readers[0])
        at = timezone.now() if submitted else None
        review = Review.objects.create(sampled_case=sampled, part=SECOND, reviewer=readers[1], submitted_at=at)
        Answer.objects.create(review=review, question="2.1.3", value=second)
    return sampled


def page(audit, client):
    return text_of(client.get(f"/audits/{audit.pk}/agreement/"))


def test_without_a_second_review_the_page_says_how_to_come_to_one(audit, lead):
    response = lead.get(f"/audits/{audit.pk}/agreement/")
    assert "Figures appear once both reviews of a case are submitted." in text_of(response)
    assertContains(response, f'href="/audits/{audit.pk}/reviews/"')


def test_below_twenty_pairs_only_exact_agreement_is_shown_and_why_is_said_once_for_all(audit, lead, readers):
    add_pairs(audit, readers, [(YES, YES), (NO, NO), (YES, NO)])
    text = page(audit, lead)
    assert text.count("Pairs 3 Exact agreement 67%, 2 of 3") == 2  # for the question, and for the pair
    assert text.count("too few to tell agreement from chance") == 1
    assert (
        "Every key question and every pair of reviewers has fewer than 20 pairs" in text.partition("By key question")[0]
    )
    assert "kappa 0" not in text


def test_where_only_the_key_questions_have_too_few_pairs_it_is_said_above_these(audit, lead, readers):
    for _ in range(10):
        sampled = add_pairs(audit, readers, [(YES, YES)])
        for review in sampled.reviews.all():
            Answer.objects.create(review=review, question="2.1.1", value=YES)
    questions, pairs = page(audit, lead).partition("By key question")[2].split("By pair of reviewers")
    assert questions.count("too few to tell agreement from chance") == 1
    assert questions.strip().startswith("Every key question has fewer than 20 pairs of answers")
    assert "too few" not in pairs.partition("How to read this")[0]


@pytest.mark.slow
def test_where_one_question_has_enough_pairs_each_of_the_others_says_that_it_has_too_few(audit, lead, readers):
    for review in add_pairs(audit, readers, [(YES, YES)] * 20).reviews.all():
        Answer.objects.create(review=review, question="2.1.1", value=YES)
    told = "Pairs 1 Exact agreement 100%, 1 of 1 Beyond chance Fewer than 20: too few to tell agreement from chance"
    assert told in page(audit, lead)


@pytest.mark.slow
def test_from_twenty_pairs_on_both_coefficients_come_with_their_intervals(audit, lead, readers):
    """The worked example of docs/method.md."""
    add_pairs(audit, readers, [(YES, YES)] * 14 + [(YES, NO)] * 3 + [(NO, YES)] * 2 + [(NO, NO)] * 5)
    told = "Exact agreement 79%, 19 of 24 Cohen's kappa 0.52 (0.15 to 0.88) Gwet's AC1 0.63 (0.30 to 0.96)"
    text = page(audit, lead)
    assert f"people? Pairs 24 {told}" in " ".join(text.split()).replace("safe? ", "people? ")
    assert f"Asha and Ben Pairs 24 {told}" in text


def test_where_a_reader_always_says_the_same_kappa_is_said_to_be_undefined(audit, lead, readers):
    add_pairs(audit, readers, [(YES, YES)] * 20)
    told = (
        "Cohen's kappa Not defined: a reviewer gave the same answer every time Gwet's AC1 1.00 (no interval: all agree)"
    )
    assert told in page(audit, lead)


def test_a_question_that_nobody_read_twice_has_n_nought_and_no_percentage(audit, lead, readers):
    add_pairs(audit, readers, [(YES, YES)])
    assert "2.1.1 Does assessment" in page(audit, lead)
    assert "Pairs 0 Beyond chance No case yet" in page(audit, lead)


def test_what_one_of_them_has_not_submitted_is_not_compared(audit, lead, readers):
    add_pairs(audit, readers, [(YES, NO)], submitted=False)
    add_pairs(audit, readers, [(YES, YES)])
    text = page(audit, lead)
    assert "1 case reviewed by two people who did not see each other's answers, out of 2 with a second review." in text
    assert "Exact agreement 100%, 1 of 1" in text


def test_the_originals_are_compared_and_never_what_was_agreed(audit, lead, readers):
    sampled = add_pairs(audit, readers, [(YES, NO)])
    agree_on_answer(sampled=sampled, question="2.1.3", value=NO, reason="Read again.", based_on=0)
    assert sampled.reviews.filter(part=AGREED).exists()
    assert "Exact agreement 0%, 0 of 1" in page(audit, lead)


def test_a_pair_is_one_pair_whoever_of_them_read_first(audit, lead, readers):
    add_pairs(audit, readers, [(YES, YES)])
    add_pairs(audit, readers[::-1], [(YES, NO)])
    text = page(audit, lead)
    assert "Asha and Ben Pairs 2 Exact agreement 50%, 1 of 2" in text
    assert "Ben and Asha" not in text


def send_back_and_again(sampled, part=FIRST):
    review = sampled.reviews.get(part=part)
    send_back(review=review, note="Look again.")
    Review.objects.filter(pk=review.pk).update(submitted_at=timezone.now())


def test_what_was_sent_back_when_both_had_been_submitted_is_not_compared_and_is_counted(audit, lead, readers):
    add_pairs(audit, readers, [(YES, YES)])
    send_back_and_again(add_pairs(audit, readers, [(YES, NO)]))
    text = page(audit, lead)
    assert "1 case reviewed by two people" in text
    assert "1 case is left out because a review was sent back after both were submitted" in text
    assert "Exact agreement 100%, 1 of 1" in text


def test_what_was_sent_back_while_the_other_was_not_submitted_is_compared(audit, lead, readers):
    sampled = add_pairs(audit, readers, [(YES, NO)], submitted=False)
    send_back_and_again(sampled)
    sampled.reviews.update(submitted_at=timezone.now())
    text = page(audit, lead)
    assert "Exact agreement 0%, 0 of 1" in text
    assert "left out" not in text


def test_it_is_the_quality_leads_alone(audit, readers, sign_in):
    assert {name: sign_in(name).get(f"/audits/{audit.pk}/agreement/").status_code for name in ("lead", "viewer")} == {
        "lead": 200,
        "viewer": 403,
    }


def test_the_share_of_reviews_with_one_answer_to_every_prompt_is_shown_without_second_reviews_too(audit, lead):
    add_case(audit, {"2.1.1a": YES, "2.1.1b": YES, "2.1.3a": YES, "2.1.3b": NO})
    add_case(audit, {"2.1.1a": YES, "2.1.1b": NO, "2.1.3a": YES, "2.1.3b": NO})
    add_case(audit, {"2.1.1a": NO, "2.1.1b": NO}, submitted=False)
    text = page(audit, lead)
    assert "All prompts of a review 0%, 0 of 2" in text
    assert "50%, 1 of 2" in text.partition("2.1.1 ")[2].partition("2.1.2 ")[0]
    assert text.count("No review yet") == 10
