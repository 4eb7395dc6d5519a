"""By when a person's reviews are due."""

from collections import Counter
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from audit.models import Review


def due_days(own: QuerySet[Review]) -> Counter[date]:
    """Return {day: how many of these reviews that are still to submit are due by then}, without those due by no day."""
    by_day = own.unfinished().annotate(by_day=Coalesce("due_on", "sampled_case__audit__review_until"))
    return Counter(by_day.filter(by_day__isnull=False).values_list("by_day", flat=True))
