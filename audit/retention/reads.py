"""Read which audits are past their retention date, and count what would be removed."""

from datetime import date, datetime

from django.db.models import QuerySet

from audit.models import Answer, Audit, Review
from audit.planning.reads import cases_of_no_other_audit
from cases.models import Event

REMOVED = "Removed with the cases, as the retention date had passed."


def audits_past_retention(today: date) -> QuerySet[Audit]:
    """Return the signed-off audits whose retention date is before `today` and whose cases are still there."""
    due = Audit.objects.filter(keep_until__lt=today, removed_at=None)
    return due.select_related("unit__region").order_by("keep_until", "pk")


def audits_without_retention() -> QuerySet[Audit]:
    """Return the inspections that are not signed off: their cases stay until they are."""
    return Audit.objects.inspections().filter(signed_off_at=None).order_by("created_at")


def last_purge_at() -> datetime | None:
    """Return when the purge last ran to its end; None if it never did."""
    runs = Event.objects.filter(kind=Event.Kind.PURGED).order_by("-happened_at")
    return runs.values_list("happened_at", flat=True).first()


def count_removable(audit: Audit) -> dict[str, int]:
    """Count the records that remove_cases would remove, as {"cases": 56, "reviews": 60, …}."""
    answers = Answer.objects.filter(review__sampled_case__audit=audit)
    return {
        "cases": cases_of_no_other_audit(audit).count(),
        "reviews": Review.objects.filter(sampled_case__audit=audit).count(),
        "answers": answers.count(),
        "comments": answers.exclude(comment="").count(),
        "rationales": audit.judgements.exclude(rationale=REMOVED).count(),
    }
