"""A round is planned from typed CRNs, known cases, the team list or an earlier round, and says why each case is in."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, Notice, Purpose, Round, TeamList
from audit.oversight.rounds.actions.plan import RoundRefused, plan_round
from audit.oversight.rounds.drawing import draw_round, proposal_version
from audit.oversight.rounds.pool import pool_of
from audit.oversight.rounds.round_plan import EARLIER, FLAGGED, FROM_TYPED, KNOWN, LISTED, ROSH, TYPED, RoundPlan
from cases.extract.actions.removal import mark_restricted
from cases.models import Case, Event, Practitioner
from tests.audit.oversight.a_team import INSTRUMENT, a_case, a_look, a_practitioner, a_round, a_team

TODAY = timezone.localdate()
SOON = TODAY + datetime.timedelta(days=14)


def a_plan(team, **facts):
    usual = {"title": "November round", "instrument": INSTRUMENT, "closes_on": SOON, "keep_months": 6, "seed": 7}
    return RoundPlan(**({"team": team.pk, "source": TYPED, "each": 1} | usual | facts))


def proposed(plan, team, user):
    """[(CRN, reasons, chance)] of what the plan would hold, and what is left out, as "X: why"."""
    pool = pool_of(plan, team, user)
    picked = draw_round(plan, pool.found, team)
    left_out = [f"{each.what}: {each.why}" for each in pool.left_out]
    return [(each.found.reference, each.because, each.chance) for each in picked], left_out


def stored(plan, team, user):
    picked = draw_round(plan, pool_of(plan, team, user).found, team)
    return plan_round(plan=plan, based_on=proposal_version(picked), by=user)


def test_each_practitioner_gives_the_number_of_cases_asked_for_and_each_case_says_why(team, cases, spo):
    Case.objects.filter(pk=cases[0].pk).update(rosh_level="very_high", start_date=TODAY)
    plan = a_plan(team, source=KNOWN, times={ROSH: 4})
    drawn, left_out = proposed(plan, team, spo)
    assert (len(drawn), left_out) == (3, [])
    said = {reference: reasons for reference, reasons, _ in proposed(a_plan(team, source=KNOWN, each=2), team, spo)[0]}
    start = f"new: began on {TODAY.day} {TODAY:%B %Y}"
    high = "very high risk of serious harm"
    assert said["X120001"] == [high, start, "domestic abuse flag", "not looked at before"]
    assert said["X120006"] == ["domestic abuse flag", "not looked at before"]


def test_the_chance_of_a_case_is_stored_with_the_round_and_the_same_seed_draws_the_same(team, cases, spo):
    Case.objects.filter(pk=cases[0].pk).update(rosh_level="high")
    plan = a_plan(team, source=KNOWN, times={ROSH: 4})
    made = stored(plan, team, spo)
    chances = {sampled.case.reference: sampled.chance for sampled in made.audit.sampled_cases.all()}
    expected = {"X120001": 0.8, "X120002": 0.2}  # four times the weight of the other case of Practitioner A
    assert chances == {reference: expected.get(reference, 0.5) for reference in chances}
    again = stored(plan, team, spo).audit.sampled_cases
    assert {sampled.case.reference for sampled in again.all()} == set(chances)


def test_a_round_is_stored_as_an_audit_of_purpose_oversight_and_its_practitioners_are_told(team, cases, spo, officer):
    made = stored(a_plan(team, crns="X120001\nX120003", theme="Contingency"), team, spo)
    assert (made.audit.purpose, made.audit.unit, made.team) == (Purpose.OVERSIGHT, team.unit, team)
    assert made.theme == "Contingency"
    assert [sampled.hand_picked for sampled in made.audit.sampled_cases.all()] == [True, True]
    assert Notice.objects.visible_to(officer).get().kind == Notice.Kind.PICKED
    assert Event.objects.get(kind=Event.Kind.ROUND_PLANNED).details == {"cases": 2, "seed": 7}
    assert "X1" not in str(made.plan)


def test_typed_crns_are_found_however_they_are_written_and_what_cannot_be_used_says_its_row_and_a_remedy(
    team, cases, spo
):
    other = a_practitioner(a_team("Lowestoft"), "Practitioner Z")
    a_case(other, "X990001")
    Case.objects.filter(pk=cases[1].pk).update(end_date=TODAY - datetime.timedelta(days=1))
    mark_restricted(case=cases[2])
    rows = ["x 120001", "X120002", "X120003", "X120003, Practitioner B", "X990001, Practitioner B", "X880001"]
    rows += ["X880002, Practitioner Z", "X880003\tpractitioner b", "X120001", "what?"]
    picked, left_out = proposed(a_plan(team, crns="\n".join(rows)), team, spo)
    assert [reference for reference, *_ in picked] == ["X120001", "X880003"]
    remedy = "Write the practitioner's name after it, for example “{}, Practitioner A”. If the case is restricted, use"
    unknown = f"is not known as a case of this team. {remedy} the case record."
    assert left_out == [
        "Row 3: X120003 " + unknown.format("X120003"),
        "Row 4: X120003 is in row 3 already.",
        "Row 5: It is not a case of this team.",
        "Row 6: X880001 " + unknown.format("X880001"),
        "Row 7: No practitioner of Ipswich is called “Practitioner Z”. There are Practitioner A, Practitioner B and "
        "Practitioner C.",
        "Row 9: X120001 is in row 1 already.",
        "Row 10: It does not begin with a CRN or local reference.",
        "X120002: Ended.",
    ]


def test_ended_cases_of_the_team_that_no_one_typed_are_only_counted(team, cases, spo):
    Case.objects.filter(pk__in=[cases[0].pk, cases[1].pk]).update(end_date=TODAY - datetime.timedelta(days=1))
    _, left_out = proposed(a_plan(team, source=KNOWN, crns="X120001"), team, spo)
    assert sorted(set(left_out)) == [": Ended.", "X120001: Ended."]


def test_a_restricted_case_is_not_looked_at_by_naming_its_practitioner_either(team, cases, spo):
    mark_restricted(case=cases[2])
    _, left_out = proposed(a_plan(team, crns="X120003, Practitioner B"), team, spo)
    assert left_out == ["Row 1: A restricted case. Use the case record."]


def test_a_case_that_the_tool_does_not_know_is_added_with_its_practitioner(team, practitioners, spo):
    made = stored(a_plan(team, crns="x880001, Practitioner B"), team, spo)
    case = Case.objects.get()
    assert (case.reference, case.practitioner, case.team, case.unit) == ("X880001", practitioners[1], team, team.unit)
    assert (made.audit.sampled_cases.get().case, case.history.get().history_user) == (case, spo)


def test_cases_are_drawn_from_the_typed_ones_only(team, cases, spo):
    picked, _ = proposed(a_plan(team, source=FROM_TYPED, crns="X120001\nX120002\nX120003"), team, spo)
    assert [chance for *_, chance in picked] == [0.5, 1]


def test_typed_cases_come_in_beside_the_drawn_ones_and_are_marked(team, cases, spo):
    made = stored(a_plan(team, source=KNOWN, crns="X120001"), team, spo)
    marked = made.audit.sampled_cases.filter(hand_picked=True)
    assert (made.audit.sampled_cases.count(), marked.get().case, marked.get().chance) == (4, cases[0], None)


def list_cases(team, *lines):
    team_list = TeamList.objects.create(team=team, uploaded_at=timezone.now(), delete_on=SOON)
    for reference, practitioner, facts in lines:
        team_list.cases.create(reference=reference, practitioner=practitioner, **facts)


def test_the_team_list_gives_cases_and_what_it_says_of_them_is_stored(team, cases, practitioners, spo):
    team.unit.oversight_approvals.update(team_lists=True)
    other = a_case(a_practitioner(a_team("Lowestoft"), "Practitioner Z"), "X990001")
    list_cases(
        team,
        ("X120001", practitioners[1], {"rosh_level": "high"}),
        ("X880001", practitioners[2], {"allocated_on": TODAY, "flags": ["RCPR"]}),
        (other.reference, practitioners[1], {}),
        ("X880002", None, {}),
    )
    plan = a_plan(team, source=LISTED, times={FLAGGED: 2})
    _, left_out = proposed(plan, team, spo)
    no_name = "The list does not say which practitioner of this team holds it."
    assert left_out == [f"X880002: {no_name}", "X990001: It is not a case of this team."]
    made = stored(plan, team, spo)
    known, new = made.audit.sampled_cases.order_by("case__reference").select_related("case")
    assert (known.case.practitioner, known.case.rosh_level) == (practitioners[1], "high")
    assert (new.case.practitioner, new.case.flags) == (practitioners[2], ["RCPR"])
    assert new.picked_because[0] == f"new: allocated on {TODAY.day} {TODAY:%B %Y}"


def test_an_earlier_round_gives_the_cases_that_the_team_still_holds(team, cases, practitioners, spo):
    earlier = a_round(team, cases[:4], spo=spo)
    a_look(earlier.audit.sampled_cases.get(number=1), spo, finished=True)
    Practitioner.objects.filter(pk=practitioners[1].pk).update(team=a_team("Lowestoft"))
    picked, left_out = proposed(a_plan(team, source=EARLIER, earlier=earlier.audit_id, each=2), team, spo)
    assert [(reference, reasons[-1]) for reference, reasons, _ in picked] == [
        ("X120001", "domestic abuse flag"),  # looked at just now
        ("X120002", "not looked at before"),
    ]
    assert left_out == [": No longer held in this team, or restricted."] * 2


def test_a_round_of_another_team_gives_no_case(team, cases, spo, stranger):
    lowestoft = a_team("Lowestoft")
    theirs = a_round(lowestoft, [a_case(a_practitioner(lowestoft, "Practitioner Z"), "X990001")])
    assert proposed(a_plan(team, source=EARLIER, earlier=theirs.audit_id), team, spo) == ([], [])


@pytest.mark.parametrize("crns", ["", "X880001"])
def test_a_round_without_cases_is_refused(team, cases, spo, crns):
    with pytest.raises(RoundRefused, match="no case is left to look at"):
        stored(a_plan(team, crns=crns), team, spo)
    assert not Audit.objects.exists()


def test_a_round_whose_cases_changed_since_they_were_shown_is_refused(team, cases, spo):
    plan = a_plan(team, crns="X120001\nX120003")
    shown = proposal_version(draw_round(plan, pool_of(plan, team, spo).found, team))
    mark_restricted(case=cases[2])
    with pytest.raises(RoundRefused, match="changed after you were shown these"):
        plan_round(plan=plan, based_on=shown, by=spo)
    assert not Round.objects.exists()
