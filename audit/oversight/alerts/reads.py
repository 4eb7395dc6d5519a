"""Read where an alert may be raised, which ones wait, and who is sent an e-mail."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from audit.models import Alert, Look, Reading, Review
from audit.oversight.access import may_use_oversight
from cases.models import Case, Membership, User
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, roles_with


class AboutCase(NamedTuple):
    """What an alert is about: a case, and the review or look in which it is seen; None for a case read together."""

    case: Case
    review: Review | None


def about_look(user: User, look: int) -> AboutCase:
    """Return what the look with this number is about. Raises Http404 unless the user oversees its case."""
    return _about_review(Review.objects.filter(look__in=Look.objects.visible_to(user).filter(pk=look)))


def about_review(user: User, review: int) -> AboutCase:
    """Return what the review of an inspection is about. Raises Http404 unless the user may read it."""
    return _about_review(Review.objects.inspections().visible_to(user).filter(pk=review))


def about_reading(user: User, reading: int) -> AboutCase:
    """Return what the user's own reading of a case read together is about. Raises Http404 if it is not theirs."""
    own = Reading.objects.own_of(user).filter(pk=reading)
    found = own.select_related("shared_case__case__practitioner__spo", "shared_case__case__unit").first()
    return _in_use(AboutCase(found.shared_case.case, None) if found else None)


def _about_review(reviews):
    found = reviews.for_page().select_related("sampled_case__case__practitioner__spo", "sampled_case__case__unit")
    review = found.first()
    return _in_use(AboutCase(review.sampled_case.case, review) if review else None)


def _in_use(about):
    if about is None or not may_use_oversight(about.case.unit):
        raise Http404
    return about


def has_alert(look: Look) -> bool:
    """Whether an alert was raised from this look."""
    return Alert.objects.filter(review=look.review_id).exists()


def may_answer(user: User, alert: Alert) -> bool:
    """Whether the user, as SPO or quality lead, may record what was done."""
    return Alert.objects.overseen_by(user).filter(pk=alert.pk).exists()


def opens_review(user: User, alert: Alert) -> bool:
    """Whether the user may go back to the look or the review in which the alert was raised."""
    review = alert.review
    if review is None or alert.is_restricted:
        return False
    if hasattr(review, "look"):
        return Look.objects.visible_to(user).filter(review=review).exists()
    return review.reviewer_id == user.pk


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
