"""Replace a drawn case by a reserve. A case that turns out to be restricted is closed in every audit at once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.models import Audit, Replacement, ReserveCase, Review, SampledCase, SharedCase
from audit.planning.actions.removal import (
    delete_history,
    delete_history_of_reviews,
    delete_shared_cases,
    remove_copied_facts,
    remove_uncounted_facts,
)
from audit.planning.locking import lock_open
from audit.planning.reads import reserves_for, reserves_like, why_not_replaced
from cases.actions.trail import record_event
from cases.extract.actions.removal import mark_restricted
from cases.models import Case, Event, User

RESTRICTED_ELSEWHERE = "Recorded in another audit."


class NotReplaced(Exception):
    """The case cannot be replaced. The text says why."""


@transaction.atomic
def replace_case(*, sampled: SampledCase, reason: str, note: str, by: User | None = None) -> SampledCase | None:
    """Take the case out of the sample and put the next reserve of its stratum in.

    Returns the new case, or None if no reserve may take its place (`reserves_for`). `reason`: a Replacement, which
    `note` explains. A restricted case leaves every audit. Raises AuditClosed, NotReplaced.
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


@transaction.atomic
def close_restricted(*, case: Case, by: User | None = None) -> None:
    """Close every case of this person to everyone, and take them out of open audits unless a review is submitted."""
    _lock_audits_of(case)
    cases = mark_restricted(case=case, by=by)
    _take_from_reserves(cases)
    _take_from_samples(cases, by)


def _lock_audits_of(case: Case) -> None:
    """Lock the case's audits, always in the same order, so that two people who close cases at once cannot deadlock."""
    audits = SampledCase.objects.filter(case__unit=case.unit, case__reference=case.reference).values("audit")
    list(Audit.objects.select_for_update().filter(pk__in=audits).order_by("pk"))


def _take_from_reserves(cases: Iterable[Case]) -> None:
    reserves = ReserveCase.objects.filter(case__in=cases)
    numbers = list(reserves.values_list("pk", flat=True))
    reserves.delete()
    delete_history(ReserveCase, id__in=numbers)
    delete_shared_cases(shared=SharedCase.objects.filter(case__in=cases))


def _take_from_samples(cases: Iterable[Case], by: User | None) -> None:
    """Replace the cases in every open audit, unless a review of them is submitted.

    Delete the reviews of every replaced case, and the facts of cases that count nowhere any more.
    """
    there = SampledCase.objects.select_related("audit__unit", "case").filter(case__in=cases)
    for sampled in there.current().filter(audit__signed_off_at=None):
        if not why_not_replaced(sampled):
            _replace(sampled, Replacement.RESTRICTED, RESTRICTED_ELSEWHERE, by)
    replaced = list(there.exclude(replaced_at=None).values_list("pk", flat=True))
    Review.objects.filter(sampled_case__in=replaced).delete()
    delete_history_of_reviews(replaced)
    remove_copied_facts(cases=cases, by=by)
    remove_uncounted_facts(cases=cases, by=by)


def _replace(sampled: SampledCase, reason: str, note: str, by: User | None) -> SampledCase | None:
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
        instead=str(instead or f"none, since {_why_no_reserve(sampled)}"),
        reason=Replacement(reason).label.lower(),
        by=by,
    )
    return instead


def _why_no_reserve(sampled: SampledCase) -> str:
    left = reserves_like(sampled).exists()
    return "the practitioners of its group's reserves are at the limit" if left else "its group has no reserve left"


def _take_reserve(sampled: SampledCase, by: User | None) -> SampledCase | None:
    """Move the next reserve of the kind and stratum into the sample; None if there is no reserve."""
    reserve = next(iter(reserves_for(sampled)), None)
    if reserve is None:  # a smaller sample is better than a case that cannot be reviewed
        return None
    last = sampled.audit.sampled_cases.filter(kind=sampled.kind).aggregate(last=Max("number"))["last"]
    instead = SampledCase(audit=sampled.audit, case=reserve.case, number=last + 1)
    instead.kind, instead.prefix = sampled.kind, sampled.prefix
    instead.stratum, instead.position = reserve.stratum, reserve.position
    instead._history_user = reserve._history_user = by
    instead.save()
    reserve.delete()
    return instead
