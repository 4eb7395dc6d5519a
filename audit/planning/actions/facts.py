"""Correcting a fact of a case while its audit is open: in the audit's copy and in the case itself."""

from django.db import transaction

from audit.models import SampledCase
from audit.planning.actions.plan import ANY, ChangedMeanwhile
from audit.planning.locking import lock_open
from audit.planning.reads import fact_version, why_not_corrected
from audit.trail.case_facts import fact_in_words, name_of_fact
from cases.actions.trail import record_event
from cases.models import Case, Event


class FactRefused(Exception):
    """A correction that is none, or that the case does not take; the text says why."""


@transaction.atomic
def correct_fact(*, sampled, fact, value, why, based_on=ANY, by=None):
    """Write the value of a fact, one of Case.COPIED, into the audit's copy and into the case. Returns the SampledCase.

    Old value, new value and why stand in the history of the SampledCase, which is removed with it; the event, which
    stays, names the fact alone. `based_on`: the fact_version that the person had before them.
    Raises AuditClosed, FactRefused, ChangedMeanwhile.
    """
    lock_open(sampled.audit)
    sampled = SampledCase.objects.select_related("audit__unit").get(pk=sampled.pk)
    case = Case.objects.select_for_update().get(pk=sampled.case_id)
    before, why = sampled.facts.get(fact), why.strip()
    _refuse(sampled, case, fact, value, why)
    if based_on not in (ANY, fact_version(before)):
        raise ChangedMeanwhile("this fact", before, fact_version(before))
    sampled.facts[fact] = value
    sampled._change_reason = why
    setattr(case, fact, value)
    for record in (sampled, case):
        record._history_user = by
        record.save()
    told = {"what": str(sampled), "fact": name_of_fact(fact)}
    record_event(
        kind=Event.Kind.FACT_CORRECTED, unit=sampled.audit.unit, audit=sampled.audit_id, case=case, **told, by=by
    )
    return sampled


def _refuse(sampled, case, fact, value, why):
    """Raises FactRefused."""
    closed = "It is restricted by now, and closed to everybody." if case.restricted_digest else ""
    if refused := closed or why_not_corrected(sampled):
        raise FactRefused(refused)
    if not why:
        raise FactRefused("Say why in a few words.")
    if sampled.facts.get(fact) == value and getattr(case, fact) == value:
        raise FactRefused(f"{name_of_fact(fact)} is “{fact_in_words(fact, value)}” already.")
