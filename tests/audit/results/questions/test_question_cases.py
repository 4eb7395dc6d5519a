"""The list of the cases of one question: page by page, by answer, CRN and number, never by practitioner."""

import re

import pytest

from audit.models import Audit
from cases.models import Event
from tests.audit.an_audit import add_cases
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(small):
    """Thirty cases, the first two of them sufficient in 2.1.1."""
    add_cases(small[0], 30, {"2.1.1": 2})
    return Audit.objects.get()


@pytest.fixture
def shown(audit, small):
    """shown(query): (numbers of the cases, headings, text) of the page of 2.1.1."""

    def shown(query=""):
        response = small[1].get(f"/audits/{audit.pk}/questions/2.1.1/?{query}")
        html = response.content.decode()
        numbers = [int(number) for number in re.findall(r"/cases/(\d+)/\?question", html)]
        return numbers, re.findall(r'<h3 class="govuk-heading-s">([^<]+)</h3>', html), text_of(response)

    return shown


@pytest.mark.parametrize(
    ("query", "numbers", "headings"),
    [
        ("", [*range(3, 28)], ["No (28)"]),
        ("page=2", [28, 29, 30, 1, 2], ["No (28)", "Yes (2)"]),
        ("answer=yes", [1, 2], ["Yes (2)"]),
        ("answer=yes&q=x000 002", [2], ["Yes (1)"]),
        ("q=case 30", [30], ["No (1)"]),
        ("q=29&answer=yes", [], []),
        ("per_page=50&sort=practitioner&practitioner=1", [*range(3, 31), 1, 2], ["No (28)", "Yes (2)"]),
        ("answer=maybe&page=99", [28, 29, 30, 1, 2], ["No (28)", "Yes (2)"]),
    ],
)
def test_the_cases_of_a_question_stand_by_answer_page_by_page(shown, query, numbers, headings):
    assert shown(query)[:2] == (numbers, headings)


def test_the_list_says_which_cases_it_shows_and_offers_no_other_order(shown):
    _, _, text = shown()
    assert "1 to 25 of 30 cases" in text
    assert "CRN or case number Answer Any answer No Yes Apply filters" in text
    assert "Sort" not in text


def test_only_the_cases_on_the_page_are_noted_as_seen(shown):
    shown("page=2")
    noted = Event.objects.filter(kind=Event.Kind.CASES_LISTED).latest("pk")
    assert sorted(noted.details["cases"]) == [1, 2, 28, 29, 30]
