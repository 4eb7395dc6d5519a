"""Read a team's list: what is shown of it, and the cases that a person looks for in it."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate, now

from audit.models import ListedCase, Look, OversightApproval, TeamList
from cases.models import Case, Team, User

WEEKS_NOT_LOOKED, WEEKS_TO_END, NEW_DAYS = 12, 8, (10, 20)
OF_CASE = "review__sampled_case__case__"  # from a look to its case
NEW, HIGH, ENDING = "new", "high", "ending"
SHOWN = {
    NEW: "Allocated {} to {} days ago".format(*NEW_DAYS),
    HIGH: "High or very high risk, not looked at for {} weeks",
    ENDING: f"Ends within {WEEKS_TO_END} weeks",
}

TOLD = {NEW: Q(allocated_on__isnull=False), HIGH: ~Q(rosh_level=""), ENDING: Q(end_date__isnull=False)}


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
    return _lines(team_list).select_related("practitioner").annotate(looked_at=Subquery(_last_look()))


def _lines(team_list):
    restricted = Case.objects.filter(unit=team_list.team.unit_id).exclude(restricted_digest="")
    digests = restricted.values("restricted_digest")  # read once, not for each line
    return team_list.cases.filter(practitioner__team=team_list.team_id).exclude(digest__in=digests)


def shown(name: str, unit: int, weeks: int = WEEKS_NOT_LOOKED) -> Q:
    """Return the condition on listed_cases that NEW, HIGH or ENDING stands for. `weeks`: since when not looked at."""
    today = localdate()
    if name == NEW:
        return Q(allocated_on__range=[today - timedelta(days=days) for days in reversed(NEW_DAYS)])
    if name == ENDING:
        return Q(end_date__range=(today, today + timedelta(weeks=WEEKS_TO_END)))
    looks = Look.objects.finished().filter(review__submitted_at__gte=now() - timedelta(weeks=weeks))
    looked_at = looks.filter(**{f"{OF_CASE}unit": unit}).values(f"{OF_CASE}reference")  # read once, not for each line
    return Q(rosh_level__in=("high", "very_high")) & ~Q(reference__in=looked_at)


def count_shown(team_list: TeamList) -> dict[str, int | None]:
    """Return {NEW, HIGH and ENDING: how many people of the list are in it; None where no line has the fact}."""
    unit = team_list.team.unit_id
    counts = {name: Count("reference", filter=shown(name, unit), distinct=True) for name in SHOWN}
    told = {f"{name}_told": Count("pk", filter=fact) for name, fact in TOLD.items()}
    found = _lines(team_list).aggregate(**counts, **told)
    return {name: found[name] if found[f"{name}_told"] else None for name in SHOWN}


def old_lists(today: date) -> QuerySet[TeamList]:
    """Return the lists whose day has come, and those of PDUs that no longer use team lists."""
    using = OversightApproval.objects.in_force().filter(team_lists=True).values("unit")
    kept = TeamList.objects.filter(delete_on__gt=today, team__unit__in=using)
    return TeamList.objects.exclude(pk__in=kept.values("pk"))


def _last_look():
    """The time of the last finished look at a case with a line's reference."""
    case = {f"{OF_CASE}reference": OuterRef("reference"), f"{OF_CASE}unit": OuterRef("practitioner__team__unit")}
    looks = Look.objects.finished().filter(**case).order_by("-review__submitted_at")
    return looks.values("review__submitted_at")[:1]
