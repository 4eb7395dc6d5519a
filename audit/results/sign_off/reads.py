"""What a sign-off and its confirmation ask for: the last day on which cases are kept, and who may confirm."""

import calendar
import datetime

from audit.models import Answer, Audit, Review
from audit.models.choices import USUAL_MONTHS
from cases.models import User

SHORTEST_KEPT = datetime.timedelta(days=30)
NO_SIGN_OFF = "This sign-off was taken back. Nothing is confirmed."
NOTHING_TO_READ = "There is no result and no case left that a second person could read."
CONFIRMED = "Someone else has confirmed this sign-off already."
OWN = "You signed this result off, so someone else must confirm it."


def why_not_confirmed(audit: Audit, user: User) -> str:
    """Say why this user does not confirm the audit's sign-off; "" if they may, given the permission."""
    if audit.signed_off_at is None:
        return NO_SIGN_OFF
    if audit.without_result or audit.removed_at:
        return NOTHING_TO_READ
    if audit.confirmed_at:
        return CONFIRMED
    return OWN if audit.signed_off_by == user else ""


def default_keep_until(audit: Audit, today: datetime.date, *, without_result: bool = False) -> datetime.date:
    """Return the last day on which cases are kept if no other day is chosen: after the planned months, or twelve.

    In a month without that day it is the month's last. An audit without a result needs its cases for SHORTEST_KEPT.
    """
    if without_result:
        return today + SHORTEST_KEPT
    months = today.month - 1 + (audit.keep_months or USUAL_MONTHS)
    year, month = today.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def count_begun_reviews(audit: Audit) -> tuple[int, int]:
    """Return (reviews with an answer or a comment, answers in them) of the audit, submitted or not."""
    written = Answer.objects.filter(review__sampled_case__audit=audit).exclude(value=None, comment="")
    written = written.exclude(review__part=Review.Part.AGREED)
    return written.values("review").distinct().count(), written.count()
