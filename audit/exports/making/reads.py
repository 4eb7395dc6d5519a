"""Read what goes into a file, as far as it is open to the person who takes it."""

from collections.abc import Iterable, Iterator, Sequence

from audit.access import AccessLevel, tell_access
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.leaving.profiles import Leaving, Tick, profiles_open_to
from audit.exports.leaving.reads import contents_of
from audit.exports.making.kinds import Kind
from audit.models import Audit
from audit.reviewing.identifiers import FreeTextPlace

OPEN = (AccessLevel.FIGURES, AccessLevel.RESULT)


class MayNotTake(Exception):
    """Raised if the person may not take these audits with this profile; its text says why, to them."""


def audits_to_take(numbers: Sequence[int], leaving: Leaving) -> list[Audit]:
    """Return the audits of these numbers, in this order, with the access of `leaving.by` told.

    Raises MayNotTake unless that person may open the result of each now, and may choose the profile for it.
    """
    if not leaving.by.is_active:
        raise MayNotTake(f"The account of {leaving.by} is closed.")
    visible = Audit.objects.with_results_visible_to(leaving.by).for_report()
    found = {audit.pk: audit for audit in visible.filter(pk__in=numbers)}
    for number in numbers:
        _check_open(number, found.get(number), leaving)
    return [found[number] for number in numbers]


def _check_open(number, audit, leaving):
    if audit is not None:
        tell_access(audit, leaving.by)
    if audit is None or audit.access_level not in OPEN:
        raise MayNotTake(f"The result of audit {number} is not open to {leaving.by}.")
    if leaving.profile not in profiles_open_to(leaving.by, audit):
        raise MayNotTake(f"A file “{leaving.profile.label}” of audit {number} is not open to {leaving.by}.")


def contents_of_each(audits: Sequence[Audit], leaving: Leaving) -> Iterator[Contents]:
    """Yield the Contents of one audit after the other, so that a file of many never holds them all."""
    return (contents_of(audit, leaving) for audit in audits)


def places_that_leave(kind: Kind, contents: Iterable[Contents]) -> list[FreeTextPlace]:
    """Return the texts in a file of these Contents that may identify a person."""
    return [place for each in contents for place in places_to_check(each.report, _commented(kind, each))]


def _commented(kind, contents):
    return contents.cases if kind.has_rows and contents.leaving.has(Tick.FREE_TEXT) else None
