"""Draw a round: what each case weighs and why, and which cases come in with what chance."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from audit.models import Look
from audit.oversight.rounds.pool import Found
from audit.oversight.rounds.round_plan import FLAGGED, NEW, QUIET, ROSH, THEME, RoundPlan
from audit.planning.reads import version_from
from cases.case_values import FLAGS, ROSH_LEVELS, SENTENCE_TYPES, SEXES
from cases.counted import counted, plural
from cases.identifiers.crn import typed_crn
from cases.listed import listed
from cases.models import Team
from cases.sampling.weighted import Weighted, draw_weighted

HIGH = ("high", "very_high")
THEME_FACTS = {
    f"{fact}={code}": name
    for fact, names in (("flags", FLAGS), ("sentence_type", SENTENCE_TYPES), ("sex", SEXES))
    for code, name in names.items()
}


class Picked(NamedTuple):
    """A case of the round. `chance`: of being drawn; None if it was picked by hand. `because`: reasons in words."""

    found: Found
    chance: Fraction | None
    because: list[str]


def draw_round(plan: RoundPlan, pool: Sequence[Found], team: Team) -> list[Picked]:
    """Draw the round's cases from the pool, those picked by hand besides; by practitioner, then by CRN.

    The same plan draws the same cases from the same pool.
    """
    today, last_looks = localdate(), last_looks_in(team)
    because = {found.key: reasons_for(found, plan, last_looks.get(found.key), today) for found in pool}
    weighted = [
        Weighted(found.key, str(found.practitioner.pk) if found.practitioner else "", _weight(plan, because[found.key]))
        for found in pool
        if not found.is_hand_picked
    ]
    drawn = draw_weighted(weighted, plan.each or 0, seed=plan.seed)
    picked = [
        Picked(found, drawn.get(found.key), list(because[found.key].values()))
        for found in pool
        if found.is_hand_picked or found.key in drawn
    ]
    return sorted(picked, key=_by_name)


def _by_name(picked):
    practitioner = picked.found.practitioner
    return (
        practitioner.name.casefold() if practitioner else "",
        practitioner.pk if practitioner else 0,
        picked.found.key,
    )


def _weight(plan, because):
    weight = 1
    for matter in because:
        weight *= plan.times.get(matter, 1)
    return weight


def reasons_for(found: Found, plan: RoundPlan, last_look: datetime | None, today: date) -> dict[str, str]:
    """Return {what matters: the reason in words} for what applies to a case."""
    rosh, flags = found.fact("rosh_level"), found.fact("flags") or []
    allocated, start = found.fact("allocated_on"), found.fact("start_date")
    is_new = (allocated or start) and (allocated or start) >= today - timedelta(weeks=plan.new_weeks)
    reasons = {
        ROSH: f"{ROSH_LEVELS[rosh].lower()} risk of serious harm" if rosh in HIGH else "",
        NEW: _since(allocated, start) if is_new else "",
        FLAGGED: _flags(flags),
        QUIET: _quiet(last_look, plan.quiet_weeks, today),
        THEME: f"theme: {THEME_FACTS[plan.theme_fact].lower()}" if _fits(found, plan.theme_fact) else "",
    }
    return {matter: reason for matter, reason in reasons.items() if reason}


def _since(allocated, start):
    day = date_format(allocated or start, "j F Y")
    return f"new: allocated on {day}" if allocated else f"new: began on {day}"


def _flags(flags):
    names = [FLAGS.get(flag, flag).lower() for flag in flags]
    return f"{listed(names)} {plural(len(names), 'flag')}" if names else ""


def _quiet(last_look, weeks, today):
    if last_look is None:
        return "not looked at before"
    is_long_ago = localtime(last_look).date() < today - timedelta(weeks=weeks)
    return f"not looked at for {counted(weeks, 'week')}" if is_long_ago else ""


def _fits(found, theme_fact):
    fact, _, code = theme_fact.partition("=")
    held = found.fact(fact) if fact else None
    return code in held if isinstance(held, list) else held == code and bool(code)


def last_looks_in(team: Team) -> Mapping[str, datetime]:
    """Return {key of a CRN: when a look at a case of this CRN was last finished} in the team's PDU."""
    looks = Look.objects.finished().filter(review__sampled_case__case__unit=team.unit).order_by()
    latest = looks.values("review__sampled_case__case__reference").annotate(at=Max("review__submitted_at"))
    return {typed_crn(row["review__sampled_case__case__reference"]): row["at"] for row in latest}


def proposal_version(picked: Sequence[Picked]) -> str:
    """Return what changes when the proposed cases, who holds them or their chances do."""
    return version_from(
        [(each.found.key, each.found.practitioner and each.found.practitioner.pk, str(each.chance)) for each in picked]
    )
