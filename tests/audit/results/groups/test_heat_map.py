"""Prompts by team or grade: a number in each cell, and no figure about one practitioner."""

import re

import pytest
from django.utils import timezone

from audit.models import Answer, Audit
from audit.results.groups.pages.heat_map import TOO_SMALL
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Practitioner, Team
from tests.audit.an_audit import NO, YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    """Three teams of 12 cases, four of them sufficient. In Sudbury one practitioner holds all of them."""
    audit = an_audit()
    for name, holders in (("Ipswich", 3), ("Lowestoft", 3), ("Sudbury", 1)):
        team = Team.objects.create(unit=a_unit(), name=name)
        people = [Practitioner.objects.create(name=f"{name} {letter}", team=team, grade="PO") for letter in "ABC"]
        for number in range(12):
            value = NO if number % 3 else YES
            holder = people[number % holders]
            add_case(audit, {"2.1.1": value, "2.1.1a": value, "2.2.1a": value}, team=team, practitioner=holder)
    return sign_off(audit=audit)


@pytest.fixture
def read(audit, sign_in):
    """read("lead", "?by=team"): the text of the heat map as this person gets it."""
    return lambda who, query="": text_of(sign_in(who).get(f"/audits/{audit.pk}/heat-map/{query}"))


ROW = "2.1.1a willing and ready to engage 33%, 12 of 36"


@pytest.mark.parametrize("who", ["lead", "viewer"])
def test_a_team_whose_cases_one_practitioner_holds_is_counted_with_another(read, who):
    text = read(who)
    assert f"{ROW} 33%, 8 of 24, with Sudbury 33%, 4 of 12 counted with Ipswich" in text
    assert "4 of 12, with" not in text


def test_who_could_take_their_own_team_off_and_be_left_with_one_practitioner_reads_no_team(read):
    text = read("spo")
    assert TOO_SMALL in text
    assert "8 of 24" not in text


def test_all_cases_of_one_grade_are_one_group(read):
    assert f"{ROW} 33%, 12 of 36" in read("lead", "?by=grade")


def test_every_shade_has_its_number_in_the_cell(audit, sign_in):
    html = sign_in("lead").get(f"/audits/{audit.pk}/heat-map/").content.decode()
    shaded = re.findall(r'<td class="[^"]*heat--(\d)[^>]*>([^<]*)<', html)
    assert shaded
    assert {(shade, text.split("%")[0]) for shade, text in shaded} == {("1", "33")}


@pytest.mark.parametrize("query", ["?by=practitioner", "?standard=9", "?by=team&standard=2.1", "?sort=practitioner"])
def test_only_team_grade_and_a_standard_can_be_chosen_and_no_practitioner_is_named(read, query):
    text = read("lead", query)
    assert ROW in text
    assert not re.search(r"(Ipswich|Lowestoft|Sudbury) [ABC]\b", text)


def test_one_standard_can_be_shown_alone(read):
    text = read("lead", "?standard=2.2")
    assert "2.2.1a the person has a real say in the plan" in text
    assert "2.1.1a" not in text


def test_a_question_that_a_reader_may_not_know_is_not_shown_in_any_group(read):
    snapshot = Audit.objects.get().snapshot
    Audit.objects.update(snapshot=snapshot | {"hidden": ["2.1.1a"]})
    assert "2.1.1a willing and ready to engage not shown 2.1.1b" in read("viewer")


def test_of_a_corrected_result_only_those_who_see_the_cases_get_a_heat_map(audit, read):
    take_back_sign_off(audit=audit, reason="Some answers were wrong.")
    Answer.objects.filter(question="2.1.1a", value=YES).update(value=NO)
    sign_off(audit=audit)
    assert "beside that of the earlier version it could reveal a few cases" in read("viewer")
    assert "willing and ready to engage 0%, 0 of 36" in read("lead")


def test_without_a_group_that_is_large_enough_the_page_says_why(small):
    add_case(small[0], {"2.1.1": YES})
    text = text_of(small[1].get(f"/audits/{small[0].pk}/heat-map/"))
    assert "No groups can be shown. Each needs 10 cases of at least 3 practitioners" in text
    assert "1 of 1" not in text


def test_without_a_case_and_once_the_cases_are_deleted_the_page_says_so(small, read):
    assert "No review is submitted yet" in text_of(small[1].get(f"/audits/{small[0].pk}/heat-map/"))
    removed = dict.fromkeys(("cases", "reviews", "answers", "comments", "rationales"), 36)
    Audit.objects.exclude(pk=small[0].pk).update(removed_at=timezone.now(), removed=removed)
    assert "The cases of this audit were deleted, so there is no heat map any more." in read("lead")
