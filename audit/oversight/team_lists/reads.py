"""Read a team's list: what is shown of it, and the cases that a person looks for in it."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate, now

from audit.models import ListedCase, Look, OversightApproval, TeamList
from cases.models import Case, Team, User

WEEKS_NOT_LOOKED, WEEKS_TO_END, NEW_DAYS = 12, 8, (10, 20)
NEW, HIGH, ENDING = "new", "high", "ending"
SHOWN = {
    NEW: "Allocated {} to {} days ago".format(*NEW_DAYS),
    HIGH: "High or very high risk, not looked at for {} weeks",
    ENDING: f"Ends within {WEEKS_TO_END} weeks",
}


def list_of(team: Team, user: User) -> TeamList | None:
    """Return the team's list if it is still kept and the user oversees the team."""
    return TeamList.objects.visible_to(user).filter(team=team).select_related("uploaded_by", "team__unit").first()


def version_of(team: Team) -> str:
    """Return what tells a team's present list from an earlier or later one; "" for none."""
    stored = TeamList.objects.filter(team=team).first()
    return str(stored.pk) if stored else ""


def listed_cases(team_list: TeamList) -> QuerySet[ListedCase]:
    """Return the lines of practitioners who are in the team now, without people known as restricted by now.

    `looked_at`: when a look at the case was last finished.
    """
    restricted = Case.objects.exclude(restricted_digest="").filter(
        unit=OuterRef("practitioner__team__unit"), restricted_digest=OuterRef("digest")
    )
    lines = team_list.cases.filter(~Exists(restricted), practitioner__team=team_list.team_id)
    return lines.select_related("practitioner").annotate(looked_at=Subquery(_last_look()))


def shown(name: str, weeks: int = WEEKS_NOT_LOOKED) -> Q:
    """Return the condition on listed_cases that NEW, HIGH or ENDING stands for. `weeks`: since when not looked at."""
    today = localdate()
    if name == NEW:
        return Q(allocated_on__range=[today - timedelta(days=days) for days in reversed(NEW_DAYS)])
    if name == ENDING:
        return Q(end_date__range=(today, today + timedelta(weeks=WEEKS_TO_END)))
    not_looked = Q(looked_at=None) | Q(looked_at__lt=now() - timedelta(weeks=weeks))
    return Q(rosh_level__in=("high", "very_high")) & not_looked


def count_shown(team_list: TeamList) -> dict[str, int]:
    """Return {NEW, HIGH and ENDING: how many people of the list are in it}."""
    counts = {name: Count("reference", filter=shown(name), distinct=True) for name in SHOWN}
    return listed_cases(team_list).aggregate(**counts)


def old_lists(today: date) -> QuerySet[TeamList]:
    """Return the lists whose day has come, and those of PDUs that no longer use team lists."""
    using = OversightApproval.objects.in_force().filter(team_lists=True).values("unit")
    kept = TeamList.objects.filter(delete_on__gt=today, team__unit__in=using)
    return TeamList.objects.exclude(pk__in=kept.values("pk"))


def _last_look():
    """The time of the last finished look at a case with a line's reference."""
    case = {"reference": OuterRef("reference"), "unit": OuterRef("practitioner__team__unit")}
    looks = Look.objects.finished().filter(
        **{f"review__sampled_case__case__{field}": value for field, value in case.items()}
    )
    return looks.order_by("-review__submitted_at").values("review__submitted_at")[:1]
