"""What was open to a person closes with their role, the case, the restriction and the end of oversight."""

import pytest
from django.utils import timezone

from audit.models import Finding, Notice, OversightApproval
from audit.notices.actions.notices import tell
from audit.oversight.alerts.actions import answer_alert
from cases.models import Case, Event, Membership, Practitioner
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.oversight.a_team import a_practitioner, a_team
from tests.audit.oversight.a_time import page, reads
from tests.audit.oversight.findings.a_finding import a_draft
from tests.audit.reading import text_at
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def second(team, practitioners):
    """The account of Practitioner B."""
    account = a_user("second", Role.PRACTITIONER, team)
    Practitioner.objects.filter(pk=practitioners[1].pk).update(account=account)
    return account


def end_roles(user):
    Membership.objects.filter(user=user).update(ended_at=timezone.now())


def restrict(case):
    Case.objects.filter(pk=case.pk).update(restricted_digest="abc")


def end_oversight(team):
    OversightApproval.objects.filter(unit=team.unit).update(ended_at=timezone.now())


def test_an_example_from_a_restricted_case_is_offered_no_more(gap, officer):
    Finding.objects.filter(pk=gap.pk).update(kind="strength", example=True, text="Good links.", due=None, owner=None)
    assert "Good links." in text_at(client_of(officer), "/examples/")
    restrict(gap.case)
    assert "Good links." not in text_at(client_of(officer), "/examples/")


def test_a_draft_closes_to_its_writer_with_the_case_and_with_the_role(look, spo):
    draft = a_draft(look, spo)
    assert reads(spo, draft)
    elsewhere = a_practitioner(a_team("Lowestoft"), "Practitioner L")
    Case.objects.filter(pk=draft.case_id).update(practitioner=elsewhere)
    assert not reads(spo, draft)
    Case.objects.filter(pk=draft.case_id).update(practitioner=draft.practitioner)
    end_roles(spo)
    assert not reads(spo, draft)


def test_an_alert_closes_to_who_raised_it_when_they_work_there_no_more(alert, spo):
    assert reads(spo, alert)
    end_roles(spo)
    assert not reads(spo, alert)


def test_what_was_done_about_an_alert_closes_with_its_restricted_case(alert, spo, quality_lead):
    answer_alert(alert=alert, done="He was arrested at her address.", by=spo)
    restrict(alert.case)
    text = text_at(client_of(quality_lead), f"/alerts/{alert.pk}/")
    assert "He was arrested" not in text
    assert "It is recorded. Use the case record." in text


def test_an_alert_leads_back_to_its_look_only_where_the_look_opens(alert, spo, officer):
    back = [
        f"/looks/{alert.review.look.pk}/" in client_of(each).get(f"/alerts/{alert.pk}/").text for each in (spo, officer)
    ]
    assert back == [True, False]


def test_a_practitioner_sees_who_opened_an_alert_and_a_look(alert, finished_look, spo, officer):
    for path in (f"/alerts/{alert.pk}/", f"/looks/{finished_look.pk}/finished/"):
        client_of(spo).get(path)
        client_of(officer).get(path)
    assert ": an alert" in text_at(client_of(officer), "/my-cases/")
    assert "Opened by Spo (" in text_at(client_of(officer), f"/my-cases/looks/{finished_look.pk}/")


def test_a_practitioner_sees_that_another_one_who_has_to_act_opened_the_finding(gap, practitioners, officer, second):
    Finding.objects.filter(pk=gap.pk).update(owner=practitioners[1])
    page(gap, second)
    page(gap, officer)
    assert [event.user for event in Event.objects.filter(kind=Event.Kind.PRACTITIONER_VIEWED)] == [second]


def test_who_holds_a_case_later_does_not_read_the_look_at_the_work_before(
    finished_look, practitioners, officer, second
):
    held = Case.objects.get(pk=finished_look.case.pk)
    held.practitioner = practitioners[1]
    held.save()
    statuses = [client_of(each).get(f"/my-cases/looks/{finished_look.pk}/").status_code for each in (officer, second)]
    assert statuses == [200, 404]


def test_who_held_the_case_when_the_look_was_finished_reads_it(finished_look, practitioners, second):
    held = Case.objects.get(pk=finished_look.case.pk)
    held.practitioner = practitioners[1]
    held.save()
    finished_look.review.submitted_at = timezone.now()
    finished_look.review.save()
    assert client_of(second).get(f"/my-cases/looks/{finished_look.pk}/").status_code == 200


def test_where_oversight_was_ended_nothing_of_it_is_read_with_a_role_elsewhere(
    alert, finished_look, practitioners, officer, team
):
    Membership.objects.create(user=officer, role=Role.PRACTITIONER, team=a_team("Norwich", a_unit("Norfolk PDU")))
    assert "X120001" in text_at(client_of(officer), "/my-cases/")
    end_oversight(team)
    assert "X12000" not in text_at(client_of(officer), "/my-cases/")
    assert client_of(officer).get(f"/my-cases/looks/{finished_look.pk}/").status_code == 404


@pytest.mark.parametrize("closing", ["restricted", "ended"])
def test_a_notice_of_a_picked_case_goes_with_the_case_and_with_oversight(closing, look, officer, team):
    tell(user=officer, kind=Notice.Kind.PICKED, review=look.review)
    assert Notice.objects.visible_to(officer).exists()
    restrict(look.case) if closing == "restricted" else end_oversight(team)
    assert not Notice.objects.visible_to(officer).exists()
