"""The pages behind a result: a question with its cases, and a case with its answers."""

import datetime
import re
from html import unescape

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.models import Answer, Review
from tests.audit.an_audit import ABSENT, YES, add_case
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_key_question_opens_to_its_cases_the_worst_first(get):
    text = text_of(get("questions/2.1.3/?per_page=100"))
    assert "2.1 Assessment, 2.1.3 Does assessment focus sufficiently on keeping other people safe?" in text
    assert "Sufficient 45% (32% to 58%) Cases 25 of 56 Rating Inadequate" in text
    assert text.index("No (31)") < text.index("Yes (25)")
    assert "The standard takes the rating of this question because it is the lowest." in text


def test_the_cases_of_a_question_lead_to_their_answer(get):
    response = get("questions/2.1.3/?per_page=100")
    links = re.findall(r'href="/audits/\d+/(cases/\d+/)\?question=2\.1\.3#2\.1\.3"', response.content.decode())
    assert len(links) == len(set(links)) == 56
    assertContains(get(links[0]), 'id="2.1.3"')


@pytest.mark.parametrize(
    ("code", "shown", "not_shown"),
    [
        ("2.2.3d", ("Sufficient 40% (28% to 54%) Cases 21 of 52", "Not applicable (4)"), "Rating"),  # a prompt
        ("management-oversight", ("Insufficient (21)", "Absent (16)", "Effective (15)", "Not required (4)"), "No ("),
        ("unemployed-at-start", ("63% (49% to 74%) Cases 35 of 56",), "Sufficient"),  # it states a fact
        ("contact-before-release", ("No (10)", "Yes (8)"), "Not applicable"),  # it is asked in some cases only
    ],
)
def test_a_prompt_or_item_shows_its_figures_and_answers_in_its_own_words(get, code, shown, not_shown):
    text = text_of(get(f"questions/{code}/?per_page=100"))
    assert [words for words in shown if words not in text] == []
    assert not_shown not in text


@pytest.mark.parametrize("code", ["2.1.9", "2.1", "management_oversight", "2.1.3%20"])
def test_a_question_that_the_framework_does_not_have_is_not_found(get, code):
    assert get(f"questions/{code}/").status_code == 404


@pytest.mark.parametrize("code", ["2.1.3", "2.1.3a", "management-oversight"])
def test_a_question_costs_at_most_twelve_queries(get, code, django_assert_max_num_queries):
    get()  # which puts off the end of the session, for a minute
    with django_assert_max_num_queries(12):
        get(f"questions/{code}/")


def test_a_case_shows_its_facts_and_every_answer_read_only(get, suffolk_audit):
    text = text_of(get("cases/7/"))
    case = suffolk_audit.sampled_cases.get(number=7).case
    assert f"{case.reference}, case 7 Review submitted on" in text
    assert f"Team {case.team} Practitioner {case.practitioner} ({case.practitioner.grade})" in text
    for question in suffolk_audit.framework.questions.values():
        assert question.text in text
    assertNotContains(get("cases/7/"), "<textarea")


def test_a_case_shows_the_answers_of_its_own_review(get, suffolk_audit):
    answers = Answer.objects.filter(review__sampled_case__audit=suffolk_audit, review__sampled_case__number=7)
    html = get("cases/7/").content.decode()
    for answer in answers:
        words = suffolk_audit.framework.questions[answer.question].labels[answer.value]
        line = re.search(rf'<li class="answer" id="{re.escape(answer.question)}">.*?</li>', html, re.DOTALL)[0]
        assert f">{words}</strong>" in line
        assert (answer.comment in unescape(line)) if answer.comment else ("<p" not in line)


def test_a_case_says_where_a_question_does_not_apply_or_has_no_answer(small):
    audit, client = small
    add_case(audit, {"2.1.1": YES, "management-oversight": ABSENT}, submitted=False, resettlement=False)
    text = text_of(client.get(f"/audits/{audit.pk}/cases/1/"))
    assert "Review not submitted, so it does not count yet" in text
    assert "sufficient contact before release to assess the person's circumstances? Does not apply to this case" in text
    assert "oversight of the case effective? Absent" in text
    assert "factors linked to offending and desistance? Not answered" in text


def test_a_case_without_a_review_is_shown_with_what_is_known(small):
    audit, client = small
    add_case(audit, {}, submitted=False)
    Review.objects.all().delete()
    assert "Not reviewed yet" in text_of(client.get(f"/audits/{audit.pk}/cases/1/"))


def test_the_day_of_submission_is_the_day_it_was_here(small):
    audit, client = small
    add_case(audit, {"2.1.1": YES})
    Review.objects.update(submitted_at=datetime.datetime(2024, 6, 30, 23, 30, tzinfo=datetime.UTC))
    assert "Review submitted on 1 July 2024" in text_of(client.get(f"/audits/{audit.pk}/cases/1/"))


@pytest.mark.parametrize("page", ["cases/1/", "questions/2.1.1/"])
def test_an_answer_that_the_question_does_not_offer_breaks_no_page(small, page):
    """Earlier releases let a superuser store one at /admin/."""
    audit, client = small
    add_case(audit, {"2.1.1": ABSENT})
    assert client.get(f"/audits/{audit.pk}/{page}").status_code == 200


@pytest.mark.parametrize("number", [0, 57, 999999999999999999999])
def test_a_case_that_the_audit_does_not_have_is_not_found(get, number):
    assert get(f"cases/{number}/").status_code == 404


def test_a_number_that_no_case_can_have_is_not_found(get):
    assert get("cases/999999999999999999999/").status_code == 404
