"""A person's own reviews as rows of a list: what is to be done first on top."""

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from audit.models import Answer, Review, SendBack

OPEN = Q(submitted_at=None, sampled_case__audit__signed_off_at=None)


def with_urgency(own: QuerySet[Review]) -> QuerySet[Review]:
    """Add to each review `is_open`, `is_sent_back`, `due_by` and `given`, the number of its answers.

    The last three say something of open reviews only. They come first: those sent back, then by due date, then those
    with most answers. After them stand the finished ones, the latest first.
    """
    sent_back = Exists(SendBack.objects.filter(review=OuterRef("pk"), replied_at=None))
    answers = Answer.objects.filter(review=OuterRef("pk"), value__isnull=False).order_by().values("review")
    rows = own.annotate(
        is_open=Case(When(OPEN, then=Value(True)), default=Value(False)),
        is_sent_back=Case(When(OPEN & Q(sent_back), then=Value(True)), default=Value(False)),
        due_by=Case(When(OPEN, then=Coalesce("due_on", "sampled_case__audit__review_until")), output_field=DateField()),
        given=Case(When(OPEN, then=Coalesce(Subquery(answers.values(number=Count("pk"))), 0)), default=Value(0)),
    )
    due, submitted = F("due_by").asc(nulls_last=True), F("submitted_at").desc(nulls_last=True)
    return rows.order_by("-is_open", "-is_sent_back", due, "-given", submitted, "pk")


def fetched_for_list(rows: QuerySet[Review]) -> QuerySet[Review]:
    """Fetch with the reviews what a list shows, without the long account of what was signed off."""
    related = rows.select_related("sampled_case__audit", "sampled_case__case")
    return related.defer("sampled_case__audit__snapshot")


def count_open(rows: QuerySet[Review]) -> dict[str, int]:
    """Return {"number": open reviews, "due": those with a due date} of the rows of with_urgency, in one query."""
    return rows.filter(OPEN).order_by().aggregate(number=Count("pk"), due=Count("due_by"))
