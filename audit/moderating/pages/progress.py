"""How far an audit's reviews are, as a whole and by reviewer, ready to print."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.timezone import localdate

from audit.models import Review

NOBODY = "Nobody yet"
STATES = ("not started", "started", "sent back", "submitted")  # the last one is what no longer falls due


@dataclass(frozen=True)
class ProgressLine:
    """Numbers of reviews, first and second together: `counts` in the order of STATES; `second` of them are second
    ones; `overdue` are not submitted though the last day of reviewing is over."""

    name: str
    reviews: int
    counts: tuple[int, ...]
    second: int
    overdue: int


@dataclass(frozen=True)
class Progress:
    """`lines`: for each person who reviews, by name, then what nobody has; `total`: all of them."""

    states: tuple[str, ...]
    lines: tuple[ProgressLine, ...]
    total: ProgressLine


def build_progress(audit, cases):
    """From an audit and its CaseReadings."""
    is_late = audit.review_until is not None and audit.review_until < localdate()
    readings = [reading for case in cases for reading in (case.first, case.second) if reading]
    missing = sum(case.first is None for case in cases)
    by_person = defaultdict(list)
    for reading in readings:
        by_person[reading.review.reviewer].append(reading)
    people = sorted((person for person in by_person if person), key=lambda person: (str(person), person.pk))
    lines = [_line(str(person), by_person[person], 0, is_late) for person in people]
    if missing or None in by_person:
        lines.append(_line(NOBODY, by_person[None], missing, is_late))
    return Progress(STATES, tuple(lines), _line("All", readings, missing, is_late))


def _line(name, readings, missing, is_late):
    """`missing`: reviews that are not there yet, since nobody has the case."""
    states = Counter(reading.state if reading.state in STATES else STATES[0] for reading in readings)
    states[STATES[0]] += missing
    counts = tuple(states[state] for state in STATES)
    second = sum(reading.review.part == Review.Part.SECOND for reading in readings)
    return ProgressLine(name, sum(counts), counts, second, sum(counts[:-1]) if is_late else 0)
