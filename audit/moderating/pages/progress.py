"""How far an audit's reviews are, in all and by reviewer, ready to print."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.models import Review
from audit.reviewing.pages.due import due_date_of

NOBODY = "No one yet"
STATES = ("not started", "started", "sent back", "submitted")  # only the last one cannot be overdue


@dataclass(frozen=True)
class ProgressLine:
    """Numbers of reviews, first and second together.

    `counts` are in the order of STATES. `second` counts the second reviews, and `overdue` those not submitted though
    they were due before today.
    """

    name: str
    reviews: int
    counts: tuple[int, ...]
    second: int
    overdue: int


@dataclass(frozen=True)
class Progress:
    """A line for each reviewer, by name, and one for reviews without a reviewer; `total` adds them up."""

    states: tuple[str, ...]
    lines: tuple[ProgressLine, ...]
    total: ProgressLine


def build_progress(audit, cases):
    """Build the Progress of an audit from its CaseReviews."""
    reviews = [each for case in cases for each in (case.first, case.second) if each]
    missing = sum(case.first is None for case in cases)
    missing_late = missing if audit.review_until and audit.review_until < localdate() else 0
    by_person = defaultdict(list)
    for each in reviews:
        by_person[each.review.reviewer].append(each)
    people = sorted((person for person in by_person if person), key=lambda person: (str(person), person.pk))
    lines = [_progress_line(str(person), by_person[person]) for person in people]
    if missing or None in by_person:
        lines.append(_progress_line(NOBODY, by_person[None], missing, missing_late))
    return Progress(STATES, tuple(lines), _progress_line("All", reviews, missing, missing_late))


def _progress_line(name, reviews, missing=0, missing_late=0):
    """Count these reviews. `missing` is the number of first reviews that do not exist yet, for want of a reviewer."""
    # a review that exists without a reviewer counts as not started
    states = Counter(each.state if each.state in STATES else STATES[0] for each in reviews)
    states[STATES[0]] += missing
    counts = tuple(states[state] for state in STATES)
    second = sum(each.review.part == Review.Part.SECOND for each in reviews)
    due = [due_date_of(each.review, localdate()) for each in reviews]
    overdue = sum(each is not None and each.is_overdue for each in due)
    return ProgressLine(name, sum(counts), counts, second, overdue + missing_late)
