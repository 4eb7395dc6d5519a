"""Read which audits are past their retention date, and what would be removed."""

from audit.models import Answer, Audit, Review
from audit.planning.reads import cases_of_no_other_audit

REMOVED = "Removed with the cases, as the retention date had passed."


def audits_past_retention(today):
    """The signed-off audits whose cases were to be kept until a day before `today` (a date) and are still there."""
    due = Audit.objects.filter(keep_until__lt=today, removed_at=None)
    return due.select_related("unit__region").order_by("keep_until", "pk")


def audits_without_retention():
    """The audits that nobody has signed off: their cases are kept until somebody does."""
    return Audit.objects.filter(signed_off_at=None).order_by("created_at")


def count_removable(audit):
    """{what: number} of the records that remove_cases would remove."""
    answers = Answer.objects.filter(review__sampled_case__audit=audit)
    return {
        "cases": cases_of_no_other_audit(audit).count(),
        "reviews": Review.objects.filter(sampled_case__audit=audit).count(),
        "answers": answers.count(),
        "comments": answers.exclude(comment="").count(),
        "rationales": audit.judgements.exclude(rationale=REMOVED).count(),
    }
