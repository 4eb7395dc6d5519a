"""Which audits a person may take away, and their Contents one after the other."""

from collections.abc import Collection, Iterator, Sequence

from audit.access import AccessLevel, tell_access
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving, profiles_open_to
from audit.exports.leaving.reads import contents_of
from audit.models import Audit

OPEN = (AccessLevel.FIGURES, AccessLevel.RESULT)


class MayNotTake(Exception):
    """Raised if the person may not take these audits with this profile; its text says why, to them."""


def audits_to_take(numbers: Collection[int], leaving: Leaving) -> list[Audit]:
    """Return the audits of these numbers, in this order, with the access of `leaving.by` told.

    Raises MayNotTake unless that person may open the result of each now, and may choose the profile for it. Without a
    person, who is at the shell then, every audit of figures only is open.
    """
    if leaving.by and not leaving.by.is_active:
        raise MayNotTake(f"The account of {leaving.by} is closed.")
    if leaving.has_cases and not leaving.by:
        raise MayNotTake(f"Say who takes a file “{leaving.profile.label}”.")
    audits = Audit.objects.with_results_visible_to(leaving.by) if leaving.by else Audit.objects.inspections()
    found = {audit.pk: audit for audit in audits.for_report().filter(pk__in=numbers)}
    for number in numbers:
        _check_open(number, found.get(number), leaving)
    return [found[number] for number in numbers]


def _check_open(number: int, audit: Audit | None, leaving: Leaving) -> None:
    if audit and leaving.by:
        tell_access(audit, leaving.by)
    if audit is None or (leaving.by and audit.access_level not in OPEN):
        raise MayNotTake(f"The result of audit {number} is not open to {leaving.by or 'anyone'}.")
    if leaving.by and leaving.profile not in profiles_open_to(leaving.by, audit):
        raise MayNotTake(f"A file “{leaving.profile.label}” of audit {number} is not open to {leaving.by}.")


def contents_of_each(audits: Sequence[Audit], leaving: Leaving) -> Iterator[Contents]:
    """Yield the Contents of one audit after the other, so that a file of many never holds them all."""
    return (contents_of(audit, leaving) for audit in audits)
