"""The results on a person's home page: those signed off, those to come, and their own team's cases in them."""

from dataclasses import dataclass

from audit.access import when_result_is_expected
from audit.home.reads import audits_to_come, cases_of_own_teams, results_of, teams_of
from audit.models import Audit
from cases.permissions import Permission, permissions_anywhere

LISTED = 5  # of each; the list of audits has all


@dataclass(frozen=True)
class Results:
    """`signed`: the latest results, `to_come`: (audit in progress, when its result is expected).

    `team`: the names of the user's own teams, and `of_team`: (audit, title, number of the team's cases in it).
    """

    signed: tuple[Audit, ...]
    to_come: tuple[tuple[Audit, str], ...]
    team: str
    of_team: tuple[tuple[int, str, int], ...]


def build_results(user):
    """Build the Results of a User who sees results."""
    signed, to_come = results_of(user)[:LISTED], audits_to_come(user)[:LISTED]
    teams = teams_of(user) if Permission.SEE_CASES in permissions_anywhere(user) else []
    return Results(
        signed=tuple(signed),
        to_come=tuple((audit, when_result_is_expected(audit)) for audit in to_come),
        team=" and ".join(teams),
        of_team=tuple(cases_of_own_teams(user)[:LISTED]) if teams else (),
    )
