"""Read where an alert may be raised, which ones wait, and who is sent an e-mail."""

from django.db.models import Q, QuerySet
from django.http import Http404

from audit.models import Alert, Look, Review
from audit.oversight.access import may_use_oversight
from cases.models import Membership, User
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, roles_with


def review_of_look(user: User, look: int) -> Review:
    """Return the review of the look with this number. Raises Http404 unless the user oversees its case."""
    return _in_use(Review.objects.filter(look__in=Look.objects.visible_to(user).filter(pk=look)))


def review_to_alert_about(user: User, review: int) -> Review:
    """Return the review of an inspection with this number. Raises Http404 unless the user works on its case."""
    return _in_use(Review.objects.inspections().on_paper_for(user).filter(pk=review))


def _in_use(reviews):
    found = reviews.for_page().select_related("sampled_case__case__practitioner__spo", "sampled_case__case__unit")
    review = found.first()
    if review is None or not may_use_oversight(review.sampled_case.case.unit):
        raise Http404
    return review


def has_alert(look: Look) -> bool:
    """Whether an alert was raised from this look."""
    return Alert.objects.filter(review=look.review_id).exists()


def may_answer(user: User, alert: Alert) -> bool:
    """Whether the user, as SPO or quality lead, may record what was done."""
    return Alert.objects.overseen_by(user).filter(pk=alert.pk).exists()


def open_alerts(user: User) -> QuerySet[Alert]:
    """Return the alerts that the user is to answer as SPO or quality lead, the oldest first."""
    return Alert.objects.overseen_by(user).open().select_related("case", "practitioner", "by", "unit")


def open_alerts_to_head(user: User) -> QuerySet[Alert]:
    """Return the open alerts of the PDUs that the user leads as head of service: for numbers, never to be read."""
    led = Alert.objects.filter(rows_reached(user, Permission.RESPOND)).in_use().open()
    return led.select_related("team", "unit").only("at", "team__name", "unit__name")


def people_to_email(alert: Alert) -> list[User]:
    """Return the people with an address who oversee the team, besides the one who raised the alert.

    Those of the team and its PDU; if there are none, those of its region, and then those of England and Wales.
    """
    held = Membership.objects.current().filter(role__in=roles_with(Permission.OVERSEE))
    nearest = Q(unit=alert.unit) | (Q(team=alert.team) if alert.team else Q(pk__in=()))
    for there in (nearest, Q(region=alert.unit.region_id), Q(region=None, unit=None, team=None)):
        people = User.objects.filter(is_active=True, pk__in=held.filter(there).values("user")).exclude(email="")
        if found := list(people.exclude(pk=alert.by_id).order_by("username")):
            return found
    return []
