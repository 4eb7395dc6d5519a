"""Lock an open audit, so that no one else changes it before the transaction ends."""

from audit.models import Audit


class AuditClosed(Exception):
    """The audit is signed off and takes no more changes. The text says what to do."""


def lock_open(audit: Audit) -> None:
    """Lock the audit until the transaction ends. Raises AuditClosed if it is signed off."""
    if Audit.objects.select_for_update().get(pk=audit.pk).signed_off_at:
        raise AuditClosed(f"“{audit}” is signed off. Take the sign-off back first, on the page of the audit.")
