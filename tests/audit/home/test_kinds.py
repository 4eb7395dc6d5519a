"""Several kinds of case in one audit: what people read of their numbers, and how they find them."""

import pytest

from audit.models import SampledCase
from audit.results.listed_cases import case_sheet_of
from audit.trail.sentences import sentence_of
from cases.models import Event
from tests.audit.an_audit import fetched
from tests.audit.reading import text_of
from tests.audit.two_kinds import SUPERVISION, VICTIMS, add_supervision, add_victims

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def audit(of_two_kinds):
    """Eight supervision cases and four victim cases, all reviewed."""
    add_supervision(of_two_kinds, 8)
    add_victims(of_two_kinds, 4, yes=3)
    return of_two_kinds


def test_a_case_is_found_by_the_number_that_people_read(audit, lead):
    shown = text_of(lead.get(f"/audits/{audit.pk}/reviews/?q=V2"))
    assert "case V2" in shown
    assert "case 2" not in shown
    assert "case V2" not in text_of(lead.get(f"/audits/{audit.pk}/reviews/?q=case+2"))


def test_the_list_of_reviews_can_show_one_kind(audit, lead):
    shown = text_of(lead.get(f"/audits/{audit.pk}/reviews/?kind={VICTIMS}"))
    assert "4 cases" in shown
    assert "case V4" in shown


def test_rows_of_files_and_the_page_of_a_case_say_its_number(audit, lead):
    labels = [row.label for row in case_sheet_of(fetched(audit)).rows]
    assert labels[7:9] == ["Case 8", "Case V1"]
    shown = lead.get(f"/audits/{audit.pk}/cases/100001/").content.decode()
    assert "<title>Case V1 –" in shown
    assert "2.1.1" not in shown, "questions of another kind are not shown with it"


def test_the_trail_says_cases_by_the_numbers_that_people_read(audit, lead):
    lead.get(f"/audits/{audit.pk}/questions/3.2.1/")
    event = Event.objects.filter(kind=Event.Kind.CASES_LISTED).last()
    assert sentence_of(event) == "Saw the cases of 3.2.1: cases V1 to V4"
    opened = Event(kind=Event.Kind.CASE_VIEWED, details={"what": "Case V3"})
    assert sentence_of(opened, with_numbers=False) == "Opened a case"


def test_the_task_list_asks_for_cases_of_every_kind(audit, lead):
    page = f"/audits/{audit.pk}/tasks/"
    assert "8 supervision cases and 4 victim cases in the sample" in text_of(lead.get(page))
    SampledCase.objects.filter(kind=VICTIMS).delete()
    assert "No victim cases are in the sample yet" in text_of(lead.get(page))
    assert SampledCase.objects.filter(kind=SUPERVISION).count() == 8
