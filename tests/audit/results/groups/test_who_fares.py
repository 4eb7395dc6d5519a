"""What a result says of groups, and the page on keeping other people safe."""

import pytest

from audit.method.words import Words
from audit.models import Audit, SampledCase
from audit.results.groups.pages.groups import RATINGS_ONLY
from audit.results.groups.pages.public_protection import NO_CASES, NO_WORDS
from tests.audit.an_audit import an_audit
from tests.audit.reading import text_at, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AS_DRAWN = (
    "Risk of serious harm Low 1 of 9 (few) · Medium 17 of 30, 57% (39% to 73%) · High or very high 7 of 17, 41%",
    "Sentence Community order 16 of 37, 43% (29% to 59%) · Licence 9 of 19, 47% (27% to 68%)",
    "PO 12 of 30, 40% (25% to 58%) · PQiP and PSO 13 of 26, 50% (32% to 68%) PQiP and PSO together: PQiP has fewer",
    "Sex Female 2 of 7 (few) · Male 23 of 49, 47% (34% to 61%)",
    "White 21 of 51, 41% (29% to 55%) · Minority ethnic 4 of 5 (few)",
    "None of these 6 comparisons is more than chance would give.",
)


def test_a_result_says_who_fares_differently_on_a_chosen_question(signed_off_audit, sign_in):
    text = text_at(sign_in("viewer"), f"/audits/{signed_off_audit.pk}/?question=2.1.3")
    assert [each for each in AS_DRAWN if each not in text] == []


@pytest.mark.parametrize(("facts", "told"), [({}, False), ({"sex": "male"}, True)])
def test_a_fact_that_no_case_has_is_left_out(facts, told, signed_off_audit, sign_in):
    SampledCase.objects.update(facts=facts)
    text = text_at(sign_in("viewer"), f"/audits/{signed_off_audit.pk}/?question=2.1.3")
    assert "Not known" not in text
    assert ("Sex Male 25 of 56" in text) is told
    assert ("Who fares differently" in text) is told


def test_a_lead_is_offered_more_cases_of_a_group_that_is_too_small(signed_off_audit, get):
    assert "Minority ethnic 4 of 5 (few) Add cases of this group next time :" in text_of(get("?question=2.1.3"))


def test_a_running_audit_leaves_groups_to_their_own_page(get):
    assert "Who fares differently" not in text_of(get())


def test_a_result_opens_on_the_limiting_question_with_most_cases_short(signed_off_audit, get):
    text = get().content.decode()
    assert '<option value="2.3.3" selected>' in text


def test_keeping_other_people_safe_is_shown_through_the_work_by_grade_team_and_month(signed_off_audit, sign_in):
    text = text_at(sign_in("viewer"), f"/audits/{signed_off_audit.pk}/public-protection/")
    stages = ("Assessment 2.1.3", "Planning 2.2.3", "Implementation and delivery 2.3.3", "Reviewing 2.4.3")
    groups = ("PO (the others", "Team Bury St Edmunds 43%", "Month of start June 2023", "PQiP and PSO together")
    assert [each for each in (*stages, *groups) if each not in text] == []


def test_a_framework_that_names_no_such_questions_says_so(get, monkeypatch):
    monkeypatch.setattr("audit.results.groups.views.audit_public_protection.words_of", lambda framework: Words())
    assert NO_WORDS in get("public-protection/").content.decode()


def test_an_audit_without_a_case_has_no_figures_there(sign_in):
    audit = an_audit()
    client = sign_in("lead")
    assert NO_CASES in text_at(client, f"/audits/{audit.pk}/public-protection/")
    assert "Who fares differently" not in text_at(client, f"/audits/{audit.pk}/")


def test_where_only_ratings_are_open_neither_page_has_a_figure(signed_off_audit, sign_in):
    Audit.objects.update(snapshot=signed_off_audit.snapshot | {"ratings_only": True})
    text = text_at(sign_in("viewer"), f"/audits/{signed_off_audit.pk}/public-protection/")
    assert RATINGS_ONLY in text
    assert "%" not in text
    assert "Who fares differently" not in text_at(sign_in("viewer"), f"/audits/{signed_off_audit.pk}/")
