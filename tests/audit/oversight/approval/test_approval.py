"""An administrator of a PDU records who approved oversight; ending it closes everything and deletes nothing written."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import Alert, OversightApproval, TeamList
from audit.oversight.approval.actions import record_approval
from cases.models import Event
from cases.permissions import Role
from tests.audit.reading import text_at, text_of
from tests.cases.some_places import a_country, an_administrator, somebody

pytestmark = pytest.mark.django_db
WHO = "A Name, Head of PDU"


@pytest.fixture
def places():
    return a_country()


@pytest.fixture
def admin(places, client):
    client.force_login(admin := an_administrator(places["Suffolk"]))
    return admin


@pytest.fixture
def page(places):
    return f"/places/units/{places['Suffolk'].pk}/oversight/"


def approved(places, admin, **facts):
    facts = {"approved_by": WHO, "approved_on": timezone.localdate(), "team_lists": False, "based_on": None} | facts
    return record_approval(unit=places["Suffolk"], **facts, by=admin)


def sent(day=None, **facts):
    return {"approved_by": WHO, "approved_on": str(day or timezone.localdate())} | facts


def test_the_page_of_a_pdu_leads_to_it_and_says_that_it_is_off(client, places, admin, page):
    assertContains(client.get(f"/places/units/{places['Suffolk'].pk}/"), f'href="{page}"')
    assert "Nothing of it opens to anyone in this PDU until you record who approved it." in text_at(client, page)


def test_a_recorded_approval_is_in_force_and_is_told_in_the_trail(client, places, admin, page):
    assertRedirects(client.post(page, sent(team_lists="on")), page)
    approval = OversightApproval.objects.in_force().get()
    assert (approval.unit, approval.team_lists, approval.recorded_by) == (places["Suffolk"], True, admin)
    event = Event.objects.get(kind=Event.Kind.OVERSIGHT_APPROVED)
    assert (event.unit, event.user, event.details["approved_by"]) == (places["Suffolk"], admin, WHO)
    assert "A Name, Head of PDU approved it on" in text_at(client, page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (sent(approved_by="Name"), "Enter the name and the post"),
        (sent(timezone.localdate() + timedelta(days=1)), "must be today or in the past"),
        (sent(approved_on=""), "Enter the day on which it was approved"),
    ],
)
def test_an_approval_needs_a_post_and_a_day_that_is_not_in_the_future(client, admin, page, wrong, said):
    assertContains(client.post(page, wrong), said)
    assert not OversightApproval.objects.exists()


def test_another_approval_replaces_the_one_in_force_and_both_stay_readable(client, places, admin, page):
    first = approved(places, admin)
    client.post(page, sent(approved_by="B Name, Regional lead", team_lists="on", based_on=first.pk))
    assert OversightApproval.objects.in_force().get().approved_by == "B Name, Regional lead"
    assert text_at(client, page).count("approved it on") == 3  # the one in force, and both in the history


def test_the_second_of_two_administrators_reads_what_the_first_recorded(client, places, admin, page):
    approved(places, somebody("first"), approved_by="B Name, Regional lead")
    answer = client.post(page, sent(), follow=True)
    assert "Nothing is saved: First recorded an approval by B Name, Regional lead" in text_of(answer)
    assert OversightApproval.objects.count() == 1


def test_ending_asks_first_and_names_the_alerts_that_are_open(client, places, admin, page):
    approved(places, admin)
    now = timezone.now()
    Alert.objects.create(unit=places["Suffolk"], what="x", told="the police", told_at=now, at=now)
    assert "1 alert is open: someone may be at risk." in text_at(client, f"{page}end/")
    assert OversightApproval.objects.in_force().exists()


def test_ending_keeps_what_was_written_and_deletes_team_lists(client, places, admin, page):
    approval = approved(places, admin, team_lists=True)
    now = timezone.now()
    Alert.objects.create(unit=places["Suffolk"], what="x", told="the police", told_at=now, at=now)
    TeamList.objects.create(team=places["Ipswich"], uploaded_at=now, delete_on=now.date())
    assertRedirects(client.post(f"{page}end/", {"based_on": approval.pk}), page)
    assert [OversightApproval.objects.in_force().count(), Alert.objects.count(), TeamList.objects.count()] == [0, 1, 0]
    assert Event.objects.filter(kind=Event.Kind.OVERSIGHT_ENDED, unit=places["Suffolk"], user=admin).exists()


def test_switching_team_lists_off_deletes_those_of_this_pdu_only(places, admin):
    for team in ("Ipswich", "Norwich"):
        TeamList.objects.create(team=places[team], uploaded_at=timezone.now(), delete_on=timezone.localdate())
    approved(places, admin, team_lists=False)
    assert TeamList.objects.get().team == places["Norwich"]


def test_what_ended_meanwhile_is_not_ended_twice(client, places, admin, page):
    approval = approved(places, admin)
    client.post(f"{page}end/", {"based_on": approval.pk})
    answer = client.post(f"{page}end/", {"based_on": approval.pk}, follow=True)
    assert "ended oversight" in text_of(answer)
    assert Event.objects.filter(kind=Event.Kind.OVERSIGHT_ENDED).count() == 1


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.ADMINISTRATOR, "East", 200),
        (Role.ADMINISTRATOR, "Ipswich", 403),
        (Role.ADMINISTRATOR, "Norfolk", 404),
        (Role.QUALITY_LEAD, "Suffolk", 403),
    ],
)
def test_only_who_administers_the_whole_pdu_opens_it(client, places, page, role, place, status):
    client.force_login(somebody("someone", role, places[place]))
    assert {client.get(page).status_code, client.get(f"{page}end/").status_code} == {status}
