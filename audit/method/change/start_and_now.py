"""What changed between the start and now in the same cases, and whether that is more than chance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.method.answers import APPLICABLE, SUFFICIENT
from audit.method.change.same_cases import PairedChange

FEWEST_SHOWN = 5  # cases: a smaller count is shown only to those who see every case


@dataclass(frozen=True)
class StartAndNowCounts:
    """How many cases had a fact both times, only at the start, only now, and at neither time."""

    both: int
    only_start: int
    only_now: int
    neither: int

    @property
    def cases(self) -> int:
        return self.both + self.only_start + self.only_now + self.neither

    @property
    def at_start(self) -> int:
        return self.both + self.only_start

    @property
    def now(self) -> int:
        return self.both + self.only_now

    @property
    def paired(self) -> PairedChange:
        """Return the change as McNemar's exact test takes it; a case is "better" that had the fact and lost it."""
        return PairedChange(self.cases, self.only_start, self.only_now)

    @property
    def shows_few(self) -> bool:
        """Return whether one of the four counts is of one to four cases."""
        return any(0 < count < FEWEST_SHOWN for count in self.as_json())

    def as_json(self) -> tuple[int, int, int, int]:
        return self.both, self.only_start, self.only_now, self.neither


def count_start_and_now(answers: Iterable[Mapping[str, int]], start: str, now: str) -> StartAndNowCounts:
    """Count the cases of `answers`, each {question code: value}, in which both items apply and are answered."""
    pairs = Counter(
        (each[start] in SUFFICIENT, each[now] in SUFFICIENT)
        for each in answers
        if each.get(start) in APPLICABLE and each.get(now) in APPLICABLE
    )
    return StartAndNowCounts(*(pairs[pair] for pair in ((True, True), (True, False), (False, True), (False, False))))
