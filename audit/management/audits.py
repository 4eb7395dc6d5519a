"""The audit that a command is told to work on."""

from django.core.management import CommandError

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged


def find_audit(number):
    """The Audit of that number, its framework checked. Raises CommandError listing the audits there are."""
    audit = Audit.objects.for_report().filter(pk=number).first()
    if audit is None:
        known = "; ".join(f"{audit.pk} {audit}" for audit in Audit.objects.all()[:20])
        raise CommandError(f"There is no audit {number}. Audits: {known or 'none yet'}.")
    try:
        _ = audit.framework
    except (FrameworkChanged, FrameworkProblem) as problem:
        raise CommandError(str(problem)) from problem
    return audit
