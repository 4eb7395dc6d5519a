"""Read rounds, their cases and their progress."""

from datetime import date

from django.db.models import Max
from django.utils.timezone import localdate

from audit.models import Audit, Round, SampledCase
from cases.models import Case, Team


def team_of(case: Case) -> Team | None:
    """Return the team in which a case is held now: its practitioner's, or without a practitioner its own."""
    return case.practitioner.team if case.practitioner else case.team


def next_number(audit: Audit) -> int:
    """Return the number of the next case that comes into a round."""
    return (audit.sampled_cases.aggregate(last=Max("number"))["last"] or 0) + 1


def is_past(round_: Round, day: date) -> bool:
    """Whether the day on which a round closes is over."""
    return round_.closes_on < day


def why_no_look(sampled: SampledCase) -> str:
    """Say why no look at a case of a round can begin; "" if one can."""
    if sampled.replaced_at:
        return "This case was replaced in the round, so it is not looked at."
    if sampled.case.restricted_digest:
        return "This case cannot be opened here. Use the case record."
    if team_of(sampled.case) != sampled.audit.round.team:
        return "This case is no longer held in the team of the round."
    if is_past(sampled.audit.round, localdate()):
        return "The round has closed. Choose a later day for it first, on the page of the round."
    return ""
