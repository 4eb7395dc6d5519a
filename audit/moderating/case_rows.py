"""The cases of an audit as rows of a list, with how far the reviews of each are, worked out by the database."""

from collections import Counter

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from audit.models import Answer, Review, SampledCase, SendBack
from cases.models import User

NOT_GIVEN = "not allocated"
STATES = (NOT_GIVEN, "not started", "started", "sent back", "submitted")


def with_reviews(cases: QuerySet[SampledCase]) -> QuerySet[SampledCase]:
    """Add to each case its `first` and `second` review, and what a list sorts and filters by.

    `state` and `second_state`: one of STATES; the second is "" without a second review. `submitted`: when the first
    review was. `due`: the day by which the first open review is due, None where none is open or no date is set.
    """
    return (
        cases.annotate(
            first=FilteredRelation("reviews", condition=Q(reviews__part=Review.Part.FIRST)),
            second=FilteredRelation("reviews", condition=Q(reviews__part=Review.Part.SECOND)),
        )
        .annotate(first_pk=F("first__pk"), second_pk=F("second__pk"), submitted=F("first__submitted_at"))
        .annotate(
            state=_state_of("first"),
            second_state=Case(When(second__pk=None, then=Value("")), default=_state_of("second")),
            due_first=_due_date_of("first", submitted_at=None),
            due_second=_due_date_of("second", submitted_at=None, pk__isnull=False),
        )
        .annotate(due=Coalesce(Least("due_first", "due_second"), "due_first", "due_second"))
    )


def _state_of(review):
    """The state of this review in words, as ReviewWithAnswers.state says it."""
    of_it = {"review": OuterRef(f"{review}_pk")}
    begun = Exists(Answer.objects.filter(**of_it, value__isnull=False))
    sent_back = Exists(SendBack.objects.filter(**of_it, replied_at=None))
    return Case(
        When(**{f"{review}__submitted_at__isnull": False}, then=Value("submitted")),
        When(sent_back, then=Value("sent back")),
        When(begun, then=Value("started")),
        When(**{f"{review}__reviewer": None}, then=Value(NOT_GIVEN)),
        default=Value("not started"),
        output_field=CharField(),
    )


def _due_date_of(review, **open_review):
    condition = {f"{review}__{field}": value for field, value in open_review.items()}
    return Case(When(**condition, then=Coalesce(f"{review}__due_on", "audit__review_until")))


def to_show(rows: QuerySet[SampledCase], user: User) -> QuerySet[SampledCase]:
    """Fetch what a list shows of the rows of with_reviews, in two queries.

    Each case says whether the user `may_compare` its two reviews, and each of its reviews whether they `may_read` it.
    """
    to_read = Review.objects.visible_to(user).filter(pk=OuterRef("pk"))
    reviews = Review.objects.select_related("reviewer").annotate(may_read=Exists(to_read))
    to_compare = SampledCase.objects.to_agree_by(user).filter(pk=OuterRef("pk"))
    return rows.with_case().annotate(may_compare=Exists(to_compare)).prefetch_related(Prefetch("reviews", reviews))


def count_states(rows: QuerySet[SampledCase]) -> tuple[list[tuple[str, int]], int, int]:
    """Return ([(state, cases)], cases that get a second review, extra cases) of the rows of with_reviews; one query.

    Extra cases of a group are in none of the other numbers.
    """
    counts = rows.order_by().values_list("state", "second_state", "extra_for").annotate(Count("pk"))
    by_state, second, extra = Counter(), 0, 0
    for state, second_state, group, number in counts:
        if group:
            extra += number
            continue
        by_state[state] += number
        second += number if second_state else 0
    return [(state, by_state[state]) for state in STATES if by_state[state]], second, extra
