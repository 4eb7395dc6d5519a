"""Plan a round: draw it once more as it was shown, and store it with its cases."""

from django.db import transaction

from audit.models import Round, SampledCase
from audit.oversight.rounds.actions.store import store_cases, store_round
from audit.oversight.rounds.drawing import Picked, draw_round, proposal_version
from audit.oversight.rounds.pool import pool_of
from audit.oversight.rounds.round_plan import RoundPlan
from cases.actions.trail import record_event
from cases.models import Case, Event, Team, User

OF_THE_LIST = ("start_date", "end_date", "rosh_level", "flags")


class RoundRefused(Exception):
    """The round cannot be stored. The text says why."""


@transaction.atomic
def plan_round(*, plan: RoundPlan, based_on: str, by: User) -> Round:
    """Store the round that was proposed. `based_on`: the proposal_version of what the person was shown.

    A case that the tool does not know yet is added with its CRN, its practitioner and what the team list says of it.
    Raises RoundRefused, FrameworkProblem.
    """
    team = Team.objects.select_for_update().select_related("unit").get(pk=plan.team)
    picked = draw_round(plan, pool_of(plan, team, by).found, team)
    if not picked:
        raise RoundRefused("Nothing is saved: no case is left to look at.")
    if proposal_version(picked) != based_on:
        raise RoundRefused("Nothing is saved: the cases of the team changed after you were shown these. Look again.")
    stored = store_round(
        team=team,
        title=plan.title,
        instrument=plan.instrument,
        closes_on=plan.closes_on,
        theme=plan.theme,
        plan=plan.to_keep(),
        keep_months=plan.keep_months,
        by=by,
    )
    sampled = [_sampled(stored, number, each, by) for number, each in enumerate(picked, start=1)]
    store_cases(sampled=sampled, reviewer=by, by=by)
    record_event(
        kind=Event.Kind.ROUND_PLANNED, unit=team.unit, audit=stored.audit_id, cases=len(sampled), seed=plan.seed, by=by
    )
    return stored


def _sampled(stored: Round, number: int, picked: Picked, by: User) -> SampledCase:
    return SampledCase(
        audit=stored.audit,
        case=_stored_case(stored.team, picked, by),
        number=number,
        hand_picked=picked.found.is_hand_picked,
        chance=None if picked.chance is None else float(picked.chance),
        picked_because=picked.because,
    )


def _stored_case(team: Team, picked: Picked, by: User) -> Case:
    """Return the case as stored, with what the team list says of it now; a new one if it was not known."""
    found = picked.found
    case = found.case or Case(unit=team.unit, team=team, reference=found.reference)
    said = {name: found.facts[name] for name in OF_THE_LIST if name in found.facts} | {
        "practitioner": found.practitioner
    }
    changed = {name: value for name, value in said.items() if getattr(case, name) != value}
    if changed or case.pk is None:
        for name, value in changed.items():
            setattr(case, name, value)
        case._history_user = by
        case.save()
    return case
