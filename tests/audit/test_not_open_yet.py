"""Until the sign-off, who does not moderate an audit learns how far it is and when to expect its result."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, Review
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Membership, Practitioner, Team, User
from cases.permissions import PERMISSIONS, Permission, Role
from tests.audit.an_audit import NO, YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db
PAGES = ("", "questions/2.1.1/", "summary.xlsx", "summary.json", "cases/1/", "sample/", "trail/")
SECRETS = ("Private words", "Tom Orwell", "Reached 43", "Inadequate", "Insufficient", "%")


@pytest.fixture
def audit():
    """Two of three cases reviewed, all of Tom Orwell's in Ipswich, and a decision that tells a rating."""
    team = Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = an_audit()
    held = {"team": team, "practitioner": Practitioner.objects.create(name="Tom Orwell", team=team)}
    for submitted in (True, True, False):
        add_case(audit, {"2.1.1": NO}, submitted=submitted, comments={"2.1.1": "Private words."}, **held)
    record_judgement(audit=audit, standard="1.1", rating="Inadequate", rationale="Reached 43.", decided_by="Panel")
    return audit


def page_of(audit, rest=""):
    return f"/audits/{audit.pk}/{rest}"


@pytest.mark.parametrize("name", ["spo", "viewer"])
def test_the_page_says_how_far_it_is_and_when_the_result_comes(audit, sign_in, name):
    day = timezone.localdate() + datetime.timedelta(days=9)
    Audit.objects.update(review_until=day)
    text = text_of(sign_in(name).get(page_of(audit)))
    assert f"2 of 3 reviewed. Result about {day:%-d %B %Y}." in text
    assert f"In progress 2 of 3 {day:%-d %B %Y} Not signed off" in text_of(sign_in(name).get("/audits/"))


def test_without_a_day_or_after_it_the_page_says_that(audit, sign_in):
    client = sign_in("viewer")
    assert "No date is planned for the result yet." in text_of(client.get(page_of(audit)))
    Audit.objects.update(review_until=datetime.date(2024, 2, 16))
    assert "The result was expected about 16 February 2024." in text_of(client.get(page_of(audit)))


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("name", ["spo", "viewer"])
def test_no_page_or_file_of_a_running_audit_tells_what_was_found(audit, sign_in, name, rest):
    sign_in("lead").get(page_of(audit, "questions/2.1.1/"))  # which the trail notes
    response = sign_in(name).get(page_of(audit, rest))
    assert response["Content-Type"].startswith("text/html")
    text = text_of(response)
    assert [secret for secret in SECRETS if secret in text] == []


def test_taking_the_sign_off_back_closes_the_result_again(audit, sign_in):
    sign_off(audit=audit)
    client = sign_in("viewer")
    assert client.get(page_of(audit, "summary.json")).status_code == 200
    take_back_sign_off(audit=audit, reason="A case was missing.")
    assert client.get(page_of(audit, "summary.json")).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("name", ["spo", "viewer"])
def test_the_trail_never_tells_what_judgements_said_before(audit, sign_in, name):
    sign_off(audit=audit)
    texts = [text_of(sign_in(who).get(page_of(audit, "trail/"))) for who in ("lead", "viewer")]
    assert ["Reached 43" in text for text in texts] == [True, False]
    assert "Judgement of 1.1 added" in texts[1]


@pytest.mark.slow
def test_the_trail_names_listed_cases_to_those_who_moderate_alone(audit, sign_in):
    """Which cases answered a question is a figure of its own."""
    sign_in("lead").get(page_of(audit, "questions/2.1.1/"))
    texts = [text_of(sign_in(who).get(page_of(audit, "trail/"))) for who in ("lead", "viewer")]
    assert ["the cases of 2.1.1: cases 1, 2" in text for text in texts] == [True, False]
    assert "Saw the cases of 2.1.1 Norfolk" not in texts[1]


@pytest.mark.slow
def test_an_spo_who_reviews_keeps_the_pages_of_her_own_reviews(audit, sign_in):
    client = sign_in("spo")
    spo = User.objects.get(username="spo")
    Membership.objects.create(user=spo, role=Role.REVIEWER, unit=audit.unit)
    elsewhere = add_case(audit, {"2.1.1": YES}, comments={"2.1.1": "My own words."})
    elsewhere.reviews.update(reviewer=spo)
    assert "My own words." in text_of(client.get(page_of(audit, f"cases/{elsewhere.number}/")))
    assert client.get(f"/reviews/{elsewhere.reviews.get().pk}/paper/").status_code == 200
    assert [client.get(page_of(audit, rest)).status_code for rest in ("cases/1/", "questions/2.1.1/")] == [403, 403]


@pytest.mark.slow
def test_after_the_sign_off_an_spo_reads_what_counts_of_her_cases_and_no_unfinished_or_second_review(audit, sign_in):
    second = Review.objects.create(sampled_case=audit.sampled_cases.get(number=1), part=Review.Part.SECOND)
    second.answers.create(question="2.1.1", value=YES, comment="Second words.")
    sign_off(audit=audit)
    client = sign_in("spo")
    texts = [text_of(client.get(page_of(audit, f"cases/{number}/"))) for number in (1, 3)]
    assert ["Private words" in text for text in texts] == [True, False]
    papers = [client.get(f"/reviews/{review.pk}/paper/").status_code for review in Review.objects.all()]
    assert set(papers) == {404}


def test_who_judges_or_signs_off_moderates_too():
    """The door asks for that permission alone."""
    for permissions in PERMISSIONS.values():
        if permissions & {Permission.JUDGE, Permission.SIGN_OFF}:
            assert Permission.MODERATE in permissions
