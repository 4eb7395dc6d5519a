"""How far an audit's reviews are, in all and by reviewer, ready to print."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.models import Review

NOBODY = "No one yet"
STATES = ("not started", "started", "sent back", "submitted")  # only the last one cannot be overdue


@dataclass(frozen=True)
class ProgressLine:
    """Numbers of reviews, first and second together.

    `counts` are in the order of STATES. `second` counts the second reviews, and `overdue` those not submitted though
    the last day of reviewing has passed.
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
    is_late = audit.review_until is not None and audit.review_until < localdate()
    reviews = [each for case in cases for each in (case.first, case.second) if each]
    missing = sum(case.first is None for case in cases)
    by_person = defaultdict(list)
    for each in reviews:
        by_person[each.review.reviewer].append(each)
    people = sorted((person for person in by_person if person), key=lambda person: (str(person), person.pk))
    lines = [_progress_line(str(person), by_person[person], 0, is_late) for person in people]
    if missing or None in by_person:
        lines.append(_progress_line(NOBODY, by_person[None], missing, is_late))
    return Progress(STATES, tuple(lines), _progress_line("All", reviews, missing, is_late))


def _progress_line(name, reviews, missing, is_late):
    """Count these reviews. `missing` is the number of first reviews that do not exist yet, for want of a reviewer."""
    # a review that exists without a reviewer counts as not started
    states = Counter(each.state if each.state in STATES else STATES[0] for each in reviews)
    states[STATES[0]] += missing
    counts = tuple(states[state] for state in STATES)
    second = sum(each.review.part == Review.Part.SECOND for each in reviews)
    return ProgressLine(name, sum(counts), counts, second, sum(counts[:-1]) if is_late else 0)
