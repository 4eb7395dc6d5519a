"""The demonstration's oversight: an invented team in which everything has happened that can."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from audit.demonstration.action_plan import DEMONSTRATION, EARLIER
from audit.demonstration.actions.action_plan import load_action_plan
from audit.demonstration.actions.demonstration import add_demonstration_users
from audit.demonstration.actions.earlier_audit import load_earlier_audit
from audit.demonstration.actions.oversight import load_oversight
from audit.demonstration.comparison import comparison_rows
from audit.demonstration.reads import find_demonstration
from audit.method.oversight.states import OPEN_STATES, State, state_of
from audit.models import Alert, Entry, Finding, Look, Recheck, Round, Step, TeamList
from audit.oversight.action_plan.reads import progress_of
from audit.oversight.findings.reads import facts_of, thread_of
from audit.oversight.findings.rules import RULES
from audit.oversight.proofs.pages import build_practice, usual_since
from audit.oversight.proofs.reads import answers_of_team, gaps_of_team, round_starts
from audit.results.recommendations.actions import add_recommendation
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Team, User

pytestmark = pytest.mark.on_postgresql


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """What the demonstration's oversight holds; it is loaded once for this module and rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEBUG=True):
        add_demonstration_users()
        assert load_oversight()
        team, spo = Team.objects.get(name="Ipswich"), User.objects.get(username="spo")
        practitioner = User.objects.get(username="practitioner")
        found = SimpleNamespace(
            again=load_oversight(),
            findings=list(Finding.objects.for_page()),
            looks={each.audit.title: looks_of(each) for each in Round.objects.planned().order_by("closes_on")},
            single=Look.objects.finished().exclude(review__sampled_case__audit__round__standing_for="").count(),
            gaps=gaps_of_team(team, spo),
            practice=build_practice(answers_of_team(team), usual_since(round_starts(team))),
            alerts=sorted(alert.answered_at is not None for alert in Alert.objects.visible_to(spo)),
            need_action=Look.objects.filter(needs_action_today=True).count(),
            listed=TeamList.objects.visible_to(spo).get().cases.count(),
            own={finding.practitioner.name for finding in Finding.objects.own_of(practitioner)},
            times=[row.at for model in (Entry, Recheck, Alert) for row in model.objects.all()],
        )
        transaction.set_rollback(True)
    return found


def looks_of(round_):
    """(cases, finished looks) of a round."""
    sampled = round_.audit.sampled_cases
    return sampled.count(), sampled.filter(reviews__submitted_at__isnull=False).count()


def state_at(finding, moment):
    """The state just before a moment."""
    facts = facts_of(finding)
    entries, checks = ([each for each in said if each.at < moment] for said in (facts.entries, facts.checks))
    until = type(facts)(facts.is_strength, facts.released_on, entries, checks)
    return state_of(until, timezone.localdate(moment))


def test_findings_are_in_every_state_and_the_thread_of_each_is_one_that_people_could_have_recorded(loaded):
    assert {state_of(facts_of(finding), timezone.localdate()) for finding in loaded.findings} == set(State)
    for finding in loaded.findings:
        for step in thread_of(finding):
            allowed = RULES[step.kind].states if isinstance(step, Entry) else (*OPEN_STATES, State.PUT_RIGHT)
            assert state_at(finding, step.at) in allowed, f"{finding.text}: {step}"
    assert max(loaded.times) <= timezone.now()


def test_of_two_rounds_half_a_year_apart_the_first_is_closed_and_complete_and_the_second_runs(loaded):
    first, theme, second = loaded.looks.values()
    assert first[0] == first[1] >= 12
    assert theme[0] == theme[1]
    assert second == (8, 5)
    assert loaded.single == 2
    assert all(title.endswith("(invented)") for title in loaded.looks)


def test_gaps_of_the_first_round_were_put_right_and_the_practice_of_the_team_changed(loaded):
    most = loaded.gaps.rows[0].put_right
    assert most.put_right > most.open
    assert loaded.gaps.strengths >= 3
    changes = [row.change for row in loaded.practice.rows]
    assert [change.endswith("more than chance") for change in changes].count(True) == 1
    assert any(change.endswith("within chance") for change in changes)


def test_an_alert_waits_and_one_is_answered_there_is_a_list_and_examples_and_one_practitioner_reads_their_own(loaded):
    assert loaded.alerts == [False, True]
    assert loaded.need_action == len(loaded.alerts)
    assert loaded.listed > 40
    assert sum(finding.example for finding in loaded.findings) >= 2
    assert loaded.own == {"Asha Fenwick"}


def test_it_is_loaded_once(loaded):
    assert loaded.again is False


@pytest.mark.slow
def test_beside_it_suffolks_figures_stay_as_published_and_recommendations_have_answers(suffolk_audit, settings):
    settings.DEBUG = True
    earlier = load_earlier_audit()
    for told in DEMONSTRATION:
        add_recommendation(audit=suffolk_audit, text=told["text"], about=told["about"])
    sign_off(audit=find_demonstration())
    add_demonstration_users()
    assert load_oversight()
    assert (load_action_plan(), load_action_plan()) == (True, False)
    assert [row for row in comparison_rows(find_demonstration()) if not row.agrees] == []
    assert earlier.recommendations.filter(response__isnull=False).count() == len(EARLIER)
    assert suffolk_audit.recommendations.filter(response__isnull=False).count() == 1
    progress = progress_of(earlier.recommendations.all(), timezone.localdate())
    assert (progress.done, progress.overdue, Step.objects.count()) == (2, 1, 5)
