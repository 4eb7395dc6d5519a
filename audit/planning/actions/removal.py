"""Removing records of a sample for good, with what they said before."""

from audit.models import Answer, ReserveCase, Review, SampledCase, SendBack
from audit.planning.reads import ever
from cases.extract.actions.removal import remove_cases_for_good, remove_facts
from cases.models import REMOVED


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
