"""Remove what oversight holds once its time is over. Counts without a person stay."""

from datetime import date

from django.db import transaction

from audit.models import Alert, Finding, QuarterCount
from audit.planning.actions.removal import delete_history
from audit.retention.oversight.counts import quarters_to_store
from audit.retention.oversight.reads import (
    alerts_past_retention,
    cases_left_over,
    count_past_retention,
    deleted_drafts_left_over,
    findings_past_retention,
)
from cases.actions.trail import record_event
from cases.extract.actions.removal import remove_cases_for_good
from cases.models import Event, User


@transaction.atomic
def remove_past_retention(*, today: date, by: User | None = None) -> dict[str, int]:
    """Remove closed findings and answered alerts past their retention, with their histories, and cases that nothing
    else needs. Returns the numbers of count_past_retention.

    First the counts that stay are stored.
    """
    _store_counts(today)
    removed = count_past_retention(today)
    _delete(Finding, findings_past_retention(today))
    _delete(Alert, alerts_past_retention(today))
    deleted_drafts_left_over().delete()
    _remove_cases()
    if any(removed.values()):
        record_event(kind=Event.Kind.REMOVED, by=by, **removed)
    return removed


def _store_counts(today):
    for team, quarter, counts in quarters_to_store(today):
        QuarterCount.objects.filter(team=team, quarter=quarter).delete()  # of last night
        for fields in counts:
            QuarterCount.objects.create(team_id=team, quarter=quarter, **fields)


def _remove_cases():
    """Remove the cases that are left over. What was written about a restricted one goes with it: without its case no
    one could tell that it is closed to everyone."""
    numbers = list(cases_left_over().values_list("pk", flat=True))
    for model in (Finding, Alert):
        of_cases = model.objects.filter(case__in=numbers)
        _delete(model, of_cases.exclude(case__restricted_digest=""))
        for record in of_cases.all():
            record.case = None
            record.save()
    remove_cases_for_good(numbers=numbers)


def _delete(model, rows):
    numbers = list(rows.values_list("pk", flat=True))
    model.objects.filter(pk__in=numbers).delete()
    delete_history(model, id__in=numbers)
