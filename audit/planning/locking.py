"""Lock an audit that is still open, so that nothing changes in it meanwhile."""

from audit.models import Audit


class AuditClosed(Exception):
    """An audit that is signed off takes no more changes; the text says what to do."""


def lock_open(audit):
    """Let nobody else change the audit until the transaction ends. Raises AuditClosed where it is signed off."""
    if Audit.objects.select_for_update().get(pk=audit.pk).signed_off_at:
        raise AuditClosed(f"“{audit}” is signed off. Take the sign-off back first, on the audit's page.")
