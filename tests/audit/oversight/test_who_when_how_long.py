"""Who reads a finding or an alert, when it goes along, and how long it is kept. One test for each rule."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Alert, Entry, Finding, Look, OversightApproval, QuarterCount, Recheck, Replacement, TeamList
from audit.models.finding import EntryKind
from audit.oversight.alerts.actions import answer_alert, raise_alert
from audit.oversight.findings.actions.thread import record_entry
from audit.planning.actions.facts import correct_fact
from audit.retention.oversight.actions import remove_past_retention
from cases.models import Case, Membership, Practitioner, Team
from cases.permissions import Role
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.audit.oversight.findings.a_finding import a_finding, add, stored
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
TODAY, DAY = timezone.localdate, datetime.timedelta(days=1)


def reads(user, record):
    """Whether the user may read a finding or an alert now."""
    return type(record).objects.visible_to(type(user).objects.get(pk=user.pk)).filter(pk=record.pk).exists()


@pytest.fixture
def gap(look, spo):
    """Released on X120001 of Practitioner A, who has to act."""
    return a_finding(look, spo)


@pytest.fixture
def alert(look, spo):
    case = look.review.sampled_case.case
    return raise_alert(case=case, review=look.review, what="Harm.", told="Police", told_at=timezone.now(), by=spo)


def closed(finding, by, days_ago=0):
    """The finding, closed so many days ago."""
    add(finding, by, "close")
    Entry.objects.filter(finding=finding, kind="close").update(at=timezone.now() - days_ago * DAY)
    return finding


# --- who: transfers, leavers ---


def test_within_the_team_author_and_practitioner_of_the_day_stay_and_the_new_one_reads_it_once_they_have_to_act(
    gap, spo, team, practitioners, officer
):
    second = a_user("second", Role.PRACTITIONER, team)
    Practitioner.objects.filter(pk=practitioners[1].pk).update(account=second)
    Case.objects.filter(pk=gap.case_id).update(practitioner=practitioners[1])
    gap = stored(gap)
    assert (gap.made_by, gap.practitioner, gap.owner) == (spo, practitioners[0], practitioners[0])
    assert not reads(second, gap)
    add_owner(gap, practitioners[1], spo)
    assert (reads(second, gap), reads(officer, gap), stored(gap).practitioner) == (True, True, practitioners[0])


def add_owner(finding, owner, by):
    record_entry(finding=finding, kind=EntryKind.OWNER, owner=owner, by=by)


def test_into_another_team_open_findings_and_alerts_go_along_and_closed_ones_stay(
    gap, look, finished_look, alert, spo, stranger, practitioners
):
    add(gap, spo, "told")
    left = closed(a_finding(finished_look, spo), spo)
    Practitioner.objects.filter(pk=practitioners[0].pk).update(team=Team.objects.get(name="Lowestoft"))
    assert [reads(stranger, each) for each in (gap, alert, left)] == [True, True, False]
    assert [reads(spo, each) for each in (gap, left)] == [False, True]
    assert [entry.kind for entry in Finding.objects.visible_to(stranger).get().entries.all()] == ["told"]
    assert not Look.objects.visible_to(spo).exists()


def test_an_alert_stays_open_when_its_case_ends_or_leaves_the_unit(alert, quality_lead):
    elsewhere = a_practitioner(a_team("Norwich", a_unit("Norfolk PDU")), "Practitioner N")
    Case.objects.filter(pk=alert.case_id).update(practitioner=elsewhere, end_date=TODAY() - DAY)
    assert Alert.objects.overseen_by(quality_lead).open().filter(pk=alert.pk).exists()


def test_the_page_of_a_practitioner_who_left_closes_after_three_months(gap, officer, practitioners):
    for days, still in ((80, True), (100, False)):
        Practitioner.objects.filter(pk=practitioners[0].pk).update(left_on=TODAY() - days * DAY)
        assert reads(officer, gap) is still


def test_the_findings_of_an_spo_who_left_are_those_of_the_next_one(gap, spo, team):
    Membership.objects.filter(user=spo).update(ended_at=timezone.now())
    later = a_user("later", Role.SPO, team)
    assert [reads(each, gap) for each in (spo, later)] == [False, True]


# --- when: replaced, restricted, corrected, joined ---


def test_a_case_that_was_left_out_keeps_its_look_and_findings_which_count_in_no_figure(gap, look, spo):
    look.review.submitted_at = timezone.now()
    look.review.save()
    replaced = {"replaced_at": timezone.now(), "replaced_reason": Replacement.OTHER, "replaced_note": "Moved."}
    type(look.sampled_case).objects.filter(pk=look.sampled_case.pk).update(**replaced)
    assert reads(spo, gap)
    assert Look.objects.visible_to(spo).filter(pk=look.pk).exists()
    assert not Look.objects.counted().exists()


def test_a_restricted_case_closes_look_and_findings_to_everyone_and_leaves_the_numbers(
    gap, look, spo, quality_lead, officer
):
    look.review.submitted_at = timezone.now()
    look.review.save()
    Case.objects.filter(pk=gap.case_id).update(restricted_digest="abc")
    assert [each for each in (spo, quality_lead, officer) if reads(each, gap)] == []
    assert not Look.objects.visible_to(quality_lead).exists()
    assert Look.objects.counted().count() == 1


def test_a_corrected_fact_marks_the_findings_about_the_case_and_changes_nothing_else(gap, spo, team):
    sampled = an_audit(title="Inspection").sampled_cases.create(case=gap.case, number=1)
    correct_fact(sampled=sampled, fact="rosh_level", value="high", why="A slip.", by=spo)
    marked = stored(gap)
    assert marked.facts_corrected_at is not None
    assert (marked.text, marked.question) == (gap.text, gap.question)


# --- how long ---


@pytest.mark.parametrize(("days", "there"), [(364, True), (367, False)])
def test_a_closed_finding_is_removed_12_months_after_it_was_closed_with_its_thread_and_history(gap, spo, days, there):
    closed(gap, spo, days_ago=days)
    remove_past_retention(today=TODAY())
    left = (Finding.objects, Entry.objects, Finding.history)
    assert [rows.exists() for rows in left] == [there] * 3


def test_what_was_put_right_counts_from_its_last_check(gap, spo, quality_lead):
    Recheck.objects.create(finding=gap, put_right=True, by=quality_lead, at=timezone.now() - 400 * DAY)
    check = Recheck.objects.create(finding=gap, put_right=False, by=spo, at=timezone.now() - 380 * DAY)
    remove_past_retention(today=TODAY())
    assert Finding.objects.exists()
    check.delete()
    remove_past_retention(today=TODAY())
    assert not Finding.objects.exists()


@pytest.mark.parametrize(("days", "there"), [(364, True), (367, False)])
def test_an_alert_is_removed_12_months_after_it_was_answered_and_never_while_it_is_open(alert, spo, days, there):
    Alert.objects.update(at=timezone.now() - 2000 * DAY)
    remove_past_retention(today=TODAY())
    assert Alert.objects.exists()
    answer_alert(alert=alert, done="Police went there.", by=spo)
    Alert.objects.update(answered_at=timezone.now() - days * DAY)
    remove_past_retention(today=TODAY())
    assert (Alert.objects.exists(), Alert.history.exists()) == (there, there)


@pytest.mark.parametrize(("days", "there"), [(1, True), (0, False)])
def test_a_team_list_is_removed_on_its_day(team, days, there):
    OversightApproval.objects.update(team_lists=True)
    TeamList.objects.create(team=team, uploaded_at=timezone.now(), delete_on=TODAY() + days * DAY)
    call_command("purge")
    assert TeamList.objects.exists() is there


def test_an_open_finding_and_an_open_alert_keep_their_case_when_nothing_else_needs_it(gap, alert, spo):
    gap.case.samples.all().delete()
    remove_past_retention(today=TODAY())
    assert Case.objects.filter(pk=gap.case_id).exists()
    answer_alert(alert=alert, done="Police went there.", by=spo)
    closed(gap, spo)
    remove_past_retention(today=TODAY())
    assert not Case.objects.filter(pk=gap.case_id).exists()
    kept = stored(gap)
    assert (kept.case, kept.sampled_case, kept.question, kept.wording) == (None, None, gap.question, gap.wording)
    assert reads(spo, kept)


def test_what_was_written_about_a_restricted_case_goes_with_it_since_it_would_open_without_it(gap, spo):
    Case.objects.filter(pk=gap.case_id).update(restricted_digest="abc")
    gap.case.samples.all().delete()
    remove_past_retention(today=TODAY())
    assert (Finding.objects.count(), Finding.history.count(), Case.objects.filter(pk=gap.case_id).count()) == (0, 0, 0)


def test_counts_without_a_person_stay_from_ten_looks_of_three_practitioners(team, spo, practitioners):
    cases = [a_case(practitioners[n % 3], f"X{n:06}") for n in range(10)]
    sampled = list(a_round(team, cases, spo=spo).audit.sampled_cases.all())
    looks = [a_look(each, spo, finished=True) for each in sampled[:9]]
    gap = a_finding(looks[0], spo)
    remove_past_retention(today=TODAY())
    assert not QuarterCount.objects.exists()
    a_look(sampled[9], spo, finished=True)
    closed(gap, spo)
    for _ in range(2):  # every night
        remove_past_retention(today=TODAY())
    assert QuarterCount.objects.values_list("team", "looks", "gaps", "put_right").get() == (team.pk, 10, 1, 0)
    type(sampled[0].audit.round).objects.update(removed_at=timezone.now())
    Look.objects.all().delete()
    remove_past_retention(today=TODAY())
    assert QuarterCount.objects.get().looks == 10


def test_the_purge_does_all_of_it_and_a_dry_run_only_counts(gap, spo, capsys):
    closed(gap, spo, days_ago=400)
    call_command("purge", "--dry-run")
    assert "Oversight: would remove 1 finding, 0 alerts." in capsys.readouterr().out
    assert Finding.objects.exists()
    call_command("purge")
    assert "Oversight: removed 1 finding, 0 alerts." in capsys.readouterr().out
    assert not Finding.objects.exists()
