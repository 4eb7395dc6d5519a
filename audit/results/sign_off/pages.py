"""The earlier versions of a result, ready to print."""

from django.urls import reverse

from audit.models import Audit


def earlier_lines(audit: Audit) -> list[tuple[str, str]]:
    """Return [(which version, its address)] of the versions before this one, the first one first.

    No query for a first version.
    """
    if audit.version == 1:
        return []
    versions = audit.earlier_versions.select_related("signed_off_by")
    return [(str(each.signed_version), reverse("audit_version", args=[audit.pk, each.number])) for each in versions]
