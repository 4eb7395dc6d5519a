"""How far an unfinished review is, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem, warnings_of
from audit.method.asked_facts import waiting_questions
from audit.method.review_check import check_review
from audit.method.sections import sections_of
from audit.models import FrameworkChanged, Reading, Review
from audit.reviewing.pages.due import DueDate, due_date_of
from audit.reviewing.reads.review_answers import answers_by_review


@dataclass(frozen=True)
class ReviewLine:
    """An unfinished review. `go_on` is the section with the first open question; "" where there is none, or a `problem`
    with the framework file."""

    review: Review
    asked: int
    answered: int
    warnings: int
    sent_back: bool
    go_on: str
    due: DueDate | None
    problem: str = ""

    @property
    def state(self):
        """How far it is, in words."""
        if self.sent_back:
            return "sent back"
        return "ready to submit" if self.asked and not self.go_on else "started" if self.answered else "not started"


def add_lines(reviews: Iterable[Review], readings: Sequence[Reading]) -> None:
    """Give each of these open reviews its `line`, a ReviewLine, and `opens_after`: the one of the reader's unfinished
    `readings` that comes before it, or None. Takes one query."""
    reviews = list(reviews)
    answers = answers_by_review(reviews)
    first = {reading.audit.pk: reading for reading in reversed(readings)}
    for review in reviews:
        review.line = review_line(review, *answers[review.pk])
        review.opens_after = first.get(review.audit.pk)


def review_line(review, values, comments):
    """Build the ReviewLine of an unfinished review, a row of with_urgency, with these answers."""
    due, sent_back = due_date_of(review, localdate()), review.is_sent_back
    try:
        framework = review.audit.framework
    except (FrameworkChanged, FrameworkProblem) as problem:
        return ReviewLine(review, 0, 0, 0, sent_back, "", due, str(problem))
    check = check_review(framework, review.facts, values, comments, warnings_of(framework))
    missing = {remark.code for remark in check.missing} | waiting_questions(framework, review.facts)
    parts = sections_of(framework, check.asked)
    go_on = next((part.code for part in parts if any(each.code in missing for each in part.questions)), "")
    return ReviewLine(review, len(check.asked), check.answered, len(check.warnings), sent_back, go_on, due)
