"""The groups of an audit's questions that leave the unit in a file."""

from audit.frameworks import words_of
from audit.method.groups.facts import GROUP_FACTS
from audit.method.groups.outside import groups_that_leave
from audit.method.tally import Tally
from audit.models import Audit
from audit.results.groups.reads.groups import Groups
from audit.results.report import Report
from audit.results.rollup import tally_by


def groups_outside(audit: Audit, report: Report) -> dict[str, Groups]:
    """Return {question code: {fact: its groups}} of an audit that was fetched for_report; one query.

    `report`: as a reader who sees no case gets it. None before the sign-off: two files of a running audit, a case
    apart, would show what that case has.
    """
    codes = [code for code in report.framework.questions if code not in report.hidden_codes | report.regrouped]
    if audit.signed_off_at is None or report.ratings_only or not codes:
        return {}
    found = tally_by(audit, GROUP_FACTS, codes)
    every_case = {figure.code: figure.tally for figure in report.figures}
    oversight = words_of(report.framework).oversight
    return {
        code: groups_that_leave(found, code, every_case.get(code, Tally()), report.draw, oversight=oversight)
        for code in codes
    }
