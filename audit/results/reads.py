"""The report of an audit, as far as it is open to a person."""

from audit.access import AccessLevel
from audit.models import SampledCase
from audit.results.report import report_on_audit
from audit.results.rollup import tally_cases
from cases.permissions import Permission


def report_open_to(user, audit):
    """The Report of an opened audit as far as it is open to the user: who may not see all its cases gets no figure that
    rests on fewer than five of the others."""
    if audit.access_level == AccessLevel.FIGURES or Permission.SEE_CASES in audit.permissions:
        return report_on_audit(audit)
    own = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit=audit)
    numbers = set(own.values_list("number", flat=True))
    return report_on_audit(audit, seen=tally_cases(audit, numbers), seen_cases=len(numbers))
