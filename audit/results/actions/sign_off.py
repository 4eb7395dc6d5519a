"""Closing an audit: what was found is stored for good, and its cases are removed when their time is over."""

import calendar
import datetime

from django.db import transaction
from django.utils import timezone

from audit.method.signed import ratings_to_sign
from audit.models import Answer, Audit, EarlierVersion, Review
from audit.models.choices import USUAL_MONTHS
from audit.planning.actions.plan import lock_open
from audit.results.report import report_on_audit
from audit.results.rollup import answers_by_case, roll_up
from audit.results.versions import figures_are_open, version_to_sign
from cases.actions.trail import record_event
from cases.models import DeliveryUnit, Event

RULES = 2  # raised whenever audit/method would rate the same tallies differently
SHORTEST_KEPT = datetime.timedelta(days=30)
LONGEST_KEPT = datetime.timedelta(days=10 * 365)
NO_REVIEW = "No review is submitted yet, so there is no result to sign off. The audit can be signed off without one."
REVIEWED_MEANWHILE = "A review has been submitted meanwhile, so there is a result: look at it before you sign it off."


class SignOffRefused(Exception):
    """An audit that cannot be signed off, or whose sign-off cannot be taken back; the text says why."""


def usual_end(audit, today, *, without_result=False):
    """Until when cases are kept unless another day is chosen: the months that were planned, or twelve; without a
    result as short as can be, since nobody needs them.

    Where the month that it ends in is too short, its last day.
    """
    if without_result:
        return today + SHORTEST_KEPT
    months = today.month - 1 + (audit.keep_months or USUAL_MONTHS)
    year, month = today.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def begun_reviews(audit):
    """(reviews in which something is written, answers in them) of the audit, submitted or not."""
    written = Answer.objects.filter(review__sampled_case__audit=audit).exclude(value=None, comment="")
    written = written.exclude(review__part=Review.Part.AGREED)
    return written.values("review").distinct().count(), written.count()


@transaction.atomic
def sign_off(*, audit, keep_until=None, without_result=False, by=None):
    """Store the audit's tallies and ratings as they are now; from here on its results are read from there.

    `keep_until`: the last day on which cases, references and free text are kept (default: its usual_end).
    `without_result`: an audit that is given up before any review is submitted, so that its cases are not kept for ever.
    Raises AuditClosed, SignOffRefused.
    """
    lock_open(audit)
    DeliveryUnit.objects.select_for_update().get(pk=audit.unit_id)  # two results at once would not know of each other
    audit = Audit.objects.for_report().get(pk=audit.pk)
    today = timezone.localdate()
    keep_until = keep_until or usual_end(audit, today, without_result=without_result)
    rolled_up, report = roll_up(audit), report_on_audit(audit)
    if without_result == bool(rolled_up.cases):
        raise SignOffRefused(REVIEWED_MEANWHILE if without_result else NO_REVIEW)
    if not today + SHORTEST_KEPT <= keep_until <= today + LONGEST_KEPT:
        raise SignOffRefused(
            "Choose a day from 30 days to ten years from now: once the cases are removed, a mistake in the result can "
            "no longer be looked up, and the sign-off no longer be taken back."
        )
    audit.snapshot = {
        "rules": RULES,
        "reviewed": list(audit.reviewed),
        "rolled_up": rolled_up.as_json(),
        "ratings": ratings_to_sign(report.rating),
        **version_to_sign(audit),
    }
    audit.signed_off_at, audit.signed_off_by, audit.keep_until = timezone.now(), by, keep_until
    audit._history_user = by
    audit.save()
    result = "without a result" if without_result else report.rating.overall or "no overall rating"
    record_event(kind=Event.Kind.SIGNED_OFF, unit=audit.unit, audit=audit.pk, result=result, by=by)
    return audit


@transaction.atomic
def take_back_sign_off(*, audit, reason, by=None):
    """Open a signed-off audit again: its results follow its answers once more. What was signed stays as an earlier
    version. Raises SignOffRefused."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if audit.signed_off_at is None:
        raise SignOffRefused("This audit is not signed off.")
    if audit.removed_at:
        raise SignOffRefused("Its cases are removed, so the sign-off is for good.")
    if not reason.strip():
        raise SignOffRefused("Taking back a sign-off needs a reason.")
    _keep_version(audit, reason.strip())
    audit.signed_off_at = audit.signed_off_by = audit.snapshot = audit.keep_until = None
    audit._history_user = by
    audit.save()
    record_event(kind=Event.Kind.SIGN_OFF_UNDONE, unit=audit.unit, audit=audit.pk, reason=reason.strip(), by=by)
    return audit


def _keep_version(audit, reason):
    """Keep what a signed-off result counted, as it is about to be taken back."""
    EarlierVersion.objects.create(
        audit=audit,
        number=audit.snapshot.get("version", 1),
        signed_off_at=audit.signed_off_at,
        signed_off_by=audit.signed_off_by,
        taken_back_at=timezone.now(),
        reason=reason,
        figures_open=figures_are_open(audit),
        answers=answers_by_case(audit),
    )
