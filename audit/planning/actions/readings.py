"""Ask the reviewers of an audit to read the cases that all read together."""

from collections.abc import Iterable

from audit.models import Audit, Notice, Reading, SharedCase
from audit.models.reach import is_in_own_team
from audit.notices.actions.notices import tell
from cases.models import User


def ask_to_read(*, audit: Audit, reviewers: Iterable[User], by: User | None = None) -> None:
    """Ask these reviewers, who review in the audit's PDU, to read its shared cases; none of their own team's."""
    running = list(SharedCase.objects.running().filter(audit=audit).for_page().prefetch_related("readings"))
    for shared in running:
        asked = {reading.reviewer_id for reading in shared.readings.all()}
        for person in reviewers:
            if person.pk not in asked and not is_in_own_team(person, shared.case):
                reading = Reading(shared_case=shared, reviewer=person)
                reading._history_user = by
                reading.save()
                tell(user=person, kind=Notice.Kind.READ_FIRST, audit=audit, by=by)


def ask_no_more(*, audit: Audit, reviewers: Iterable[User], by: User | None = None) -> None:
    """Withdraw the readings of these people that hold no answer: they no longer review in the audit."""
    unread = Reading.objects.filter(shared_case__audit=audit, reviewer__in=reviewers, submitted_at=None, answers=None)
    for reading in unread:
        reading._history_user = by
        reading.delete()
