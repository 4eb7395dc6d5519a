"""Remove looks and answers once the months are over for which their round keeps them."""

from django.db import transaction
from django.utils import timezone

from audit.models import Finding, Round, SampledCase
from audit.oversight.rounds.retention import count_in_round, drafts_of_round, rounds_past_retention
from audit.planning.actions.removal import delete_history, delete_history_of_sample
from audit.planning.reads import cases_of_no_other_audit, past_and_present_ids
from cases.actions.trail import record_event
from cases.extract.actions.removal import remove_cases_for_good
from cases.models import Event, User


class RoundStillKept(Exception):
    """The round's looks must still be kept."""


@transaction.atomic
def remove_looks(*, oversight_round: Round, by: User | None = None) -> dict[str, int]:
    """Remove a round's cases, looks and answers, with their history. Returns the numbers of count_in_round.

    The round stays with its title and how it was drawn. Released findings and alerts have a time of their own, and
    a case that one of them or another audit needs stays. Raises RoundStillKept.
    """
    stored = Round.objects.select_for_update().select_related("audit__unit").get(pk=oversight_round.pk)
    if stored.pk not in {each.pk for each in rounds_past_retention(timezone.localdate())}:
        raise RoundStillKept(f"The looks of “{stored}” must still be kept, so nothing was removed.")
    audit, removed = stored.audit, count_in_round(stored.audit)
    drafts = list(drafts_of_round(audit).values_list("pk", flat=True))
    Finding.objects.filter(pk__in=drafts).delete()
    delete_history(Finding, id__in=drafts)
    cases = set(cases_of_no_other_audit(audit).values_list("pk", flat=True))
    sampled = past_and_present_ids(SampledCase, audit_id=audit.pk)
    audit.sampled_cases.all().delete()
    audit.notices.all().delete()
    remove_cases_for_good(numbers=cases)
    delete_history_of_sample(sampled)
    stored.removed_at, stored._history_user = timezone.now(), by
    stored.save()
    record_event(kind=Event.Kind.REMOVED, unit=audit.unit, audit=audit.pk, **removed, by=by)
    return removed
