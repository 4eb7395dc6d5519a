"""Replacing a drawn case by one in reserve; and closing one that turns out to be restricted, everywhere at once."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.models import Audit, Replacement, ReserveCase, Review, SampledCase
from audit.planning.actions.removal import forget, forget_reviews, remove_copied_facts, remove_facts_of_nobody
from audit.planning.locking import lock_open
from audit.planning.reads import reserves_for, why_not_replaced
from cases.actions.trail import record_event
from cases.extract.actions.removal import mark_restricted
from cases.models import Event

TOLD_ELSEWHERE = "Told in another audit."


class NotReplaced(Exception):
    """A case that cannot be replaced; the text says why."""


@transaction.atomic
def replace_case(*, sampled, reason, note, by=None):
    """Take a SampledCase out of the sample, and the next reserve of its stratum in. Returns the new SampledCase.

    Where no reserve of the stratum may (`reserves_for`) none comes in, and None is returned. `reason`: a Replacement;
    `note` says more. One that is restricted leaves every audit. Raises AuditClosed, NotReplaced.
    """
    _lock_audits_of(sampled.case)
    lock_open(sampled.audit)
    sampled = SampledCase.objects.select_related("audit__unit", "case").get(pk=sampled.pk)
    why = why_not_replaced(sampled) or ("" if note.strip() else "Say why in a few words.")
    if why:
        raise NotReplaced(why)
    if reason != Replacement.RESTRICTED:
        return _replace(sampled, reason, note, by)
    cases = mark_restricted(case=sampled.case, by=by)
    _take_from_reserves(cases)
    instead = _replace(sampled, reason, note, by)
    _take_from_samples(cases, by)
    return instead


def _lock_audits_of(case):
    """In one order, so that two people who close cases at once do not wait for each other for ever."""
    audits = SampledCase.objects.filter(case__unit=case.unit, case__reference=case.reference).values("audit")
    list(Audit.objects.select_for_update().filter(pk__in=audits).order_by("pk"))


def _take_from_reserves(cases):
    reserves = ReserveCase.objects.filter(case__in=cases)
    numbers = list(reserves.values_list("pk", flat=True))
    reserves.delete()
    forget(ReserveCase, id__in=numbers)


def _take_from_samples(cases, by):
    """Replace the cases wherever a sample is open and no review of them submitted; forget what was written of those
    that count nowhere, and their facts unless they count somewhere."""
    there = SampledCase.objects.select_related("audit__unit", "case").filter(case__in=cases)
    for sampled in there.counted().filter(audit__signed_off_at=None):
        if not why_not_replaced(sampled):
            _replace(sampled, Replacement.RESTRICTED, TOLD_ELSEWHERE, by)
    replaced = list(there.exclude(replaced_at=None).values_list("pk", flat=True))
    Review.objects.filter(sampled_case__in=replaced).delete()
    forget_reviews(replaced)
    remove_copied_facts(cases=cases, by=by)
    remove_facts_of_nobody(cases=cases, by=by)


def _replace(sampled, reason, note, by):
    instead = _take_reserve(sampled, by)
    sampled.replaced_at, sampled.replaced_by, sampled.replaced_with = timezone.now(), by, instead
    sampled.replaced_reason, sampled.replaced_note = Replacement(reason), note.strip()
    sampled._history_user = by
    sampled.save()
    record_event(
        kind=Event.Kind.REPLACED,
        unit=sampled.audit.unit,
        audit=sampled.audit_id,
        case=sampled.case,
        what=str(sampled),
        instead=str(instead or f"none, since {_why_none(sampled)}"),
        reason=Replacement(reason).label.lower(),
        by=by,
    )
    return instead


def _why_none(sampled):
    left = sampled.audit.reserves.filter(stratum=sampled.stratum).exists()
    return "the practitioners of its stratum's reserves are at the limit" if left else "its stratum has no reserve left"


def _take_reserve(sampled, by):
    """The next reserve of the stratum as a SampledCase of the audit; None where there is none."""
    reserve = next(iter(reserves_for(sampled)), None)
    if reserve is None:  # a smaller sample is better than a case that cannot be reviewed
        return None
    last = sampled.audit.sampled_cases.aggregate(last=Max("number"))["last"]
    instead = SampledCase(audit=sampled.audit, case=reserve.case, number=last + 1)
    instead.stratum, instead.position = reserve.stratum, reserve.position
    instead._history_user = reserve._history_user = by
    instead.save()
    reserve.delete()
    return instead
