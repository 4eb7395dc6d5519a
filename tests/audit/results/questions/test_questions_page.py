"""The page of all questions, and where the result says to start."""

import re

import pytest

from audit.models import Answer
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Team
from tests.audit.an_audit import NO, YES, a_unit, add_case, add_cases, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db

START = [
    "2.3.3b actual and potential victims protected 25%, 13 of 52",
    "2.4.3c the person and others take part in reviewing risk 27%, 12 of 45",
    "2.4.2c other agencies' knowledge of progress 37%, 18 of 49",
    "2.2.1b protected characteristics taken into account 42%, 21 of 50",
    "2.1.3c safety of each actual and potential victim 44%, 24 of 54",
]


@pytest.mark.slow
def test_the_page_has_every_key_question_with_its_prompts_and_the_strongest_and_weakest_of_what_limits(get):
    text = text_of(get("questions/"))
    for line in (
        "2.1.3 Does assessment focus sufficiently on keeping other people safe? Limiting question 45% 25 of 56",
        "Strongest prompt: 2.1.3a what harm the person may do, and to whom (54%, 30 of 56)",
        "Weakest prompt: 2.1.3c safety of each actual and potential victim (44%, 24 of 54)",
        "2.1.3c Does the assessment think through the safety of each actual and potential victim? 44% 24 of 54",
        "Was management oversight of the case effective? 29% 15 of 52",
    ):
        assert line in text
    assert text.count("Weakest prompt:") == 5  # of the five limiting questions


@pytest.mark.slow
def test_the_result_says_where_to_start_with_links_to_the_comments(get):
    response = get()
    text = text_of(response)
    assert "Start here The weakest prompts under the limiting questions" in text
    assert [line for line in START if line not in text] == []
    assert "/questions/2.3.3b/comments/" in response.content.decode()


@pytest.mark.slow
def test_who_sees_no_cases_gets_no_link_to_comments(signed_off_audit, sign_in):
    client = sign_in("viewer")
    for page in ("", "questions/", "questions/2.1.3/"):
        response = client.get(f"/audits/{signed_off_audit.pk}/{page}")
        assert response.status_code == 200
        assert "/comments/" not in response.content.decode()
    assert START[0] in text_of(client.get(f"/audits/{signed_off_audit.pk}/"))


def test_without_a_case_the_page_says_so_in_words(small):
    text = text_of(small[1].get(f"/audits/{small[0].pk}/questions/"))
    assert "No review is submitted yet, so there are no figures." in text
    assert not re.search(r"\d%", text)


def test_with_one_case_there_are_counts_and_no_prompt_is_called_weak(small):
    add_case(small[0], {"2.1.1": NO, "2.1.1a": NO, "2.1.1b": YES})
    text = text_of(small[1].get(f"/audits/{small[0].pk}/questions/"))
    assert "0 of 1" in text
    assert "Weakest" not in text


def test_of_a_version_with_ratings_only_the_page_shows_no_figure(small, sign_in):
    Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = small[0]
    add_cases(audit, 12, {"2.1.1": 4})
    sign_off(audit=audit)
    take_back_sign_off(audit=audit, reason="One answer was wrong.")
    Answer.objects.filter(question="2.1.1", review__sampled_case__number=1).update(value=NO)
    sign_off(audit=audit)
    text = text_of(sign_in("viewer").get(f"/audits/{audit.pk}/questions/"))
    assert "Figures are not shown." in text
    assert "of 12" not in text


def test_the_page_costs_the_same_however_many_cases(django_assert_max_num_queries, small):
    add_cases(small[0], 40, {})
    an_audit(title="Another")
    with django_assert_max_num_queries(12):
        small[1].get(f"/audits/{small[0].pk}/questions/")
