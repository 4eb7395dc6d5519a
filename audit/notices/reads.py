"""Read who notices are for, and what they say."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from audit.models import Audit, Notice, Review
from cases.models import Membership, User
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, holds, roles_with

Kind = Notice.Kind
SOON = datetime.timedelta(days=3)
BY_DAY = Coalesce("due_on", "sampled_case__audit__review_until")


class CountedNotices(NamedTuple):
    """How many notices of a kind a user has in an audit. `moderates`: whether the user moderates that audit.

    `last`: the key of the newest one; None for due dates, which need no notice to be told.
    """

    kind: str
    audit: int
    title: str
    moderates: bool
    number: int
    last: int | None


def counted_notices(user: User) -> list[CountedNotices]:
    """Return what waits for the user, in the order of the kinds. Takes two queries, one for who reviews nothing.

    Due dates are told from the day itself; the notices stored of them are for e-mails, and for what was dismissed.
    """
    moderated = Audit.objects.inspections().filter(rows_reached(user, Permission.MODERATE), pk=OuterRef("audit"))
    rows = Notice.objects.visible_to(user).exclude(kind__in=Notice.DUE).annotate(moderates=Exists(moderated))
    rows = rows.values_list("kind", "audit", "audit__title", "moderates")
    counts = rows.annotate(number=Count("pk"), last=Max("pk"))
    due_dates = _counted_due_dates(user) if holds(user, Permission.REVIEW) else []
    waiting = [CountedNotices(*row) for row in counts] + due_dates
    return sorted(waiting, key=lambda row: (Kind.values.index(row.kind), row.audit))


def _counted_due_dates(user):
    rows = due_to_tell(user).order_by().values_list("kind", "sampled_case__audit", "sampled_case__audit__title")
    counts = rows.annotate(number=Count("pk"))
    return [CountedNotices(*row, moderates=False, number=number, last=None) for *row, number in counts]


def due_to_tell(user: User) -> QuerySet[Review]:
    """Return the user's own reviews that are overdue or due soon (`kind`), without those dismissed as such."""
    today = localdate()
    reviews = Review.objects.own_of(user).unfinished().alias(by_day=BY_DAY).filter(by_day__lte=today + SOON)
    rows = reviews.annotate(kind=Case(When(by_day__lt=today, then=Value(Kind.OVERDUE)), default=Value(Kind.DUE_SOON)))
    dismissed = Notice.objects.filter(user=user, kind=OuterRef("kind"), review=OuterRef("pk"), seen_at__isnull=False)
    return rows.filter(~Exists(dismissed))


def result_readers(audit: Audit) -> QuerySet[User]:
    """Return the people with an open account who may see the audit's result, also by a role in a team of its unit."""
    return _people_with(Permission.SEE_RESULTS, _whole(audit) | Q(team__unit=audit.unit))


def second_persons(audit: Audit) -> QuerySet[User]:
    """Return the people with an open account who may confirm what others decided in the audit."""
    return _people_with(Permission.CONFIRM, _whole(audit))


def _whole(audit):
    """The condition on memberships that hold for the audit's whole unit."""
    everywhere = Q(region=None, unit=None, team=None)
    return everywhere | Q(region=audit.unit.region_id) | Q(unit=audit.unit)


def _people_with(permission, there):
    held = Membership.objects.current().filter(there, role__in=roles_with(permission))
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def to_remind(kind: str, today: datetime.date) -> Iterable[Review]:
    """Return the reviews that are due soon, or overdue, and whose reviewer was not told yet."""
    told = Notice.objects.filter(kind=kind, review=OuterRef("pk"), user=OuterRef("reviewer"))
    reviews = Review.objects.unfinished().filter(reviewer__isnull=False, sampled_case__replaced_at=None)
    due = reviews.alias(by_day=BY_DAY)
    which = {"by_day__lt": today} if kind == Kind.OVERDUE else {"by_day__range": (today, today + SOON)}
    return due.filter(~Exists(told), **which).select_related("reviewer", "sampled_case__audit")


def to_email() -> QuerySet[User]:
    """Return the people who get e-mails and have notices that no e-mail counted yet."""
    waiting = Notice.objects.filter(user=OuterRef("pk"), seen_at=None, emailed_at=None)
    return User.objects.filter(Exists(waiting), is_active=True, email_notices=True).exclude(email="")
