"""Read the groups of an audit that a file lets out."""

from collections.abc import Collection, Mapping

from audit.exports.leaving.profiles import Leaving, Profile
from audit.method.groups.facts import GROUP_FACTS
from audit.models import Audit
from audit.results.groups.reads.groups import Groups, groups_open_to
from audit.results.groups.reads.outside import groups_outside
from audit.results.reads import numbers_seen_beside_groups
from audit.results.report import Report


def groups_of(audit: Audit, leaving: Leaving, report: Report, codes: Collection[str]) -> Mapping[str, Groups]:
    """Return {question code: {fact: its groups}} of the questions with these codes.

    `report`: as the file shows it.
    """
    if leaving.profile == Profile.OUTSIDE:
        return groups_outside(audit, report, codes, leaving.by)
    return groups_open_to(leaving.by, audit, report, GROUP_FACTS, codes)


def tells_not_applicable(audit: Audit, leaving: Leaving) -> bool:
    """Return whether a file says in how many cases of a group a question does not apply.

    Pages never do, and a group may stand alone because it applies to none of the cases that the reader does not see:
    then this number would tell how many those are. So only people who see every case get it.
    """
    return leaving.profile != Profile.OUTSIDE and numbers_seen_beside_groups(leaving.by, audit) is None
