"""How far an audit is, in numbers."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from audit.models import Audit, Indicator, QuestionNote, Review, SampledCase, Survey, is_approved
from audit.reviewing.reads.case_reviews import reviews_of_cases
from cases.models import User

Part = Review.Part


@dataclass(frozen=True)
class Standing:
    """Numbers of an audit: cases of the sample as it is now, their first and second reviews, and the agreed notes;
    whether its PDU uses oversight, once there are cases; and whether it has indicators and surveys.

    A review counts as given if it has a reviewer or, as in an imported audit, is submitted. `overdue`: not submitted
    though its day has passed.
    """

    cases: int
    given: int
    submitted: int
    overdue: int
    second: int
    second_given: int
    second_submitted: int
    second_overdue: int
    notes: int
    uses_oversight: bool
    has_indicators: bool
    has_surveys: bool

    @property
    def all_submitted(self) -> bool:
        """Whether there are cases, and a review of each is submitted."""
        return 0 < self.cases == self.submitted


def standing_of(audit: Audit) -> Standing:
    """Count the cases, reviews and notes of an audit; one query, and three more where it has no cases yet."""
    found = list(_counts_by_audit(localdate()).filter(audit=audit.pk))
    if found:
        return Standing(*found[0])
    evidence = (audit.indicators.exists(), audit.surveys.exists())
    return Standing(0, 0, 0, 0, 0, 0, 0, 0, audit.question_notes.count(), False, *evidence)


@lru_cache(maxsize=1)
def _counts_by_audit(today: date):
    """Each audit's numbers, as Standing has them. Kept, since to build this query takes longer than to ask it."""
    first, second = Q(reviews__part=Part.FIRST), Q(reviews__part=Part.SECOND)
    submitted = Q(reviews__submitted_at__isnull=False)
    given = Q(reviews__reviewer__isnull=False) | submitted
    by_audit_date = Q(reviews__due_on=None, audit__review_until__lt=today)
    overdue = ~submitted & (Q(reviews__due_on__lt=today) | by_audit_date)
    counts = {
        "cases": Count("pk", distinct=True),
        "given": Count("reviews", filter=first & given),
        "submitted": Count("reviews", filter=first & submitted),
        "overdue": Count("reviews", filter=first & overdue),
        "second": Count("reviews", filter=second),
        "second_given": Count("reviews", filter=second & given),
        "second_submitted": Count("reviews", filter=second & submitted),
        "second_overdue": Count("reviews", filter=second & overdue),
        "notes": _number_of_notes(),
        "uses_oversight": is_approved("audit__unit"),
        "has_indicators": Exists(Indicator.objects.filter(audit=OuterRef("audit"))),
        "has_surveys": Exists(Survey.objects.filter(audit=OuterRef("audit"))),
    }
    by_audit = SampledCase.objects.counted().order_by().values("audit")
    return by_audit.annotate(**counts).values_list(*counts)


def _number_of_notes():
    notes = QuestionNote.objects.filter(audit=OuterRef("audit")).order_by().values("audit")
    return Coalesce(Subquery(notes.annotate(number=Count("pk")).values("number")), 0)


def count_apart(audit: Audit, user: User) -> int:
    """Count the cases, of those the user may see, whose two reviews differ in answers not agreed on; four queries."""
    cases = SampledCase.objects.visible_to(user).counted().filter(audit=audit, reviews__part=Part.SECOND)
    return sum(bool(case.to_settle) for case in reviews_of_cases(audit.framework, cases))


def standards_on_evidence(audit: Audit) -> list[str]:
    """Return the codes of the standards that are judged on evidence."""
    return [standard.code for standard in audit.framework.standards if not standard.from_cases]


def count_judged(audit: Audit) -> int:
    """Count the standards judged on evidence that have a judgement."""
    on_evidence = standards_on_evidence(audit)
    return sum(judgement.standard in on_evidence for judgement in audit.judgements.all())
