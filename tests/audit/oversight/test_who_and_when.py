"""Who reads a finding or an alert, and what happens when people and cases move. One test for each rule."""

import pytest
from django.utils import timezone

from audit.models import Alert, Finding, Look, Replacement
from audit.models.oversight.finding import EntryKind
from audit.oversight.findings.actions.thread import record_entry
from audit.oversight.looks.reads import earlier_findings
from audit.planning.actions.facts import correct_fact
from cases.models import Case, Membership, Practitioner, Team
from cases.permissions import Role
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.oversight.a_team import a_look, a_practitioner, a_team
from tests.audit.oversight.a_time import DAY, closed, page, reads
from tests.audit.oversight.findings.a_finding import a_finding, add, stored
from tests.audit.reading import text_at, text_of
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
TODAY = timezone.localdate


# --- who: transfers, leavers ---


def give(case, practitioner):
    """The case goes to the practitioner, as every change of a case is stored: with its history."""
    case = Case.objects.get(pk=case.pk)
    case.practitioner = practitioner
    case.save()


def test_within_the_team_the_spo_is_asked_who_has_to_act_and_the_new_practitioner_is_preset(gap, spo, practitioners):
    first, second, third = practitioners
    asked = "The SPO says who has to act"
    assert asked not in text_of(page(gap, spo))
    give(gap.case, second)
    response = page(gap, spo)
    assert f"The case has gone to {second}. {asked}: {second}, or still {first}." in text_of(response)
    preset = response.context["form"].initial
    assert (preset["kind"], preset["owner"]) == ("owner", str(second.pk))
    assert "1 finding waits for you" in text_at(client_of(spo), "/findings/")
    add_owner(stored(gap), first, spo)  # who may keep it
    assert asked not in text_of(page(gap, spo))
    give(gap.case, third)
    assert f"The case has gone to {third}. {asked}" in text_of(page(gap, spo))


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


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"end_date": TODAY() - DAY}, "The sentence ended on"),
        ({"practitioner": "Practitioner N"}, "The case has left Suffolk PDU and is held in Norfolk PDU."),
    ],
)
def test_of_a_case_that_ended_or_left_an_open_finding_asks_if_it_can_still_be_put_right(gap, team, changed, said):
    lead = a_user("regional lead", Role.QUALITY_LEAD, team.unit.region)
    elsewhere = a_practitioner(a_team("Norwich", a_unit("Norfolk PDU")), "Practitioner N")
    give_to = {"practitioner": elsewhere} if "practitioner" in changed else changed
    Case.objects.filter(pk=gap.case_id).update(**give_to)
    shown = text_of(page(gap, lead))
    assert said in shown
    assert "Can it still be put right? If not, close it without a check." in shown
    assert "Close it without a check" in shown
    assert not stored(gap).entries.exists()


def test_open_findings_of_a_practitioner_who_left_go_to_the_spo(gap, spo, practitioners):
    Practitioner.objects.filter(pk=practitioners[0].pk).update(left_on=TODAY())
    assert "The SPO, since Practitioner A has left" in text_of(page(gap, spo))
    assert "1 finding waits for you" in text_at(client_of(spo), "/findings/")


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
    assert "The case was taken out of “November round” on" in text_of(page(gap, spo))


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
    assert "A fact of the case was corrected on" in text_of(page(gap, spo))


def test_two_cases_of_one_person_show_the_findings_of_both_each_with_its_own_question(gap, sampled_cases, spo):
    later, look = sampled_cases[1].case, a_look(sampled_cases[1], spo)
    Case.objects.filter(pk=later.pk).update(reference=gap.case.reference, start_date=TODAY())
    second = a_finding(look, spo, place=1)
    earlier = earlier_findings(Look.objects.get(pk=look.pk), spo)
    assert {each.question for each in earlier} == {gap.question, second.question}
