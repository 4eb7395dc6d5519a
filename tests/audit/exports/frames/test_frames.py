"""Frames for notebooks: the report's figures, restricted to what the person may take."""

import pytest

from audit.exports.frames import answers_frame, cases_frame, figures_frame
from audit.exports.leaving.open_to import MayNotTake
from audit.exports.leaving.profiles import Leaving, Profile
from audit.results.report import report_on_audit
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.exports.data.taken import taken_by

pytestmark = pytest.mark.django_db


def test_figures_of_every_case_are_those_of_the_report(suffolk_audit):
    figures = figures_frame([suffolk_audit.pk], by=()).set_index("question")
    rated = [each for standard in report_on_audit(suffolk_audit).rating.standards for each in standard.key_questions]
    expected = [(each.tally.yes, each.tally.applicable, each.percent, each.band.rating) for each in rated]
    rows = figures.loc[[each.code for each in rated], ["yes", "n", "percent", "rating"]]
    assert list(rows.itertuples(index=False, name=None)) == expected


def test_by_restricts_the_groups_to_the_facts_that_are_named(signed_off_audit):
    everything = figures_frame([signed_off_audit.pk])
    some = figures_frame([signed_off_audit.pk], by=["team", "sex"])
    assert set(some["group"]) == {"all", "team", "sex"}
    assert len(everything[everything["group"].isin(["all", "team", "sex"])]) == len(some)


def test_a_fact_that_does_not_exist_is_refused_with_those_that_do(suffolk_audit):
    with pytest.raises(ValueError, match=r"No fact: practitioner\. Choose from sex, ethnic_group"):
        figures_frame([suffolk_audit.pk], by=["practitioner"])


def test_no_fact_by_which_figures_are_grouped_is_a_practitioner(suffolk_audit):
    assert [group for group in set(figures_frame([suffolk_audit.pk])["group"]) if "practitioner" in group] == []


def test_without_a_person_no_case_is_in_a_frame(suffolk_audit):
    assert answers_frame([suffolk_audit.pk]).empty
    assert cases_frame([suffolk_audit.pk]).empty
    with pytest.raises(MayNotTake, match="Say who takes"):
        answers_frame([suffolk_audit.pk], Leaving(Profile.INSIDE))


@pytest.mark.parametrize(
    ("role", "place", "profile", "why"),
    [
        (Role.QUALITY_LEAD, "Norfolk PDU", Profile.OUTSIDE, "is not open to"),
        (Role.VIEWER, "Suffolk PDU", Profile.OUTSIDE, "is not open to"),  # it is not signed off
        (Role.REVIEWER, "Suffolk PDU", Profile.INSIDE, "is not open to"),
    ],
)
def test_a_person_gets_no_frame_of_what_is_not_open_to_them(suffolk_audit, role, place, profile, why):
    with pytest.raises(MayNotTake, match=why):
        figures_frame([suffolk_audit.pk], leaving=Leaving(profile, by=taken_by(role, unit=a_unit(place))))


def test_a_closed_account_gets_no_frame(suffolk_audit):
    lead = taken_by(unit=suffolk_audit.unit)
    lead.is_active = False
    with pytest.raises(MayNotTake, match="closed"):
        figures_frame([suffolk_audit.pk], leaving=Leaving(by=lead))
