"""Writing audits."""

from django.db import transaction

from audit.frameworks import framework
from audit.models import Audit


class AuditClosed(Exception):
    """An audit that is signed off takes no more changes; the text says what to do."""


@transaction.atomic
def create_audit(*, unit, title, framework_code, about="", by=None):
    """A new audit, bound to its framework's file as it is now. Raises FrameworkProblem."""
    audit = Audit(unit=unit, title=title, framework_code=framework_code, about=about)
    bind_to_framework(audit, by=by)
    audit.save()
    return audit


def bind_to_framework(audit, *, by=None):
    """Note in a new audit which framework file it is made with, and by whom. Raises FrameworkProblem."""
    used = framework(audit.framework_code)
    audit.framework_version, audit.framework_checksum, audit.created_by = used.version, used.checksum, by


def lock_open(audit):
    """Let nobody else change the audit until the transaction ends. Raises AuditClosed where it is signed off."""
    if Audit.objects.select_for_update().get(pk=audit.pk).signed_off_at:
        raise AuditClosed(f"“{audit}” is signed off. Take the sign-off back first, on the audit's page.")
