"""Read what a person can choose when they plan a round."""

from typing import NamedTuple

from audit.frameworks import oversight_choices
from audit.models import Round, SampledCase, TeamList, is_approved
from cases.models import Team, User


class PlanChoices(NamedTuple):
    """Lists of (value, label). `earlier`: audits and rounds by number. `listed`: the teams that have a team list."""

    teams: list[tuple[int, str]]
    instruments: list[tuple[str, str]]
    earlier: list[tuple[int, str]]
    listed: frozenset[int]


def choices_for_plan(user: User) -> PlanChoices:
    """Return what the user can choose from: teams that they oversee and where oversight is approved."""
    teams = Team.objects.overseen_by(user).filter(is_approved("unit")).select_related("unit").order_by("name", "pk")
    lists = TeamList.objects.visible_to(user).values_list("team", flat=True)
    return PlanChoices(
        [(team.pk, f"{team}, {team.unit}") for team in teams],
        oversight_choices(),
        [*_rounds(user), *_audits(user)],
        frozenset(lists),
    )


def _rounds(user):
    rounds = Round.objects.visible_to(user).planned().filter(removed_at=None).select_related("audit", "team")
    return [(each.audit_id, f"{each}, {each.team}") for each in rounds]


def _audits(user):
    """The audits with cases that the user may see now: those of an SPO's team open with the sign-off."""
    sampled = SampledCase.objects.visible_to(user).order_by()
    rows = sampled.values_list("audit", "audit__title", "audit__created_at").distinct()
    return [(number, title) for number, title, _ in sorted(rows, key=lambda row: row[2], reverse=True)]


def team_to_plan_for(user: User, number: int) -> Team:
    """Return the team that the user plans a round for. Raises Team.DoesNotExist if they no longer oversee it."""
    teams = Team.objects.overseen_by(user).filter(is_approved("unit"))
    return teams.select_related("unit").get(pk=number)
