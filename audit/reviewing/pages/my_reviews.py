"""The list of a user's own reviews, ready to print; what to do first comes first."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem
from audit.method.review_check import check_review
from audit.method.sections import sections_of
from audit.models import FrameworkChanged, Review
from audit.reviewing.pages.due import DueDate, due_date_of
from audit.reviewing.reads.review_answers import answers_by_review
from cases.models import Case

SHOWN = 20  # finished reviews
CRN = ("reference", "restricted_digest")  # the fields of a Case that its CRN depends on


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


@dataclass(frozen=True)
class MyReviews:
    """The user's reviews. `finished` are the latest ones, oldest first; `earlier` says whether there are more.

    `number` counts the cases that a search found, listed or not; 0 without a search.
    """

    unfinished: tuple[ReviewLine, ...]
    finished: tuple[Review, ...]
    earlier: bool
    number: int

    @property
    def any_due(self) -> bool:
        """Whether any of the unfinished reviews has a due date."""
        return any(line.due for line in self.unfinished)


def build_my_reviews(own, search):
    """Build MyReviews from the user's own Reviews (a queryset), as far as the CaseSearchForm finds them.

    Reviews sent back come first, then by due date, then those with most answers. Answers of finished
    reviews are not read.
    """
    reviews = search.found(own.unfinished().for_page().prefetch_related("sent_back"), _case_of)
    answers = answers_by_review(reviews)
    lines = sorted((review_line(review, *answers[review.pk]) for review in reviews), key=_urgency)
    found = [_found(finished, search) for finished in own.finished()] if search.wanted else ()
    cases = {review.sampled_case_id for review in reviews}.union(*(numbers.values() for numbers in found))
    groups = [own.filter(pk__in=list(numbers)[: SHOWN + 1]) for numbers in found] or own.finished()
    # one more than is shown says whether there are more; counting would read them all
    latest = [[*group.for_line().reverse()[: SHOWN + 1]] for group in groups]
    finished = tuple(review for group in latest for review in group[:SHOWN][::-1])
    earlier = any(len(group) > SHOWN for group in latest)
    return MyReviews(tuple(lines), finished, earlier, len(cases) if search.wanted else 0)


def _found(finished, search):
    """{review's key: sampled case's key} of those that the search finds, latest first. Reads only their CRNs."""
    rows = finished.reverse().values_list("pk", "sampled_case", *(f"sampled_case__case__{name}" for name in CRN))
    cases = [(number, sampled, Case(**dict(zip(CRN, names, strict=True)))) for number, sampled, *names in rows]
    return {number: sampled for number, sampled, _ in search.found(cases, lambda row: row[2])}


def _case_of(review):
    return review.sampled_case.case


def _urgency(line):
    """The key to sort by: sent back first, then what is due first, then those nearest to being finished."""
    return not line.sent_back, line.due.day if line.due else date.max, -line.answered, line.review.pk


def review_line(review, values, comments):
    """Build the ReviewLine of an unfinished review with these answers; its `sent_back` are fetched."""
    due, sent_back = due_date_of(review, localdate()), any(note.replied_at is None for note in review.sent_back.all())
    try:
        framework = review.audit.framework
    except (FrameworkChanged, FrameworkProblem) as problem:
        return ReviewLine(review, 0, 0, 0, sent_back, "", due, str(problem))
    check = check_review(framework, review.facts, values, comments)
    missing = {remark.code for remark in check.missing}
    parts = sections_of(framework, check.asked)
    go_on = next((part.code for part in parts if any(each.code in missing for each in part.questions)), "")
    return ReviewLine(review, len(check.asked), check.answered, len(check.warnings), sent_back, go_on, due)
