"""Removing records of a sample for good, with what they said before."""

from audit.models import Answer, ReserveCase, Review, SampledCase, SendBack
from cases.actions.removal import forget_in_records_log


def ever(model, **which):
    """The numbers of the records that are so, or were at any time."""
    now = model.objects.filter(**which).values_list("pk", flat=True)
    return {*now, *model.history.filter(**which).values_list("id", flat=True)}


def forget(model, **which):
    """What a record said before is as personal as what it says now."""
    model.history.filter(**which).delete()


def forget_sampled(sampled, reserves=()):
    """Forget what sampled cases and reserves that are gone said, by their numbers, and the reviews of the former."""
    forget_reviews(sampled)
    forget(SampledCase, id__in=sampled)
    forget(ReserveCase, id__in=reserves)
    forget_in_records_log(SampledCase, sampled)


def forget_reviews(sampled):
    """Forget what the reviews of these sampled cases said, once the reviews are gone."""
    reviews = ever(Review, sampled_case_id__in=sampled)
    forget(Answer, review_id__in=reviews)
    forget(SendBack, review_id__in=reviews)
    forget(Review, id__in=reviews)
    forget_in_records_log(Review, reviews)
