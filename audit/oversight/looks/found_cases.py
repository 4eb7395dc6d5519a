"""Find the case to look at: by its CRN, or the one that has not been looked at for longest."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from audit.models import Look, is_approved
from cases.extract.restricted.known import digest_of
from cases.models import REMOVED, Case, DeliveryUnit, Practitioner, Team, User, in_teams
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, reach_of


def cases_overseen_by(user: User) -> QuerySet[Case]:
    """Return the cases that are held now in a team that the user oversees, with who holds them."""
    held = in_teams(reach_of(user, Permission.OVERSEE).teams)
    reached = (held | rows_reached(user, Permission.OVERSEE)) & Q(is_approved("unit")) & Q(restricted_digest="")
    return Case.objects.filter(reached).select_related("practitioner__team", "team")


def units_overseen_by(user: User) -> QuerySet[DeliveryUnit]:
    """Return the PDUs in which the user oversees a team."""
    return DeliveryUnit.objects.filter(pk__in=Team.objects.overseen_by(user).values("unit"))


def practitioners_to_name(user: User) -> QuerySet[Practitioner]:
    """Return the practitioners that the user may name as holding a case, by name."""
    return Practitioner.objects.overseen_by(user).filter(Q(is_approved("team__unit")), left_on=None).by_name()


def case_on_crn(user: User, crn: str) -> Case | None:
    """Return the overseen case with this CRN; of several sentences the latest. None without one."""
    found = cases_overseen_by(user).filter(reference__iexact=crn)
    return found.order_by(F("start_date").desc(nulls_last=True), "-pk").first()


def is_in_another_team(user: User, crn: str) -> bool:
    """Whether a case with this CRN, not restricted, is held in the user's PDUs but in none of their teams."""
    cases = Case.objects.filter(unit__in=units_overseen_by(user), reference__iexact=crn, restricted_digest="")
    return cases.exists() and case_on_crn(user, crn) is None


def is_restricted(user: User, crn: str) -> bool:
    """Whether the CRN is of a person known to be restricted in the user's PDUs."""
    cases = Case.objects.filter(unit__in=units_overseen_by(user)).exclude(restricted_digest="")
    return cases.filter(Q(reference__iexact=crn) | Q(restricted_digest=digest_of(crn))).exists()


def longest_not_looked_at(user: User) -> Case | None:
    """Return the running case that has not been looked at for longest, among those that the user oversees."""
    last = Look.objects.finished().filter(review__sampled_case__case=OuterRef("pk")).order_by("-review__submitted_at")
    running = Q(end_date=None) | Q(end_date__gte=localdate())
    cases = cases_overseen_by(user).filter(running).exclude(reference__startswith=REMOVED)
    cases = cases.annotate(last=Subquery(last.values("review__submitted_at")[:1]))
    return cases.order_by(F("last").asc(nulls_first=True), "pk").first()
