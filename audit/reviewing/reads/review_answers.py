"""Read the answers of reviews, what is missing in one, and the note with which it was sent back."""

from collections import Counter
from collections.abc import Iterable, Mapping

from audit.frameworks import warnings_of
from audit.method.review_check import ReviewCheck, check_review
from audit.models import Answer, Review, SendBack
from cases.models import User


def answers_by_review(reviews: Iterable[Review]) -> dict[int, tuple[dict[str, int | None], dict[str, str]]]:
    """{review's key: ({code: value or None}, {code: comment})}, in one query."""
    # rows, since building an Answer of each would cost far more
    found = {review.pk: ({}, {}) for review in reviews}
    rows = Answer.objects.filter(review__in=found) if found else Answer.objects.none()
    for review, code, value, comment in rows.values_list("review", "question", "value", "comment"):
        values, comments = found[review]
        values[code], comments[code] = value, comment
    return found


def answers_of_others(review: Review) -> list[tuple[str, int]]:
    """[(name, number of answers)] of people other than its reviewer who answered in a Review, by name."""
    given = review.answers.exclude(value=None, comment="").exclude(answered_by=review.reviewer)
    names = (str(answer.answered_by or "a person not recorded") for answer in given.select_related("answered_by"))
    return sorted(Counter(names).items())


def is_submitted_by(review: Review, user: User | None) -> bool:
    """Whether this person may submit the review: its reviewer, or anyone who may answer it where it has none."""
    return review.reviewer_id is None or user is None or review.reviewer_id == user.pk


def check_of(review: Review, answers: Mapping[str, Answer]) -> ReviewCheck:
    """Check a Review with these answers, {code: Answer}. Raises FrameworkChanged, FrameworkProblem."""
    values = {code: answer.value for code, answer in answers.items()}
    comments = {code: answer.comment for code, answer in answers.items()}
    framework = review.audit.framework
    return check_review(framework, review.facts, values, comments, warnings_of(framework))


def open_note(review: Review) -> SendBack | None:
    """The SendBack that the reviewer has not replied to yet; None where there is none."""
    return review.sent_back.filter(replied_at=None).select_related("sent_by").first()
