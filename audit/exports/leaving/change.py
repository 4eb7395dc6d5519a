"""Read what a file says about the change since an earlier audit of the PDU."""

from audit.exports.leaving.profiles import Leaving, Profile
from audit.models import Audit
from audit.results.change.pages.change import ChangePart, build_change
from audit.results.change.reads import results_for_outsiders, results_of_unit
from audit.results.report import Report


def change_of(audit: Audit, leaving: Leaving, report: Report) -> ChangePart:
    """Return the ChangePart that the page shows to `leaving.by`; outside, to a reader who sees no case."""
    outside = leaving.profile == Profile.OUTSIDE
    results = results_for_outsiders(audit) if outside else results_of_unit(leaving.by, audit)
    return build_change(report, results, audit)
