"""The first proof: was a gap put right? The same question on the same case, seen by the SPO or a reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import takewhile
from statistics import median

from audit.method.oversight.states import OPEN_STATES, Check, FindingFacts, State, state_of, times_reopened
from audit.method.rating.banding import round_half_up


@dataclass(frozen=True)
class PutRight:
    """What came of the gaps about one question: `gaps` is the sum of `put_right`, `open` and `no_longer_possible`.

    `no_longer_possible`: closed without a check. `median_days`: from the release to the check that found them put
    right, a whole number, rounded half up; None if none was. `reopened`: gaps that a later check found open again.
    """

    gaps: int = 0
    put_right: int = 0
    open: int = 0
    no_longer_possible: int = 0
    median_days: int | None = None
    reopened: int = 0


def count_put_right(findings: Iterable[FindingFacts], today: date) -> PutRight:
    """Return the PutRight of the findings about one question. Drafts, strengths and what was withdrawn are left out."""
    gaps = [
        (finding, state)
        for finding in findings
        if not finding.is_strength and finding.released_on and (state := state_of(finding, today)) != State.WITHDRAWN
    ]
    states = [state for _, state in gaps]
    released = [(each.released_on, each.checks) for each, state in gaps if state is State.PUT_RIGHT]
    days = [days_to_put_right(day, checks) for day, checks in released if day]
    return PutRight(
        gaps=len(gaps),
        put_right=len(days),
        open=sum(state in OPEN_STATES for state in states),
        no_longer_possible=states.count(State.CLOSED),
        median_days=round_half_up(Fraction(median(days))) if days else None,
        reopened=sum(times_reopened(finding) > 0 for finding, _ in gaps),
    )


def days_to_put_right(released_on: date, checks: Sequence[Check]) -> int:
    """Return the days from the release to the check that found a gap put right, after which no check said otherwise.

    The last of the checks says put right.
    """
    latest_first = sorted(checks, key=lambda check: check.at, reverse=True)
    *_, found = takewhile(lambda check: check.put_right, latest_first)
    return max((found.at.date() - released_on).days, 0)
