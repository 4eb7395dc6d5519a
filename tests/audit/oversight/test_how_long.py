"""How long findings, alerts, lists and counts are kept. One test for each rule; test_who_and_when.py has the others."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Alert, Entry, Finding, Look, OversightApproval, QuarterCount, Recheck, TeamList
from audit.models.oversight.finding import EntryKind
from audit.oversight.alerts.actions import answer_alert
from audit.oversight.findings.actions.drafts import drop_draft
from audit.oversight.findings.actions.thread import record_entry
from audit.oversight.findings.rules import FindingRefused
from audit.retention.oversight.actions import remove_past_retention
from cases.models import Case
from tests.audit.oversight.a_team import a_case, a_look, a_round
from tests.audit.oversight.a_time import DAY, closed, page, reads
from tests.audit.oversight.findings.a_finding import a_draft, a_finding, stored
from tests.audit.reading import text_at, text_of
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
TODAY = timezone.localdate


@pytest.mark.parametrize(("days", "there"), [(364, True), (367, False)])
def test_a_closed_finding_is_removed_12_months_after_it_was_closed_with_its_thread_and_history(gap, spo, days, there):
    closed(gap, spo, days_ago=days)
    remove_past_retention(today=TODAY())
    left = (Finding.objects, Entry.objects, Finding.history)
    assert [rows.exists() for rows in left] == [there] * 3


def test_a_draft_that_its_writer_deleted_leaves_the_history_once_its_look_is_removed(look, spo):
    drop_draft(finding=a_draft(look, spo), by=spo)
    remove_past_retention(today=TODAY())
    assert Finding.history.exists()
    look.review.sampled_case.delete()
    remove_past_retention(today=TODAY())
    assert not Finding.history.exists()


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


def test_an_open_finding_past_its_look_is_closed_or_kept_three_months_with_a_reason_twice_at_most(gap, spo):
    kept = {"finding": gap, "kind": EntryKind.KEEP, "by": spo}
    with pytest.raises(FindingRefused, match="kept for now anyway"):
        record_entry(**kept, text="Later.")
    gap.case.samples.all().delete()
    for times in range(2):
        shown = text_of(page(gap, spo))
        assert f"It was kept longer {times} of 2 times." in shown
        with pytest.raises(FindingRefused, match="Say why"):
            record_entry(**kept)
        record_entry(**kept, text="He comes back in May.")
        assert "It was kept longer" not in text_of(page(gap, spo))
        Entry.objects.update(at=timezone.now() - 93 * DAY)
        assert "1 finding waits for you" in text_at(client_of(spo), "/findings/")
    assert "kept longer twice, so close it now" in text_of(page(gap, spo))
    with pytest.raises(FindingRefused):
        record_entry(**kept, text="Once more.")
    remove_past_retention(today=TODAY())
    assert reads(spo, gap)


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
