"""The second proof: did practice change? The same question in later cases of a team, beside those before a day.

A case that was looked at before the day is left out after it: what was put right in it proves nothing about others.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from audit.method.answers import APPLICABLE
from audit.method.certainty.interval import Draw, Interval, interval_of
from audit.method.change.difference import Change, change_between
from audit.method.groups.shown import GroupCount, Rule, may_be_shown
from audit.method.rating.banding import percent
from audit.method.tally import Tally, tally_of


@dataclass(frozen=True)
class LookedAt:
    """The answer to one question in one look. `case`, `practitioner`: any keys; a practitioner may not be known."""

    case: Hashable
    practitioner: Hashable | None
    day: date
    value: int


@dataclass(frozen=True)
class Side:
    """The cases on one side of the day to which the question applies: `cases` of them.

    `tally`: None unless there are 10 cases of at least 3 practitioners, and none of them has more than half.
    """

    cases: int
    tally: Tally | None
    interval: Interval | None

    @property
    def percent(self) -> int | None:
        """Return the whole per cent of sufficient cases; None if it is not shown."""
        return percent(self.tally) if self.tally else None


@dataclass(frozen=True)
class Practice:
    """One question before a day and from that day on. `change`: None unless both sides are shown."""

    before: Side
    after: Side
    change: Change | None


def compare_practice(looks: Iterable[LookedAt], since: date) -> Practice:
    """Return the Practice of one question by a team's looks. `since`: the first day of the later cases.

    A case counts once, by its latest look on that side. What does not apply or was not looked at is left out.
    """
    ordered = sorted((look for look in looks if look.value in APPLICABLE), key=lambda look: look.day)
    before = {look.case: look for look in ordered if look.day < since}
    after = {look.case: look for look in ordered if look.day >= since and look.case not in before}
    then, now = _side_of(before.values()), _side_of(after.values())
    return Practice(then, now, _change(then, now))


def _side_of(looks: Collection[LookedAt]) -> Side:
    tally = tally_of(Counter(look.value for look in looks))
    held = Counter(look.practitioner for look in looks)
    if not may_be_shown([GroupCount("", tally, held)], Rule.PRACTICE, sees_cases=True):
        return Side(len(looks), None, None)
    return Side(len(looks), tally, interval_of(Draw(len(looks)), tally))


def _change(before: Side, after: Side) -> Change | None:
    if not before.tally or not after.tally:
        return None
    return change_between(before.tally, Draw(before.cases), after.tally, Draw(after.cases))
