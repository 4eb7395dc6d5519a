"""The values of a round's page: its cases in order, why each was picked, and its look."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.oversight.rounds.pages.drawn import build_drawn
from audit.oversight.rounds.pages.words import because_of, state_of_look, state_of_round
from audit.oversight.rounds.progress import cases_of_round, found_in_round, next_to_look_at, reached_in_round
from audit.oversight.rounds.reads import is_past
from cases.counted import counted

UNREACHED = "Not open here now: another team holds it, or it is restricted"


@dataclass(frozen=True)
class CaseLine:
    """A case of a round. `name` has the CRN only where the user reaches the case. `look`: the number of its Look."""

    number: int
    name: str
    practitioner: str
    because: str
    is_hand_picked: bool
    state: str
    look: int | None
    can_begin: bool
    can_be_left_out: bool


def build_round(round_, user):
    """Return what the page of a round with_progress shows to a user who oversees its team."""
    today = localdate()
    reached, sampled = reached_in_round(round_, user), cases_of_round(round_)
    lines = [_line_of(each, each.number in reached, is_past(round_, today)) for each in sampled]
    return {
        "round": round_,
        "instrument": round_.audit.framework.title,
        "lines": lines,
        "progress": f"{round_.finished} of {counted(round_.cases, 'case')} looked at",
        "state": state_of_round(round_, today),
        "next": next_to_look_at(round_, user),
        "found": found_in_round(round_),
        "kept_until": _kept(round_),
        "drawn": build_drawn(round_.plan),
    }


def _line_of(sampled, is_reached, is_past):
    if not is_reached:
        state = state_of_look(sampled) if sampled.replaced_at else UNREACHED
        return CaseLine(sampled.number, str(sampled), "", "", sampled.hand_picked, state, None, False, False)
    waits = not (sampled.replaced_at or sampled.look or is_past)
    return CaseLine(
        sampled.number,
        sampled.with_crn,
        str(sampled.case.practitioner or ""),
        because_of(sampled.picked_because, sampled.hand_picked),
        sampled.hand_picked,
        state_of_look(sampled),
        sampled.look.pk if sampled.look else None,
        waits,
        not sampled.replaced_at and not (sampled.look and sampled.look.finished_at),
    )


def _kept(round_):
    if round_.removed_at:
        return f"Its looks and answers were removed on {date_format(round_.removed_at, 'j F Y')}."
    months = counted(round_.audit.keep_months, "month")
    return f"Its looks and answers are removed {months} after it closes. Findings have a time of their own."
