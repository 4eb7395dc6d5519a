"""Count the answers of many groups at once: several times as fast as one by one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.method.answers import APPLICABLE, COUNTED
from audit.method.groups.apart import Cell
from audit.method.groups.facts import PRACTICE_FACTS
from audit.method.groups.shown import GroupCount
from audit.method.groups.values import Fact, Facts, each_flag, value_of
from audit.method.tally import Tally, tally_of

if TYPE_CHECKING:
    from numpy import ndarray

Group = tuple[Fact, Any]  # a fact and its value
NO_ONE_KNOWN = -1  # stands for None among the practitioners of a table


class GroupedCase(NamedTuple):
    """One case. `facts`: as value_of takes them. `answers`: {question code: value} of those that count.

    `practitioner`: a number from 0 on that stands for who holds it; None if not known. `seen`: the reader may see it.
    `extra_for`: the group that an extra case was drawn for, beside the sample; None for a case of the sample.
    """

    facts: Facts
    answers: Mapping[str, int]
    practitioner: int | None
    seen: bool = False
    extra_for: Group | None = None


class GroupTallies(NamedTuple):
    """`tallies`: {group: {question code: Tally}}.

    `holders`: {group by a fact of PRACTICE_FACTS: {question code: {practitioner: how many of their cases it applies
    to}}}. No answer is in it, so that no figure for one practitioner can come of it.
    `unseen_holders`: likewise of the cases that the reader does not see.
    `seen`: {group: {question code: Tally}} of the cases that the reader sees. `extra`, `extra_seen`: likewise of the
    extra cases that were drawn for the group; the others leave them out. `cells`: see cells_of;
    `unseen_cells`: of the cases that the reader does not see.
    """

    tallies: dict[Group, dict[str, Tally]]
    holders: dict[Group, dict[str, dict[int | None, int]]]
    unseen_holders: dict[Group, dict[str, dict[int | None, int]]]
    seen: dict[Group, dict[str, Tally]]
    extra: dict[Group, dict[str, Tally]]
    extra_seen: dict[Group, dict[str, Tally]]
    cells: dict[str, set[Cell]]
    unseen_cells: dict[str, set[Cell]]


def tally_groups(cases: Sequence[GroupedCase], facts: Collection[Fact]) -> GroupTallies:
    """Tally the cases for each value of each of the `facts`; of the flags for each flag that a case has.

    An extra case is counted for its own group alone, and nowhere if it turned out not to belong to it.
    """
    places: dict[Group, list[int]] = {}
    extra: dict[Group, list[int]] = {}
    for fact in each_flag(facts, [case.facts for case in cases]):
        for place, case in enumerate(cases):
            group = (fact, value_of(fact, case.facts))
            if case.extra_for is None:
                places.setdefault(group, []).append(place)
            elif case.extra_for == group:
                extra.setdefault(group, []).append(place)
    table = _Table(cases)

    def tallies(of: dict[Group, list[int]], *, seen: bool = False) -> dict[Group, dict[str, Tally]]:
        wanted = {group: [place for place in found if cases[place].seen or not seen] for group, found in of.items()}
        return {group: table.tallies_of(found) for group, found in wanted.items() if found}

    practice = {group: found for group, found in places.items() if is_of_practice(group[0])}
    unseen = {group: [place for place in found if not cases[place].seen] for group, found in practice.items()}
    holders, unseen_holders = (
        {group: table.holders_of(found) for group, found in of.items() if found} for of in (practice, unseen)
    )
    seen, extra_seen = tallies(places, seen=True), tallies(extra, seen=True)
    return GroupTallies(tallies(places), holders, unseen_holders, seen, tallies(extra), extra_seen, {}, {})


def cells_of(cases: Iterable[GroupedCase], facts: Sequence[str]) -> dict[str, set[Cell]]:
    """Return {question code: each practitioner with each combination of these facts' values that it applies to}.

    Extra cases are left out.
    """
    cells: dict[str, set[Cell]] = {}
    for case in cases:
        if case.extra_for is None:
            cell = (case.practitioner, tuple(value_of(fact, case.facts) for fact in facts))
            for code, value in case.answers.items():
                if value in APPLICABLE:
                    cells.setdefault(code, set()).add(cell)
    return cells


def counts_of(found: GroupTallies, code: str) -> dict[Fact, list[GroupCount]]:
    """Return {fact: a GroupCount of a question for each of its values}."""
    counts: dict[Fact, list[GroupCount]] = {}
    for group in dict.fromkeys((*found.tallies, *found.extra)):
        counts.setdefault(group[0], []).append(_count(found, group, code))
    return counts


def _count(found: GroupTallies, group: Group, code: str) -> GroupCount:
    def tally(tallies: Mapping[Group, Mapping[str, Tally]]) -> Tally:
        return tallies.get(group, {}).get(code, Tally())

    extra = GroupCount(group[1], tally(found.extra), seen=tally(found.extra_seen).applicable)
    return GroupCount(
        value=group[1],
        tally=tally(found.tallies),
        by_practitioner=found.holders.get(group, {}).get(code, {}),
        seen=tally(found.seen).applicable,
        unseen_by_practitioner=found.unseen_holders.get(group, {}).get(code, {}),
        extra=extra if extra.tally.answered else None,
    )


def is_of_practice(fact: Fact) -> bool:
    """Return whether a figure by this fact says something about the work of few people."""
    return any(each in PRACTICE_FACTS for each in ([fact] if isinstance(fact, str) else fact))


class _Table:
    """The answers of all cases, a row for each case and a column for each question that one of them answers."""

    def __init__(self, cases: Sequence[GroupedCase]) -> None:
        import numpy as np

        self.codes = sorted({code for case in cases for code in case.answers})
        rows = [[case.answers.get(code, 0) for code in self.codes] for case in cases]
        self.answers = np.array(rows, dtype=np.uint8).reshape(len(cases), len(self.codes))
        self.values = [value for value in np.unique(self.answers).tolist() if value in COUNTED]
        holders = [NO_ONE_KNOWN if case.practitioner is None else case.practitioner for case in cases]
        self.practitioners = np.array(holders, dtype=np.int64)

    def tallies_of(self, places: Sequence[int]) -> dict[str, Tally]:
        """Return {question code: Tally} of the cases at these places, without the questions that none answers."""
        answers = self.answers[places]
        counts = [(answers == value).sum(axis=0).tolist() for value in self.values]
        given = zip(self.codes, zip(*counts, strict=True), strict=True) if counts else ()
        return {code: tally_of(dict(zip(self.values, numbers, strict=True))) for code, numbers in given if any(numbers)}

    def holders_of(self, places: Sequence[int]) -> dict[str, dict[int | None, int]]:
        """Return {question code: {practitioner: to how many of their cases at these places it applies}}."""
        import numpy as np

        answers = self.answers[places]
        people, rows = np.unique(self.practitioners[places], return_inverse=True)
        held = np.zeros((len(people), len(self.codes)), dtype=np.int64)
        np.add.at(held, rows, np.isin(answers, APPLICABLE))
        return {code: _above_zero(people, held[:, column]) for column, code in enumerate(self.codes)}


def _above_zero(people: "ndarray[Any, Any]", numbers: "ndarray[Any, Any]") -> dict[int | None, int]:
    held = zip(people.tolist(), numbers.tolist(), strict=True)
    return {None if who == NO_ONE_KNOWN else who: number for who, number in held if number}
