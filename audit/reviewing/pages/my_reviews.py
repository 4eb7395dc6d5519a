"""The list of somebody's own reviews, ready to print: what is to do first."""

from dataclasses import dataclass

from audit.frameworks import FrameworkProblem
from audit.models import FrameworkChanged, Review
from audit.reviewing.pages.review import build_review_page
from audit.reviewing.reads import check_of


@dataclass(frozen=True)
class ReviewLine:
    """`go_on`: the section with the first open question; "" where every question is answered or nothing can be."""

    review: Review
    asked: int
    answered: int
    warnings: int
    sent_back: bool
    go_on: str
    problem: str = ""

    @property
    def state(self):
        if self.review.submitted_at:
            return "submitted"
        if self.sent_back:
            return "sent back"
        return "ready to submit" if self.asked and not self.go_on else "started" if self.answered else "not started"


@dataclass(frozen=True)
class MyReviews:
    unfinished: tuple[ReviewLine, ...]
    submitted: tuple[ReviewLine, ...]


def build_my_reviews(reviews):
    """From Reviews fetched with their answers and `sent_back`; those sent back first, then those with most answers."""
    lines = [_line(review) for review in reviews]
    unfinished = [line for line in lines if not line.review.submitted_at and not line.review.audit.signed_off_at]
    done = [line for line in lines if line not in unfinished]
    return MyReviews(tuple(sorted(unfinished, key=_urgency)), tuple(done))


def _urgency(line):
    return not line.sent_back, -line.answered, line.review.pk


def _line(review):
    sent_back = any(note.replied_at is None for note in review.sent_back.all())
    answers = {answer.question: answer for answer in review.answers.all()}
    try:
        page = build_review_page(review.audit.framework, check_of(review, answers))
    except (FrameworkChanged, FrameworkProblem) as problem:
        return ReviewLine(review, 0, 0, 0, sent_back, "", str(problem))
    go_on = next((section.code for section in page.sections if section.missing), "")
    return ReviewLine(review, page.asked, page.answered, len(page.warnings), sent_back, go_on)
