"""How far the reviews of an audit's cases are, and where the two readings of a case differ."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from audit.frameworks import FrameworkProblem
from audit.method.agreement import differing
from audit.method.answers import Value
from audit.method.applicability import questions_by_facts
from audit.method.review_check import check_review
from audit.models import Answer, FrameworkChanged, Review, SampledCase
from cases.counted import counted

Part = Review.Part


@dataclass(frozen=True)
class Reading:
    """One review of a case with its answers, {question code: Value}; `asked`: the codes of what the case is asked."""

    review: Review
    asked: frozenset[str]
    values: dict[str, Value]

    @property
    def answered(self):
        """How many of the questions asked have an answer."""
        return len(self.values.keys() & self.asked)

    @property
    def state(self):
        if self.review.submitted_at:
            return "submitted"
        if any(note.replied_at is None for note in self.review.sent_back.all()):
            return "sent back"
        if self.review.reviewer is None and not self.values:
            return "not allocated"
        return "started" if self.values else "not started"


@dataclass(frozen=True)
class CaseReadings:
    """A case with its Readings, None where there is no such review; `agreed`: the answers that were settled."""

    sampled: SampledCase
    asked: frozenset[str]
    first: Reading | None
    second: Reading | None
    agreed: dict[str, Value]

    @property
    def both_submitted(self):
        return all(reading and reading.review.submitted_at for reading in (self.first, self.second))

    @property
    def differences(self):
        """The codes in which two submitted readings differ; none before both are."""
        return differing(self.first.values, self.second.values, self.asked) if self.both_submitted else []

    @property
    def is_blind(self):
        """Whether neither reader could see the other's answers before submitting their own for good."""
        notes = [note for each in (self.first, self.second) if each for note in each.review.sent_back.all()]
        return not any(note.after_both for note in notes)

    def answers_to(self, code):
        """(first reader's Value, second's) where the case is asked this and both submitted an answer; else None."""
        answers = (self.first.values.get(code), self.second.values.get(code)) if self.both_submitted else (None,)
        return answers if code in self.asked and None not in answers else None

    @property
    def to_settle(self):
        return [code for code in self.differences if code not in self.agreed]


def readings_of(framework, sampled_cases):
    """The CaseReadings of these SampledCases (a queryset) of one framework, by number; four queries."""
    values = defaultdict(dict)
    stored = Answer.objects.filter(review__sampled_case__in=sampled_cases.values("pk"), value__isnull=False)
    for review, code, value in stored.values_list("review", "question", "value"):
        values[review][code] = Value(value)
    asked_of = questions_by_facts(framework)
    cases = sampled_cases.with_case().prefetch_related("reviews__reviewer", "reviews__sent_back").order_by("number")
    return [_readings(sampled, asked_of(sampled.facts), values) for sampled in cases]


def _readings(sampled, asked, values):
    reviews = {review.part: review for review in sampled.reviews.all()}
    readings = {part: Reading(review, asked, values[review.pk]) for part, review in reviews.items()}
    agreed = readings[Part.AGREED].values if Part.AGREED in readings else {}
    return CaseReadings(sampled, asked, readings.get(Part.FIRST), readings.get(Part.SECOND), agreed)


def notes_on_second_reviews(cases):
    """What is open in the second reviews among these CaseReadings, in sentences for people who may see the cases."""
    waiting = [case.sampled.with_crn for case in cases if case.second and not case.second.review.submitted_at]
    apart = [case.sampled.with_crn for case in cases if case.to_settle]
    if waiting:
        number = counted(len(waiting), "second review is", "second reviews are")
        yield f"{number} not submitted: {'; '.join(waiting)}."
    if apart:
        differ = "the two reviews differ in answers that are not agreed on, and the first review's count"
        yield f"In {counted(len(apart), 'case')} {differ}: {'; '.join(apart)}."


def answers_of_others(review):
    """[(name, how many)] of the answers in a Review that somebody else than its reviewer gave, by name."""
    given = review.answers.exclude(value=None, comment="").exclude(answered_by=review.reviewer)
    names = (str(answer.answered_by or "nobody named") for answer in given.select_related("answered_by"))
    return sorted(Counter(names).items())


def waiting_for_agreement(sampled_cases):
    """The CaseReadings, among these SampledCases (a queryset, of whatever audits), with a difference to settle."""
    found = []
    for audit in {sampled.audit for sampled in sampled_cases.select_related("audit")}:
        try:
            framework = audit.framework
        except (FrameworkChanged, FrameworkProblem):
            continue  # its own pages say so
        cases = readings_of(framework, sampled_cases.filter(audit=audit).select_related("audit"))
        found += [case for case in cases if case.to_settle]
    return sorted(found, key=lambda case: (case.sampled.audit_id, case.sampled.number))


def is_submitted_by(review, user):
    """Whether it is for this person to submit a review: what somebody else judged is not theirs to hand in."""
    return review.reviewer_id is None or user is None or review.reviewer_id == user.pk


def check_of(review, answers):
    """The ReviewCheck of a Review with these answers, {code: Answer}."""
    values = {code: answer.value for code, answer in answers.items()}
    comments = {code: answer.comment for code, answer in answers.items()}
    return check_review(review.audit.framework, review.facts, values, comments)


def open_note(review):
    """The SendBack that the reviewer has not replied to yet; None where there is none."""
    return review.sent_back.filter(replied_at=None).select_related("sent_by").first()
