"""The page of those who oversee several teams: what waits for them, and the teams to choose from."""

from dataclasses import dataclass

from django.urls import reverse

from audit.models import Finding
from audit.notices.pages import NoticeLine, notices_of
from audit.oversight.alerts.pages import WaitingAlerts, build_waiting_alerts
from audit.oversight.findings.reads import states_today
from audit.oversight.team.reads import teams_of
from cases.models import Team


@dataclass(frozen=True)
class Teams:
    """`waiting`: how many findings wait for the user, at `waiting_address`. `without_spo`: teams without an SPO."""

    alerts: WaitingAlerts
    notices: list[NoticeLine]
    waiting: int
    waiting_address: str
    teams: tuple[Team, ...]
    without_spo: tuple[Team, ...]


def build_teams(user) -> Teams:
    """Build the Teams of a User."""
    teams = tuple(teams_of(user))
    today = states_today(Finding.objects.for_person(user), user)
    return Teams(
        alerts=build_waiting_alerts(user),
        notices=notices_of(user),
        waiting=sum(each.waits for each in today.values()),
        waiting_address=f"{reverse('findings')}?state=waiting",
        teams=teams,
        without_spo=tuple(team for team in teams if not team.has_spo),
    )
