"""How far the reviews of an audit's cases are, and where the first and the second review of a case differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.frameworks import FrameworkProblem
from audit.method.answers import Value
from audit.method.applicability import questions_by_facts
from audit.method.framework import Framework
from audit.method.reviewers.agreement import differing
from audit.models import Answer, FrameworkChanged, Review, SampledCase
from cases.counted import counted

Part = Review.Part
REVIEWS = ("reviews__reviewer", "reviews__sent_back")  # what CaseReviews reads of a SampledCase


@dataclass(frozen=True)
class ReviewWithAnswers:
    """A Review with its answers, {question code: Value}. `asked` holds the codes of the questions that apply."""

    review: Review
    asked: frozenset[str]
    values: dict[str, Value]

    @property
    def answered(self) -> int:
        """How many of the questions asked have an answer."""
        return len(self.values.keys() & self.asked)

    @property
    def state(self) -> str:
        """How far it is, in words: "submitted", "sent back", "not allocated", "started" or "not started"."""
        if self.review.submitted_at:
            return "submitted"
        if any(note.replied_at is None for note in self.review.sent_back.all()):
            return "sent back"
        if self.review.reviewer is None and not self.values:
            return "not allocated"
        return "started" if self.values else "not started"


@dataclass(frozen=True)
class CaseReviews:
    """A case with its first and second review, None where there is none, and the `agreed` answers."""

    sampled: SampledCase
    asked: frozenset[str]
    first: ReviewWithAnswers | None
    second: ReviewWithAnswers | None
    agreed: dict[str, Value]

    @property
    def both_submitted(self) -> bool:
        """Whether there are two reviews and both are submitted."""
        return all(each and each.review.submitted_at for each in (self.first, self.second))

    @property
    def differences(self) -> list[str]:
        """The codes of the questions that the two reviews answer differently; none before both are submitted."""
        return differing(self.first.values, self.second.values, self.asked) if self.both_submitted else []

    @property
    def is_blind(self) -> bool:
        """Whether neither reviewer could see the other's answers before submitting their own for the last time."""
        notes = [note for each in (self.first, self.second) if each for note in each.review.sent_back.all()]
        return not any(note.after_both for note in notes)

    def answers_to(self, code: str) -> tuple[Value, Value] | None:
        """(Value of the first review, of the second); None unless the question applies and both answer it."""
        answers = (self.first.values.get(code), self.second.values.get(code)) if self.both_submitted else (None,)
        return answers if code in self.asked and None not in answers else None

    @property
    def to_settle(self) -> list[str]:
        """The codes of the differences without an agreed answer."""
        return [code for code in self.differences if code not in self.agreed]


def reviews_of_cases(framework: Framework, sampled_cases: QuerySet[SampledCase]) -> list[CaseReviews]:
    """The CaseReviews of these cases, all of one framework, in the order of their numbers. Takes four queries."""
    # the audit says by when reviews are due; what it signed off is long, and not needed
    fetched = sampled_cases.with_case().select_related("audit").defer("audit__snapshot")
    cases = fetched.prefetch_related(*REVIEWS).order_by("number")
    return _with_answers(framework, cases, _values_of(sampled_cases.values("pk")))


def reviews_of_fetched(framework: Framework, cases: Sequence[SampledCase]) -> list[CaseReviews]:
    """The CaseReviews of cases that were fetched with their reviews. Takes one query."""
    return _with_answers(framework, cases, _values_of([sampled.pk for sampled in cases]))


def _with_answers(framework, cases, values):
    asked_of = questions_by_facts(framework)
    return [_case_reviews(sampled, asked_of(sampled.facts), values) for sampled in cases]


def _values_of(sampled_cases):
    """{review's key: {question code: Value}} of the sampled cases with these keys."""
    values = defaultdict(dict)
    stored = Answer.objects.filter(review__sampled_case__in=sampled_cases, value__isnull=False)
    for review, code, value in stored.values_list("review", "question", "value"):
        values[review][code] = Value(value)
    return values


def _case_reviews(sampled, asked, values):
    reviews = {review.part: review for review in sampled.reviews.all()}
    answered = {part: ReviewWithAnswers(review, asked, values[review.pk]) for part, review in reviews.items()}
    agreed = answered[Part.AGREED].values if Part.AGREED in answered else {}
    return CaseReviews(sampled, asked, answered.get(Part.FIRST), answered.get(Part.SECOND), agreed)


def notes_on_second_reviews(cases: Sequence[CaseReviews]) -> Iterator[str]:
    """Yield sentences on second reviews not submitted and differences not settled, for people who may see the cases."""
    waiting = [case.sampled.with_crn for case in cases if case.second and not case.second.review.submitted_at]
    apart = [case.sampled.with_crn for case in cases if case.to_settle]
    if waiting:
        number = counted(len(waiting), "second review is", "second reviews are")
        yield f"{number} not submitted: {'; '.join(waiting)}."
    if apart:
        differ = "the two reviews have different answers that are not agreed yet, so the first review counts"
        yield f"In {counted(len(apart), 'case')} {differ}: {'; '.join(apart)}."


def waiting_for_agreement(sampled_cases: QuerySet[SampledCase]) -> list[CaseReviews]:
    """The CaseReviews of those of the cases, of any audits, that have a difference to settle."""
    # the keys first: the condition on what a user may read is costly, so it is asked once
    keys = list(sampled_cases.values_list("pk", flat=True))
    cases = SampledCase.objects.filter(pk__in=keys).with_case().select_related("audit").prefetch_related("reviews")
    asked_of = _asked_in({sampled.audit for sampled in cases})
    values, known = _values_of(keys), [sampled for sampled in cases if sampled.audit_id in asked_of]
    found = [_case_reviews(sampled, asked_of[sampled.audit_id](sampled.facts), values) for sampled in known]
    waiting = [case for case in found if case.to_settle]
    return sorted(waiting, key=lambda case: (case.sampled.audit_id, case.sampled.number))


def _asked_in(audits):
    """{audit's key: a function from a case's facts to the codes asked}, without audits whose framework has changed."""
    asked_of = {}
    for audit in audits:
        with suppress(FrameworkChanged, FrameworkProblem):  # the audit's own pages say so
            asked_of[audit.pk] = questions_by_facts(audit.framework)
    return asked_of
