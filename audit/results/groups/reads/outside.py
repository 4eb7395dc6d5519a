"""The groups of an audit's questions that leave the unit in a file."""

from collections.abc import Collection

from audit.frameworks import words_of
from audit.method.groups.facts import GROUP_FACTS
from audit.method.groups.of_question import groups_of_question
from audit.method.groups.outside import are_unions, groups_that_leave
from audit.method.tally import Tally
from audit.models import Audit
from audit.results.groups.reads.groups import Groups, groups_beside
from audit.results.reads import numbers_seen_beside_groups
from audit.results.report import Report
from audit.results.rollup import tally_by
from cases.models import User


def groups_outside(audit: Audit, report: Report, codes: Collection[str], by: User | None) -> dict[str, Groups]:
    """Return {question code: {fact: its groups}} of an audit that was fetched for_report, the same for everyone.

    `report`: as a reader who sees no case gets it. `by`: who takes the file, if a person does and tell_access was asked
    for them. They could subtract their own cases, so they get no fact that would tell them more than their own pages.
    There is none before the sign-off: two files of a running audit, a case apart, would show what that case has.
    """
    codes = [code for code in codes if code not in report.hidden_codes | report.regrouped]
    if audit.signed_off_at is None or report.ratings_only or not codes:
        return {}
    found = tally_by(audit, GROUP_FACTS, codes)._replace(extra={}, extra_seen={})  # no file for outside has extra cases
    every_case = {figure.code: figure.tally for figure in report.figures}
    oversight = words_of(report.framework).oversight
    groups = {}
    for code in codes:
        draw = report.draw_of(code)
        on_pages = groups_of_question(found, code, draw, sees_cases=False)
        tally = every_case.get(code, Tally())
        groups[code] = groups_that_leave(on_pages, code, tally, draw, oversight=oversight)
    return _not_beyond_own_pages(groups, audit, report, by)


def _not_beyond_own_pages(
    groups: dict[str, Groups], audit: Audit, report: Report, by: User | None
) -> dict[str, Groups]:
    seen = numbers_seen_beside_groups(by, audit) if by else None
    if not seen:  # no case, or every case
        return groups
    own = groups_beside(seen, audit, report, GROUP_FACTS, tuple(groups))
    return {
        code: {fact: each for fact, each in facts.items() if are_unions(each, own.get(code, {}).get(fact, ()))}
        for code, facts in groups.items()
    }
