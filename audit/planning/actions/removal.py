"""Removing records of a sample for good, with what they said before."""

from django.db.models import Q

from audit.models import Answer, ReserveCase, Review, SampledCase, SendBack
from cases.extract.actions.removal import remove_cases_for_good, remove_facts
from cases.models import REMOVED, Case


def ever(model, **which):
    """The numbers of the records that are so, or were at any time."""
    now = model.objects.filter(**which).values_list("pk", flat=True)
    return {*now, *model.history.filter(**which).values_list("id", flat=True)}


def forget(model, **which):
    """What a record said before is as personal as what it says now."""
    model.history.filter(**which).delete()


def blank(history, **instead):
    """Keep who changed what when, with these values in place of what was said."""
    for record in history:
        for field, value in instead.items():
            setattr(record, field, value)
        record.save()


def forget_sampled(sampled, reserves=()):
    """Forget what sampled cases and reserves that are gone said, by their numbers, and the reviews of the former."""
    forget_reviews(sampled)
    forget(SampledCase, id__in=sampled)
    forget(ReserveCase, id__in=reserves)


def forget_reviews(sampled):
    """Forget what the reviews of these sampled cases said, once the reviews are gone."""
    reviews = ever(Review, sampled_case_id__in=sampled)
    forget(Answer, review_id__in=reviews)
    forget(SendBack, review_id__in=reviews)
    forget(Review, id__in=reviews)


def cases_of_no_other_audit(audit):
    """Those that are or were in the audit's sample or among its reserves, and are in no other's."""
    here, elsewhere = Q(), Q()
    for model in (SampledCase, ReserveCase):
        here |= Q(pk__in=model.objects.filter(audit=audit).values("case"))
        here |= Q(pk__in=model.history.filter(audit_id=audit.pk).values("case_id"))
        elsewhere |= Q(pk__in=model.objects.exclude(audit=audit).values("case"))
    return Case.objects.filter(here).exclude(elsewhere)


def remove_facts_of_nobody(*, cases, by=None):
    """Take the facts out of those of these restricted Cases that no sample counts any more."""
    for case in cases:
        if not case.reference.startswith(REMOVED) and not case.samples.counted().exists():
            remove_facts(case=case, by=by)


def remove_copied_facts(*, cases, by=None):
    """Take out what samples, and their histories, copied of these restricted Cases, but where they count."""
    counted = list(SampledCase.objects.counted().filter(case__in=cases).values_list("pk", flat=True))
    for sampled in SampledCase.objects.filter(case__in=cases).exclude(pk__in=counted):
        sampled.facts, sampled._history_user = {}, by
        sampled.save()
    blank(SampledCase.history.filter(case__in=cases).exclude(id__in=counted), facts={}, history_change_reason=None)


def remove_undrawn(*, numbers):
    """Remove the Cases of these numbers, which no sample has any more, and what was noted of their place in one."""
    sampled, reserves = (ever(model, case_id__in=numbers) for model in (SampledCase, ReserveCase))
    forget_sampled(sampled, reserves)
    remove_cases_for_good(numbers=numbers)
