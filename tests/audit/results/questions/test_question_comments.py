"""All comments on one question on one page: by answer, for those who see the cases."""

import re

import pytest
from django.utils import timezone

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Event, Practitioner, Team
from tests.audit.an_audit import NO, YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    """Twelve signed-off cases; Ipswich holds the first six. Case 1 has no comment, case 12 is sufficient."""
    ipswich = Team.objects.create(unit=a_unit(), name="Ipswich")
    person = Practitioner.objects.create(name="Practitioner A", team=ipswich)
    audit = an_audit()
    for number in range(1, 13):
        value = YES if number == 12 else NO
        comments = {"2.1.1": f"Words on {number}.", "2.1.1a": f"Prompt {number}."} if number > 1 else {}
        place = {"team": ipswich, "practitioner": person} if number < 7 else {}
        add_case(audit, {"2.1.1": value, "2.1.1a": NO}, comments=comments, **place)
    return sign_off(audit=audit)


@pytest.fixture
def read(audit, sign_in):
    """read("lead", "2.1.1", "?…"): that page as this person gets it."""
    return lambda who, code="2.1.1", query="": sign_in(who).get(f"/audits/{audit.pk}/questions/{code}/comments/{query}")


def cases_on(response):
    return [int(number) for number in re.findall(r"/cases/(\d+)/\?question", response.content.decode())]


def test_the_comments_stand_by_answer_on_one_page_and_the_silent_cases_are_counted(read):
    text = text_of(read("lead"))
    assert "No (10) 1 further case with this answer has no comment. X000002, case 2 Words on 2." in text
    assert "Yes (1) X000012, case 12 Words on 12." in text


def test_nothing_on_the_page_names_sorts_or_finds_by_a_practitioner(read):
    plain = read("lead")
    assert "Practitioner A" not in text_of(plain)
    asked = read("lead", query="?practitioner=1&sort=practitioner&q=Practitioner+A")
    assert cases_on(asked) == cases_on(plain) == [*range(2, 13)]


def test_beside_the_comment_on_a_prompt_stands_the_one_on_its_key_question(read):
    assert "case 2 Prompt 2. On 2.1.1: Words on 2." in text_of(read("lead", "2.1.1a"))


def test_an_spo_reads_the_comments_on_the_cases_that_are_listed_for_her_and_no_others(read):
    response = read("spo")
    assert set(cases_on(response)) <= {2, 3, 4, 5, 6}
    assert "further cases count but are not listed here" in text_of(response)
    assert "Words on 7" not in text_of(response)


def test_who_sees_no_cases_is_refused(read):
    assert read("viewer").status_code == 403


def test_a_restricted_case_is_left_out_for_everyone(read, audit):
    Case.objects.filter(reference="X000005").update(restricted_digest="x" * 64, reference="")
    assert "Words on 5." not in text_of(read("lead"))


def test_the_cases_whose_comments_were_read_are_noted(read):
    read("lead")
    noted = Event.objects.filter(kind=Event.Kind.CASES_LISTED).latest("pk")
    assert (noted.details["what"], sorted(noted.details["cases"])) == ("the comments on 2.1.1", [*range(2, 13)])


def test_an_unknown_question_is_not_found_and_of_deleted_comments_the_page_says_when_they_went(read, audit):
    assert read("lead", "9.9.9").status_code == 404
    removed = dict.fromkeys(("cases", "reviews", "answers", "comments", "rationales"), 12)
    Audit.objects.update(removed_at=timezone.now(), removed=removed)
    text = text_of(read("lead"))
    assert "had passed: 12 cases" in text
    assert "Words on" not in text
