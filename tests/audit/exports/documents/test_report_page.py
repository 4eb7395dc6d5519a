"""The report as a page: for outside, unless the reader may see more and asks for it."""

import pytest
from django.utils import timezone

from audit.evidence.surveys.reads import citable_figures
from cases.models import User
from cases.permissions import Role
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.evidence.surveys.a_survey import a_survey
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
OUTSIDE, INSIDE = "To send outside: figures only", "For the quality team: every case"


@pytest.fixture
def audit():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES}, comments={"2.1.1": "Seen by all."})
    return audit


def page_of(audit, asked=""):
    lead = client_of(User.objects.filter(username="lead").first() or a_user("lead", Role.QUALITY_LEAD, audit.unit))
    return lead.get(f"/audits/{audit.pk}/report/{asked}").content.decode()


@pytest.mark.parametrize(("asked", "profile"), [("", OUTSIDE), ("?profile=inside", INSIDE), ("?profile=x", OUTSIDE)])
def test_it_says_whom_it_is_for_and_is_for_outside_unless_another_is_asked_for(audit, asked, profile):
    assert f"Profile: {profile}" in page_of(audit, asked)


@pytest.mark.parametrize("asked", ["", "?profile=team", "?profile=inside"])
def test_no_comment_stands_on_it(audit, asked):
    page = page_of(audit, asked)
    assert "Overall rating" in page
    assert "Seen by all." not in page


def test_indicators_and_figures_of_surveys_stand_in_it_without_quotes(audit):
    assert "Numbers that do not come from the cases" not in page_of(audit)
    facts = {"name": "Vacancies", "value": 102, "unit": "posts", "source": "Report", "measured": "2024"}
    audit.indicators.create(**facts, written_at=timezone.now())
    rows = [["Manageable?", "Any comments"], *[["Yes", "It is busy"]] * 4, *[["No", "It is busy"]] * 6]
    (figure,) = citable_figures(a_survey(audit, rows).audit)
    page = page_of(audit)
    assert "Vacancies: 102 posts (2024)." in page
    assert figure.sentence in page
    assert "It is busy" not in page
