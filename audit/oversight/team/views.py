"""My team: what waits for an SPO, and the teams of those who have several."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.oversight.access import show_not_in_use
from audit.oversight.team.access import opens_teams, refuse_team
from audit.oversight.team.pages import build_my_team
from audit.oversight.team.reads import teams_of, uses_oversight
from audit.oversight.team.several import build_teams
from cases.navigation import remember_oversight


@require_safe
@opens_teams
def my_team(request):
    """Shows the user's team, or where they have several, the teams to choose from."""
    teams = list(teams_of(request.user)[:2])
    if len(teams) == 1:
        return _show(request, teams[0])
    if not teams and not uses_oversight(request.user):
        return show_not_in_use(request)
    remember_oversight(request, True)
    return render(request, "audit/oversight/team/my_team.html", {"page": build_teams(request.user)})


@require_safe
@opens_teams
def team(request, team):
    """Shows one of the teams that the user oversees."""
    found = teams_of(request.user).filter(pk=team).first()
    if found is None:
        return refuse_team(request, team)
    return _show(request, found)


def _show(request, team):
    remember_oversight(request, True)
    return render(request, "audit/oversight/team/team.html", {"page": build_my_team(team, request.user)})
