"""Looks and answers go with their history once the round's months are over; what others need stays."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.method.answers import Value
from audit.models import Answer, Finding, Look, Round
from audit.oversight.rounds.actions.removal import RoundStillKept, remove_looks
from audit.oversight.rounds.retention import rounds_past_retention
from audit.planning.reads import cases_of_no_other_audit
from cases.models import Case
from tests.audit.an_audit import add_case, an_audit
from tests.audit.oversight.a_team import a_look, a_round
from tests.audit.oversight.rounds.test_pages import found_in
from tests.audit.tables import everything_stored

pytestmark = pytest.mark.on_postgresql
TODAY = timezone.localdate()
SECRETS = ("X120001", "She told Ms Example", "Ms Example wrote this draft")


@pytest.fixture
def past(oversight_round, sampled_cases, spo):
    """The round of six cases, closed seven months ago: one look with words, one begun with a draft finding."""
    look = a_look(sampled_cases[0], spo, {"risk-current": Value.NO}, finished=True, mode="alone")
    for comment in (SECRETS[1], "changed since"):
        Answer.objects.filter(review=look.review).update(comment=comment)
        Answer.objects.get(review=look.review).save()
    a_look(sampled_cases[1], spo)
    draft = found_in(sampled_cases[1], spo, "gap")
    Finding.objects.filter(pk=draft.pk).update(released_at=None, text=SECRETS[2])
    Finding.objects.get().save()
    return close(oversight_round, 7)


def close(oversight_round, months):
    oversight_round.closes_on = TODAY - datetime.timedelta(days=31 * months)
    oversight_round.save()
    return oversight_round


def test_looks_answers_drafts_and_cases_go_with_their_history(past):
    assert all(secret in everything_stored() for secret in SECRETS)
    assert remove_looks(oversight_round=past) == {"looks": 2, "answers": 1, "drafts": 1}
    assert [secret for secret in SECRETS if secret in everything_stored()] == []
    assert (Case.objects.count(), Look.history.count()) == (0, 0)
    assert Round.objects.get().removed_at


def test_a_case_stays_that_a_finding_an_alert_or_another_audit_needs(past, sampled_cases, spo):
    finding = found_in(sampled_cases[0], spo, "gap")
    cases = [sampled.case for sampled in sampled_cases]
    unit, team = past.team.unit, past.team
    said = {"what": "Invented.", "told": "SPO", "told_at": timezone.now(), "at": timezone.now()}
    cases[2].alerts.create(unit=unit, team=team, review=sampled_cases[2].reviews.get(), **said)
    a_round(team, [cases[3]])
    remove_looks(oversight_round=past)
    assert list(Case.objects.all()) == [cases[0], cases[2], cases[3]]
    finding.refresh_from_db()
    assert (finding.case, finding.sampled_case, finding.wording) == (cases[0], None, "?")


def test_a_case_that_a_finding_needs_outlives_its_inspection_too(team, spo):
    audit = an_audit()
    sampled = add_case(audit, {}, team=team)
    assert list(cases_of_no_other_audit(audit)) == [sampled.case]
    found_in(sampled, spo, "gap")
    assert list(cases_of_no_other_audit(audit)) == []


@pytest.mark.parametrize(("months", "kept"), [(5, True), (7, False)])
def test_looks_are_kept_so_many_months_from_the_day_on_which_the_round_closed(oversight_round, months, kept):
    close(oversight_round, months)
    assert (rounds_past_retention(TODAY) == []) is kept
    if kept:
        with pytest.raises(RoundStillKept):
            remove_looks(oversight_round=oversight_round)


def test_a_round_whose_cases_are_all_looked_at_closed_on_the_day_of_the_last_look(oversight_round, sampled_cases, spo):
    for sampled in sampled_cases:
        a_look(sampled, spo, finished=True)
    long_ago = timezone.now() - datetime.timedelta(days=220)
    for sampled in sampled_cases:
        sampled.reviews.update(submitted_at=long_ago)
    close(oversight_round, 1)
    assert rounds_past_retention(TODAY) == [oversight_round]


def test_the_purge_removes_looks_of_rounds(past, capsys):
    call_command("purge", "--dry-run")
    assert "would remove 2 looks, 1 answer, 1 draft" in capsys.readouterr().out
    call_command("purge")
    assert "removed 2 looks, 1 answer, 1 draft" in capsys.readouterr().out
    assert not Look.objects.exists()
