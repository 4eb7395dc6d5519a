"""The values of the page that shows which cases a round would hold, and who is left out."""

from collections import Counter
from dataclasses import dataclass

from audit.oversight.rounds.choices import team_to_plan_for
from audit.oversight.rounds.drawing import draw_round, proposal_version
from audit.oversight.rounds.forms.plan import ConfirmRoundForm, sign_plan
from audit.oversight.rounds.pages.words import because_of
from audit.oversight.rounds.pool import pool_of
from cases.counted import counted


@dataclass(frozen=True)
class ProposedCase:
    crn: str
    practitioner: str
    because: str
    is_hand_picked: bool
    is_new: bool


def build_proposal(plan, user):
    """Return what the page shows of a RoundPlan; nothing is stored yet."""
    team = team_to_plan_for(user, plan.team)
    pool = pool_of(plan, team, user)
    picked = draw_round(plan, pool.found, team)
    lines = [
        ProposedCase(
            each.found.reference,
            str(each.found.practitioner or "no practitioner is known"),
            because_of(each.because, each.found.is_hand_picked),
            each.found.is_hand_picked,
            each.found.case is None,
        )
        for each in picked
    ]
    practitioners = {line.practitioner for line in lines}
    return {
        "plan": plan,
        "team": team,
        "lines": lines,
        "total": f"{counted(len(lines), 'case')} of {counted(len(practitioners), 'practitioner')}",
        "left_out": _left_out(pool.left_out),
        "form": ConfirmRoundForm(
            initial={"proposal": sign_plan(plan, proposal_version(picked), user.pk)}, person=user.pk
        ),
    }


def _left_out(left_out):
    """Return a sentence for each row or CRN; cases without a name are counted."""
    named = [f"{what}: {why}" for what, why in left_out if what]
    counts = Counter(why for what, why in left_out if not what)
    return [*named, *(f"{counted(number, 'case')}: {why}" for why, number in counts.items())]
