"""What a head of service sees of oversight: counts by team, and no person."""

from dataclasses import dataclass

from audit.oversight.proofs.reads import count_gaps, why_too_few
from audit.oversight.team.reads import teams_led_by
from audit.oversight.team.team_findings import findings_of_teams
from cases.counted import counted
from cases.models import Team


@dataclass(frozen=True)
class LedTeam:
    """`said`: the team's counts in words, or why there are none."""

    team: Team
    said: str


def build_led_teams(user) -> tuple[LedTeam, ...]:
    """Build the LedTeams of a head of service, by PDU and name. Three queries, one where no team has enough looks."""
    teams = list(teams_led_by(user))
    too_few = {team.pk: why_too_few(team.people, team.looks, team.looked_into) for team in teams}
    shown = [number for number, why in too_few.items() if not why]
    findings = [each for each in findings_of_teams(shown) if each.counts] if shown else []
    return tuple(LedTeam(team, too_few[team.pk] or _in_words(team, findings)) for team in teams)


def _in_words(team, findings):
    own = [(each.question, each.facts) for each in findings if each.team == team.pk]
    gaps = count_gaps(own)
    put_right, still_open = (sum(getattr(row.put_right, name) for row in gaps.rows) for name in ("put_right", "open"))
    number = sum(row.put_right.gaps for row in gaps.rows)
    return f"{counted(number, 'gap')}, {put_right} put right, {still_open} open; {counted(gaps.strengths, 'strength')}"
