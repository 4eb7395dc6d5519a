"""Looks begin in a planned round, or in the standing round of the team and the quarter."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Look, Round
from audit.oversight.rounds.actions.begin import LookRefused, begin_look, begin_look_in_round, standing_round
from cases.models import Case
from tests.audit.oversight.a_team import INSTRUMENT, a_case, a_team
from tests.people import a_user

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def look_at(case, by):
    return begin_look(case=case, instrument=INSTRUMENT, by=by)


@pytest.mark.parametrize(
    ("day", "name", "title", "closes_on"),
    [
        ((2026, 11, 29), "2026-Q4 x 1", "Looks at single cases, October to December 2026", (2027, 1, 14)),
        ((2027, 1, 1), "2027-Q1 x 1", "Looks at single cases, January to March 2027", (2027, 4, 14)),
    ],
)
def test_a_standing_round_holds_the_looks_of_a_quarter(team, spo, day, name, title, closes_on):
    made = standing_round(team=team, instrument=INSTRUMENT, day=datetime.date(*day), by=spo)
    assert made.standing_for == name.replace(" x ", f" {INSTRUMENT} ")
    assert (str(made), made.closes_on, made.audit.keep_months) == (title, datetime.date(*closes_on), 6)
    assert standing_round(team=team, instrument=INSTRUMENT, day=datetime.date(*day), by=spo) == made


def test_a_look_outside_any_round_stands_in_the_standing_round_of_the_cases_team(cases, spo):
    look = look_at(cases[0], spo)
    assert (look.case, look.review.reviewer, look.sampled_case.hand_picked) == (cases[0], spo, True)
    assert look.sampled_case.picked_because == ["found by its CRN"]
    assert look.sampled_case.audit.round.team == cases[0].practitioner.team
    assert not Round.objects.planned().exists()


def test_a_look_that_is_not_finished_goes_on_whoever_asks_for_one(cases, spo):
    look = look_at(cases[0], spo)
    assert look_at(cases[0], a_user("other")) == look
    assert Look.objects.get().review.reviewer == spo


def test_a_look_begun_in_a_round_goes_on_when_its_crn_is_typed(sampled_cases, spo):
    sampled = sampled_cases[0]
    begun = begin_look_in_round(sampled=sampled, by=spo)
    assert look_at(sampled.case, spo) == begun
    other = begin_look(case=sampled.case, instrument="oversight-safety", by=spo)
    Round.objects.planned().update(closes_on=YESTERDAY)
    assert begun not in (other, look_at(sampled.case, spo))


def test_a_case_is_looked_at_again_in_the_same_quarter_beside_the_finished_look(cases, spo):
    first = look_at(cases[0], spo)
    first.review.submitted_at = timezone.now()
    first.review.save()
    second, other = look_at(cases[0], spo), look_at(cases[1], spo)
    assert second.sampled_case.audit.round.standing_for.endswith(" 2")
    assert (other.sampled_case.audit, other.sampled_case.number) == (first.sampled_case.audit, 2)


def test_a_look_at_a_case_of_a_round_is_by_the_person_who_begins_it(sampled_cases, quality_lead):
    look = begin_look_in_round(sampled=sampled_cases[0], by=quality_lead)
    assert (look.review.reviewer, look.review.history.first().history_user) == (quality_lead, quality_lead)
    assert begin_look_in_round(sampled=sampled_cases[0], by=a_user("second")) == look


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda sampled: Round.objects.update(closes_on=YESTERDAY), "The round has closed"),
        (lambda sampled: Case.objects.update(restricted_digest="abc"), "Use the case record"),
        (lambda sampled: move(sampled.case.practitioner), "no longer held in the team"),
        (lambda sampled: sampled.__class__.objects.update(**REPLACED), "was replaced"),
    ],
    ids=["closed", "restricted", "moved", "replaced"],
)
def test_no_look_begins_at_a_case_that_is_not_to_be_looked_at(sampled_cases, spo, change, why):
    change(sampled_cases[0])
    with pytest.raises(LookRefused, match=why):
        begin_look_in_round(sampled=sampled_cases[0].__class__.objects.get(number=1), by=spo)
    assert not Look.objects.exists()


REPLACED = {"replaced_at": timezone.now(), "replaced_reason": "other", "replaced_note": "Invented."}


def move(practitioner):
    practitioner.team = a_team("Lowestoft")
    practitioner.save()


def test_a_case_without_a_team_needs_one_before_it_is_looked_at(practitioners, spo):
    case = a_case(practitioners[0], "X120099")
    Case.objects.filter(pk=case.pk).update(practitioner=None, team=None)
    with pytest.raises(LookRefused, match="Say first who holds it"):
        look_at(Case.objects.get(), spo)
