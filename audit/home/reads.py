"""Read what a person's home page shows. What is due first comes first."""

from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from audit.models import (
    Audit,
    QuestionNote,
    Reading,
    ReadingAnswer,
    Review,
    SampledCase,
    SharedCase,
    in_own_team,
    samples_in_brief,
)
from audit.models.counts import number_in_audit
from audit.reviewing.reads.own_reviews import with_urgency
from cases.models import Team, User
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission

DAYS_BACK = 7  # what came in since then is new
DUE = Coalesce("due_on", "sampled_case__audit__review_until")  # the day by which a Review is due
FIRST_DUE = (F("review_until").asc(nulls_last=True), "pk")


def since() -> date:
    """Return the first of the DAYS_BACK days of which the home page says what came in, today included."""
    return localdate() - timedelta(days=DAYS_BACK - 1)


def audits_led(user: User) -> QuerySet[Audit]:
    """Return the audits in progress that the user moderates, each with the numbers that its line shows."""
    sampled, reviews = SampledCase.objects.counted(), Review.objects.exclude(part=Review.Part.AGREED)
    with_reviewer = sampled.filter(reviews__part=Review.Part.FIRST, reviews__reviewer__isnull=False)
    late = reviews.filter(submitted_at=None).alias(due=DUE).filter(due__lt=localdate())
    second = reviews.filter(part=Review.Part.SECOND, submitted_at=None)
    return (
        _in_progress(Audit.objects.inspections().filter(rows_reached(user, Permission.MODERATE)))
        .annotate(with_reviewer=number_in_audit(with_reviewer), overdue=_number_of_reviews(late))
        .annotate(came_in=_number_of_reviews(reviews.filter(submitted_at__date__gte=since())))
        .annotate(second_open=_number_of_reviews(second), second_free=_number_of_reviews(second.filter(reviewer=None)))
        .annotate(to_talk_about=number_in_audit(_read_by_all()))
        .prefetch_related("judgements")
    )


def _read_by_all():
    """The cases read together that no reviewer still has to submit, while no note was written since the last did."""
    readings = Reading.objects.filter(shared_case=OuterRef("pk"))
    waits = readings.filter(submitted_at=None, let_through_at=None)
    last = readings.filter(submitted_at__isnull=False).order_by("-submitted_at").values("submitted_at")[:1]
    written = QuestionNote.objects.filter(audit=OuterRef("audit"), written_at__gt=OuterRef("last"))
    shared = SharedCase.objects.running().filter(case__restricted_digest="").alias(last=Subquery(last))
    return shared.exclude(last=None).filter(~Exists(waits), ~Exists(written))


def audits_to_come(user: User) -> QuerySet[Audit]:
    """Return the audits in progress whose result the user will see, without those that they moderate."""
    seen = Audit.objects.with_results_visible_to(user)
    return _in_progress(seen.exclude(rows_reached(user, Permission.MODERATE)))


def results_of(user: User) -> QuerySet[Audit]:
    """Return the signed-off audits whose result the user sees, the latest first, without what draws the sample."""
    signed = Audit.objects.with_results_visible_to(user).filter(signed_off_at__isnull=False)
    return signed.select_related("unit").prefetch_related(samples_in_brief()).order_by("-signed_off_at")


def reviews_to_do(user: User) -> QuerySet[Review]:
    """Return the user's own unfinished reviews in the order of My reviews."""
    return with_urgency(Review.objects.own_of(user).unfinished().for_page())


def readings_to_do(user: User) -> QuerySet[Reading]:
    """Return the user's readings that their own cases wait for. `is_begun`: whether one has an answer."""
    answers = ReadingAnswer.objects.filter(reading=OuterRef("pk"), value__isnull=False)
    return Reading.objects.own_of(user).unfinished().for_page().annotate(is_begun=Exists(answers))


def cases_to_settle(user: User) -> QuerySet[SampledCase]:
    """Return the cases, of audits in progress, whose two reviews the user may agree on."""
    return SampledCase.objects.to_agree_by(user).filter(audit__signed_off_at=None)


def teams_of(user: User) -> list[str]:
    """Return the names of the teams in which the user sees cases."""
    reach = [held.team for held in user.held_roles if held.team]
    return list(Team.objects.filter(pk__in=reach).order_by("name").values_list("name", flat=True)) if reach else []


def cases_of_own_teams(user: User) -> QuerySet[SampledCase, tuple[int, str, int]]:
    """Return (audit's key, its title, number of cases of the user's teams) of each signed-off audit, latest first."""
    cases = SampledCase.objects.visible_to(user).counted().filter(in_own_team(user, "case"))
    signed = cases.filter(audit__signed_off_at__isnull=False).order_by("-audit__signed_off_at")
    return signed.values_list("audit", "audit__title").annotate(Count("pk"))


def _in_progress(audits):
    sampled = SampledCase.objects.counted()
    submitted = sampled.filter(reviews__part=Review.Part.FIRST, reviews__submitted_at__isnull=False)
    counts = {"sampled": number_in_audit(sampled), "submitted": number_in_audit(submitted)}
    return audits.filter(signed_off_at=None).select_related("unit").annotate(**counts).order_by(*FIRST_DUE)


def _number_of_reviews(reviews):
    """The number of these Reviews in an audit; a replaced case's do not count."""
    own = reviews.filter(sampled_case__audit=OuterRef("pk"), sampled_case__replaced_at=None).order_by()
    counted = own.values("sampled_case__audit").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
