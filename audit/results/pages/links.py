"""Where a user may go from an audit's result."""

from django.urls import reverse

from cases.permissions import Permission


def links_of_audit(permissions, audit):
    """Return [(name, address)] of what these permissions for the unit allow to do with the audit as a whole."""
    links = []
    if Permission.PLAN in permissions or getattr(audit, "sample", None):
        links.append(("Sample", reverse("audit_sample", args=[audit.pk])))
    if Permission.PLAN in permissions and audit.signed_off_at is None:
        links.append(("Title and dates", reverse("change_audit", args=[audit.pk])))
    if Permission.MODERATE in permissions:
        links.append(("Reviews", reverse("audit_reviews", args=[audit.pk])))
        links.append(("Reviewers and progress", reverse("audit_reviewers", args=[audit.pk])))
        links.append(("Consistency", reverse("consistency", args=[audit.pk])))
    links += _links_to_decide(permissions, audit)
    if Permission.SEE_TRAIL in permissions:
        links.append(("Audit history", reverse("audit_trail", args=[audit.pk])))
    return links


def _links_to_decide(permissions, audit):
    links = []
    if Permission.JUDGE in permissions and _has_judgements_to_record(audit):
        links.append(("Judgements on evidence", reverse("record_judgements", args=[audit.pk])))
    if Permission.SIGN_OFF in permissions:
        if audit.signed_off_at is None:
            links.append(("Sign off", reverse("sign_off_audit", args=[audit.pk])))
        elif audit.removed_at is None:
            links.append(("Take back the sign-off", reverse("take_back_sign_off", args=[audit.pk])))
    return links


def _has_judgements_to_record(audit):
    return audit.signed_off_at is None and any(not standard.from_cases for standard in audit.framework.standards)
