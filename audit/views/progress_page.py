"""How far an audit's reviews are, as a whole and by reviewer, ready to print."""

from collections import Counter
from dataclasses import dataclass

from django.utils.timezone import localdate

NOBODY = "Nobody yet"
STATES = ("not started", "started", "sent back", "submitted")


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
    is_overdue: bool


def build_progress(audit, cases):
    """From an audit and its CaseReadings."""
    is_late = audit.review_until is not None and audit.review_until < localdate()
    found = [(reading, at) for case in cases for at, reading in enumerate((case.first, case.second)) if reading]
    missing = [None for case in cases if case.first is None]
    by_person = {}
    for reading, at in found:
        by_person.setdefault(reading.review.reviewer, []).append((reading, at))
    people = sorted((person for person in by_person if person), key=lambda person: (str(person), person.pk))
    lines = [_line(str(person), by_person[person], 0, is_late) for person in people]
    if missing or None in by_person:
        lines.append(_line(NOBODY, by_person.get(None, []), len(missing), is_late))
    total = _line("All", found, len(missing), is_late)
    return Progress(STATES, tuple(lines), total, total.overdue > 0)


def _line(name, readings, missing, is_late):
    """`missing`: reviews that are not there yet, since nobody has the case."""
    states = Counter(reading.state.replace("not allocated", "not started") for reading, _ in readings)
    states["not started"] += missing
    open_ = sum(number for state, number in states.items() if state != "submitted")
    counts = tuple(states[state] for state in STATES)
    return ProgressLine(name, states.total(), counts, sum(at for _, at in readings), open_ if is_late else 0)
