"""The audits that a person chose to take away together, and why some of them cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.access import tell_access
from audit.exports.leaving.open_to import OPEN
from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged
from cases.models import User

MOST = 200  # audits in one file
NOT_OPEN = "its result is not open to you yet"
NO_RESULT = "it has no result"
FRAMEWORK_CHANGED = "its framework file has changed since, or is gone"


@dataclass(frozen=True)
class ChosenAudits:
    """`audits` are told their access. `left_out`: (audit, why it cannot be taken). `too_many`: more were chosen."""

    audits: tuple[Audit, ...]
    left_out: tuple[tuple[Audit, str], ...]
    too_many: bool = False


def choose_audits(user: User, numbers: Iterable[str]) -> ChosenAudits:
    """Return those audits of these numbers whose results the user may see, by PDU and then the latest first.

    What is no number of such an audit counts for nothing. No more than MOST are taken.
    """
    wanted = {int(number) for number in numbers if number.isdecimal() and len(number) < 10}
    found = list(Audit.objects.with_results_visible_to(user).for_report().filter(pk__in=wanted)[:MOST])
    audits, left_out = [], []
    for audit in sorted(found, key=lambda each: str(each.unit)):
        tell_access(audit, user)
        if reason := _why_not(audit):
            left_out.append((audit, reason))
        else:
            audits.append(audit)
    return ChosenAudits(tuple(audits), tuple(left_out), too_many=len(wanted) > MOST)


def _why_not(audit: Audit) -> str:
    if audit.access_level not in OPEN:
        return NOT_OPEN
    if audit.without_result:
        return NO_RESULT
    try:
        _ = audit.framework  # reads the file and compares its checksum
    except (FrameworkChanged, FrameworkProblem):
        return FRAMEWORK_CHANGED
    return ""
