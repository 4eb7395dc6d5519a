"""What the pages of an audit's result show, as far as the result is open to a user."""

from collections.abc import Iterable

from audit.access import AccessLevel
from audit.method.tally import tally_answers
from audit.models import Audit, EarlierVersion, SampledCase
from audit.results.listed_cases import unlisted_for
from audit.results.report import Report, report_on_audit
from audit.results.rollup import EVERY_CASE, tally_cases
from audit.results.versions import audit_as_signed, judgements_of
from cases.models import User
from cases.permissions import Permission


def report_open_to(user: User, audit: Audit, *, named: bool = True, outside: bool = False) -> Report:
    """Return the Report of an audit (from a view that opens_audit), as far as it is open to the user.

    `named`: with the names of the people who judged and signed off. `outside`: to hand on to anyone, so without the
    figures that are hidden from a reader who sees no case, too.

    A user who may not see all its cases gets no figure that rests on fewer than five cases they may not see.
    """
    numbers = numbers_seen_by(user, audit)
    if numbers is None:
        return report_on_audit(audit, named=named, outside=outside)
    seen = tally_cases(audit, numbers)
    return report_on_audit(audit, seen=seen, seen_cases=len(numbers), named=named, outside=outside)


def report_of_version(user: User, audit: Audit, version: EarlierVersion) -> Report:
    """Return the Report of an earlier version that has its snapshot, as far as it is open to the user.

    The rules are those of report_open_to, for the answers that this version counted.
    """
    shown, judgements = audit_as_signed(audit, version), judgements_of(version)
    if sees_every_case(audit):
        return report_on_audit(shown, judgements=judgements)
    own = SampledCase.objects.with_answers_visible_to(user).filter(audit=audit)
    cases = {str(case) for case in own.values_list("case", flat=True)}
    counted = [answers for case, answers in (version.answers or {}).items() if case in cases]
    rows = ((code, value, (EVERY_CASE,)) for answers in counted for code, value in answers.items())
    seen = tally_answers(rows).get(EVERY_CASE, {})
    return report_on_audit(shown, seen=seen, seen_cases=len(counted), judgements=judgements)


def numbers_seen_by(user: User, audit: Audit, *, extra: bool = False) -> set[int] | None:
    """Return the numbers of the cases whose answers the user may see, in an audit from a view that opens_audit.

    `extra`: of the extra cases of groups too.
    None if no figure is hidden from the user, since they may see every case.
    """
    if sees_every_case(audit):
        return None
    own = SampledCase.objects.with_answers_visible_to(user).filter(audit=audit)
    own = own.current() if extra else own.counted()
    return set(own.values_list("number", flat=True))


def numbers_seen_beside_groups(user: User, audit: Audit) -> set[int] | None:
    """Return the numbers of the cases, extra ones too, that the user could subtract from the figures of a group.

    None if they see every case. A restricted case that counts is open to no one; then it is the cases that lists show.
    """
    seen = numbers_seen_by(user, audit, extra=True)
    if seen is not None or not audit.has_restricted:
        return seen
    visible = SampledCase.objects.visible_to(user).current().filter(audit=audit)
    return set(visible.values_list("number", flat=True)) - unlisted_for(user, audit)


def cases_seen(user: User, audits: Iterable[Audit]) -> dict[int, set[int]]:
    """Return {audit: numbers of its cases whose answers the user may see}, where there are any; one query."""
    cases = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit__in=audits)
    found: dict[int, set[int]] = {}
    for audit, number in cases.values_list("audit", "number"):
        found.setdefault(audit, set()).add(number)
    return found


def sees_every_case(audit: Audit) -> bool:
    """Return whether the user that tell_access was asked for may see all cases of the audit."""
    return audit.access_level == AccessLevel.FIGURES or Permission.SEE_CASES in audit.permissions
