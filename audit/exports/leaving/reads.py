"""Put together what a file lets out."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.exports.leaving.recommendations import answered_recommendations
from audit.models import Audit
from audit.results.listed_cases import CaseSheet, case_sheet_for
from audit.results.reads import report_open_to
from audit.results.report import Report, report_on_audit
from cases.models import User


def contents_of(audit: Audit, leaving: Leaving, *, made_at: datetime | None = None) -> Contents:
    """Return the Contents of an audit that was fetched for_report: no text and no name that the profile keeps back.

    tell_access must have been asked for `leaving.by`, unless it is None. If the result is not open to a person, the
    caller has refused them before.
    """
    made_at = made_at or timezone.localtime()
    if leaving.profile == Profile.OUTSIDE:
        report, cases = _report_outside(audit, leaving.by), None
    else:
        report = report_open_to(leaving.by, audit, named=leaving.has(Tick.REVIEWERS))
        cases = case_sheet_for(leaving.by, audit)
    if not leaving.has(Tick.FREE_TEXT):
        report, cases = _without_rationales(report), _without_comments(cases)
    return Contents(audit, leaving, report, cases, made_at, answered_recommendations(audit))


def _report_outside(audit: Audit, by: User | None) -> Report:
    """Return what anyone may read; of it, what the person who takes it reads on their own pages."""
    return (
        report_open_to(by, audit, named=False, outside=True)
        if by
        else report_on_audit(audit, named=False, outside=True)
    )


def _without_rationales(report: Report) -> Report:
    standards = tuple(
        replace(each, judgement=replace(each.judgement, rationale="")) if each.judgement else each
        for each in report.rating.standards
    )
    return replace(report, rating=replace(report.rating, standards=standards))


def _without_comments(cases: CaseSheet | None) -> CaseSheet | None:
    return cases and replace(cases, rows=[replace(row, comments={}) for row in cases.rows])
