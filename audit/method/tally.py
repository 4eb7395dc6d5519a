"""Count answers: the only place that does. Every figure, on pages and in files, comes from these tallies."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from audit.method.answers import Value

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases have each answer to one question. Tallies add up: a region's is the sum of its units'."""

    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    absent: int = 0

    @property
    def applicable(self) -> int:
        """Return the n of every percentage: all answers but "not applicable"."""
        return self.yes + self.no + self.absent

    @property
    def answered(self) -> int:
        return self.applicable + self.not_applicable

    def of(self, value: Value) -> int:
        """Return how many cases have this answer."""
        return {
            Value.YES: self.yes,
            Value.NO: self.no,
            Value.NOT_APPLICABLE: self.not_applicable,
            Value.ABSENT: self.absent,
        }[value]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.yes + other.yes,
            self.no + other.no,
            self.not_applicable + other.not_applicable,
            self.absent + other.absent,
        )


def tally_answers(
    rows: Iterable[tuple[str, int, tuple[Group, ...]]],
) -> dict[Group, dict[str, Tally]]:
    """Return {group: {question code: Tally}} from rows of (question code, value, groups that the case belongs to).

    Questions that were not looked at are left out.
    """
    counts: dict[Group, dict[str, dict[int, int]]] = {}
    for (question, value, groups), number in Counter(row for row in rows if row[1] != Value.NOT_LOOKED).items():
        for group in groups:
            values = counts.setdefault(group, {}).setdefault(question, {})
            values[value] = values.get(value, 0) + number
    return {
        group: {question: _tally(values) for question, values in questions.items()}
        for group, questions in counts.items()
    }


def _tally(values: dict[int, int]) -> Tally:
    return Tally(
        yes=values.get(Value.YES, 0),
        no=values.get(Value.NO, 0),
        not_applicable=values.get(Value.NOT_APPLICABLE, 0),
        absent=values.get(Value.ABSENT, 0),
    )
