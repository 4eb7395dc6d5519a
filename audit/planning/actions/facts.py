"""Correct a fact of a case while its audit is open: in the audit's copy and in the case itself."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.method.asked_facts import NOT_IN_RECORD
from audit.models import Finding, SampledCase
from audit.planning.actions.plan import ChangedMeanwhile
from audit.planning.locking import lock_open
from audit.planning.reads import fact_version, why_not_corrected
from audit.trail.case_facts import fact_in_words, name_of_fact
from cases.actions.trail import record_event
from cases.models import Case, Event, User
from cases.models.case import as_copied

ASKED_FOR = "The review asked for it."


class FactRefused(Exception):
    """The correction changes nothing, or the case cannot be corrected. The text says why."""


@transaction.atomic
def correct_fact(
    *,
    sampled: SampledCase,
    fact: str,
    value: Any,
    why: str,
    based_on: str | None = None,
    by: User | None = None,
) -> SampledCase:
    """Write the value of a fact, one of Case.COPIED, into the audit's copy and into the case. A date is a date.

    Old value, new value and reason go into the history of the sampled case, which is removed with it. The event stays,
    so it only names the fact. `based_on`: the fact_version that the page was shown with; None overwrites any.
    Raises AuditClosed, FactRefused, ChangedMeanwhile.
    """
    lock_open(sampled.audit)
    sampled = SampledCase.objects.select_related("audit__unit").get(pk=sampled.pk)
    case = Case.objects.select_for_update().get(pk=sampled.case_id)
    before, why = sampled.facts.get(fact), why.strip()
    _refuse(sampled, case, fact, value, why)
    if based_on not in (None, fact_version(before)):
        raise ChangedMeanwhile("this fact", before, fact_version(before))
    _write(sampled, case, fact, value)
    _save(sampled, case, fact, why, by)
    return sampled


@transaction.atomic
def store_asked_fact(*, sampled: SampledCase, fact: str, value: Any, by: User | None = None) -> SampledCase:
    """Store a fact that a review of the case asked for, as correct_fact does. The audit is locked.

    `value`: None if the case record does not say. Raises FactRefused.
    """
    sampled = SampledCase.objects.select_related("audit__unit").get(pk=sampled.pk)
    case = Case.objects.select_for_update().get(pk=sampled.case_id)
    if value is None:
        sampled.facts[NOT_IN_RECORD] = [*sampled.facts.get(NOT_IN_RECORD, ()), fact]
    else:
        _refuse_day(case, fact, value)
        _write(sampled, case, fact, value)
    _save(sampled, case, fact, ASKED_FOR, by, asked=True)
    return sampled


def _save(sampled: SampledCase, case: Case, fact: str, why: str, by: User | None, **details: Any) -> None:
    sampled._change_reason = why
    for record in (sampled, case):
        record._history_user = by
        record.save()
    _mark_findings(case, by)
    record_event(
        kind=Event.Kind.FACT_CORRECTED,
        unit=sampled.audit.unit,
        audit=sampled.audit_id,
        case=case,
        what=str(sampled),
        fact=name_of_fact(fact),
        by=by,
        **details,
    )


def _write(sampled: SampledCase, case: Case, fact: str, value: Any) -> None:
    """Set the fact in the audit's copy and in the case, with the age at the start, which follows from it."""
    setattr(case, fact, value)
    sampled.facts[fact] = as_copied(value)
    not_said = [each for each in sampled.facts.pop(NOT_IN_RECORD, ()) if each != fact]
    if not_said:
        sampled.facts[NOT_IN_RECORD] = not_said
    if fact == "start_date":
        sampled.facts["age_at_start"] = case.age_at_start


def _mark_findings(case: Case, by: User | None) -> None:
    """Note on the findings about the case that a fact was corrected after they were made. They stay as they are."""
    for finding in Finding.objects.filter(case=case):
        finding.facts_corrected_at, finding._history_user = timezone.now(), by
        finding.save()


def _refuse(sampled: SampledCase, case: Case, fact: str, value: Any, why: str) -> None:
    """Raise FactRefused if the fact cannot be corrected to this value."""
    closed = "It has been restricted since it was drawn, so no one can open it." if case.restricted_digest else ""
    if refused := closed or why_not_corrected(sampled):
        raise FactRefused(refused)
    if not why:
        raise FactRefused("Say why in a few words.")
    if sampled.facts.get(fact) == as_copied(value) and getattr(case, fact) == value:
        raise FactRefused(f"{name_of_fact(fact)} is “{fact_in_words(fact, value)}” already.")
    _refuse_day(case, fact, value)


def _refuse_day(case: Case, fact: str, day: date | None) -> None:
    """Raise FactRefused if the case cannot have this date."""
    if fact not in ("start_date", "end_date"):
        return
    start, end = (day if fact == name else getattr(case, name) for name in ("start_date", "end_date"))
    if start and end and end < start:
        raise FactRefused("The end date would be before the start date.")
    alike = Case.objects.filter(unit=case.unit_id, reference=case.reference, start_date=day).exclude(pk=case.pk)
    if fact == "start_date" and alike.exists():
        raise FactRefused("The person has another case with this start date.")
