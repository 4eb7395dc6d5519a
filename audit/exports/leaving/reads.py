"""Put together what a file lets out."""

from datetime import datetime

from django.utils import timezone

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.recommendations import answered_recommendations
from audit.models import Audit
from audit.results.listed_cases import case_sheet_for
from audit.results.reads import report_open_to
from audit.results.report import report_on_audit


def contents_of(audit: Audit, leaving: Leaving, *, made_at: datetime | None = None) -> Contents:
    """Return the Contents of an audit that was fetched for_report.

    For the profiles team and inside tell_access must have been asked for `leaving.by`. Where the result is not open to
    a person, the caller has refused them before.
    """
    made_at, recommendations = made_at or timezone.localtime(), answered_recommendations(audit)
    if leaving.profile == Profile.OUTSIDE:
        report = report_on_audit(audit, seen={}, seen_cases=0)
        return Contents(audit, leaving, report, None, made_at, recommendations)
    report = report_open_to(leaving.by, audit)
    return Contents(audit, leaving, report, case_sheet_for(leaving.by, audit), made_at, recommendations)
