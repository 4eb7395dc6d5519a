"""Find the audit that a command works on."""

from django.core.management import CommandError

from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged


def find_audit(number: int) -> Audit:
    """The Audit of this number.

    Raises CommandError where there is none, with a list of those there are, and where its framework file has changed.
    """
    audit = Audit.objects.inspections().for_report().filter(pk=number).first()
    if audit is None:
        known = "; ".join(
            f"{audit.pk} {audit}" for audit in Audit.objects.inspections()[:20]
        )  # enough to recognise one
        raise CommandError(f"There is no audit {number}. Audits: {known or 'none yet'}.")
    try:
        _ = audit.framework  # reads the file, so that a changed one stops the command before it does anything
    except (FrameworkChanged, FrameworkProblem) as problem:
        raise CommandError(str(problem)) from problem
    return audit
