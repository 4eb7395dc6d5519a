"""Count answers: the only place that does. Every figure, on pages and in files, comes from these tallies."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from audit.method.answers import COUNTED, FURTHER, Value

Group = TypeVar("Group", bound=Hashable)
_COUNTED, _FURTHER, _USUAL_COUNTED = frozenset(COUNTED), frozenset(FURTHER), COUNTED[: -len(FURTHER)]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases have each answer to one question. Tallies add up: a region's is the sum of its units'.

    `yes`, `no` and `not_applicable` count every answer that counts as such, `absent` the second kind of a no.
    `further`: how many of these are answers beside the usual ones, in the order of FURTHER; () if none are.
    """

    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    absent: int = 0
    further: tuple[int, ...] = ()

    @property
    def applicable(self) -> int:
        """Return the n of every percentage: all answers but "not applicable"."""
        return self.yes + self.no + self.absent

    @property
    def answered(self) -> int:
        return self.applicable + self.not_applicable

    def of(self, value: Value) -> int:
        """Return how many cases have this very answer."""
        if value in FURTHER:
            return dict(zip(FURTHER, self.further, strict=False)).get(value, 0)
        counts = {
            Value.YES: self.yes,
            Value.NO: self.no,
            Value.NOT_APPLICABLE: self.not_applicable,
            Value.ABSENT: self.absent,
        }
        shades = zip(FURTHER, self.further, strict=False)
        return counts.get(value, 0) - sum(number for shade, number in shades if shade.usual is value)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.yes + other.yes,
            self.no + other.no,
            self.not_applicable + other.not_applicable,
            self.absent + other.absent,
            tuple(map(sum, zip_longest(self.further, other.further, fillvalue=0))),
        )


def tally_answers(
    rows: Iterable[tuple[str, int, tuple[Group, ...]]],
) -> dict[Group, dict[str, Tally]]:
    """Return {group: {question code: Tally}} from rows of (question code, value, groups that the case belongs to).

    Answers that count as nothing are left out.
    """
    counts: dict[Group, dict[str, dict[int, int]]] = {}
    for (question, value, groups), number in Counter(row for row in rows if row[1] in _COUNTED).items():
        for group in groups:
            values = counts.setdefault(group, {}).setdefault(question, {})
            values[value] = values.get(value, 0) + number
    return {
        group: {question: tally_of(values) for question, values in questions.items()}
        for group, questions in counts.items()
    }


def tally_of(values: Mapping[int, int]) -> Tally:
    """Return the Tally of {value: how many cases have it}."""
    totals = {usual: values.get(usual, 0) for usual in _USUAL_COUNTED}
    further = () if _FURTHER.isdisjoint(values) else tuple(values.get(value, 0) for value in FURTHER)
    for value, number in zip(FURTHER, further, strict=False):
        totals[value.usual] += number
    yes, no, not_applicable, absent = totals.values()
    return Tally(yes, no, not_applicable, absent, further if any(further) else ())
