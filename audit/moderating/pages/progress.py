"""How far an audit's reviews are, as a whole and by reviewer, ready to print."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.models import Review

NOBODY = "Nobody yet"
STATES = ("not started", "started", "sent back", "submitted")  # the last one is what no longer falls due


@dataclass(frozen=True)
class ProgressLine:
    """Numbers of reviews, first and second together. `counts` are in the order of STATES; `second` counts the second
    reviews; `overdue` those not submitted after the last day of reviewing."""

    name: str
    reviews: int
    counts: tuple[int, ...]
    second: int
    overdue: int


@dataclass(frozen=True)
class Progress:
    """`lines` has one for each reviewer, by name, then one for the reviews without a reviewer; `total` adds them up."""

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
    """`missing` counts the first reviews that do not exist yet, since the case has no reviewer."""
    states = Counter(each.state if each.state in STATES else STATES[0] for each in reviews)
    states[STATES[0]] += missing
    counts = tuple(states[state] for state in STATES)
    second = sum(each.review.part == Review.Part.SECOND for each in reviews)
    return ProgressLine(name, sum(counts), counts, second, sum(counts[:-1]) if is_late else 0)
