"""Groups by grade, by team and by month, each large enough, can together give away one practitioner's figure.

If a team is three officers and their grade is the same three and one more, the two figures differ by the fourth's. So
the groups of all these facts are looked at together, whichever of them a page shows.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace

from audit.method.groups.shown import Reason, ShownGroup

Cell = tuple[Hashable, tuple[str, ...]]  # a practitioner, None if not known, and the values of the facts of a case


def keep_apart(
    facts: Mapping[str, Sequence[ShownGroup]], *cells: Collection[Cell]
) -> dict[str, tuple[ShownGroup, ...]]:
    """Return {fact: its groups}; those of a fact are not shown if one practitioner's figure would follow from them.

    `facts`: {fact: its groups}, the most important first: its groups are kept, and a later one gives way. `cells`: of
    the cases that the question applies to, with the values of these facts in the same order; and once more of those
    that the reader does not see, since they could subtract the others.
    """
    kept: dict[str, tuple[ShownGroup, ...]] = {}
    rows: list[list[list[bool]]] = [[] for _ in cells]
    for place, (fact, groups) in enumerate(facts.items()):
        shown = [group.values for group in groups if group.tally]
        sums = [
            [*before, *([values[place] in of for _, values in each] for of in shown)]
            for before, each in zip(rows, cells, strict=True)
        ]
        if any(gives_one_away(of, [who for who, _ in each]) for of, each in zip(sums, cells, strict=True)):
            kept[fact] = (_hidden(groups),)
        else:
            kept[fact], rows = tuple(groups), sums
    return kept


def gives_one_away(sums: Sequence[Sequence[bool]], practitioners: Sequence[Hashable]) -> bool:
    """Return whether a figure of cells of a single practitioner follows from sums of cells.

    `sums`: for each sum, which of the cells are in it. `practitioners`: who holds each cell. It follows if some of the
    sums, added and subtracted, leave cells of one practitioner only: then the sums without these cells have a
    smaller rank.
    """
    import numpy as np

    if not sums:
        return False
    # cells that are in the same sums count as one: only those that a single practitioner holds can come off
    held: dict[tuple[bool, ...], set[Hashable]] = {}
    for alike, who in zip(zip(*sums, strict=True), practitioners, strict=True):
        held.setdefault(alike, set()).add(who)
    own: dict[Hashable, list[int]] = {}
    for place, people in enumerate(held.values()):
        if len(people) == 1 and None not in people:
            own.setdefault(people.pop(), []).append(place)
    if not own:
        return False
    matrix = np.array([*held], dtype=float)
    whole = matrix.T @ matrix
    without = whole - np.array([matrix[places].T @ matrix[places] for places in own.values()])
    return bool((np.linalg.matrix_rank(without) < np.linalg.matrix_rank(whole)).any())


def _hidden(groups: Sequence[ShownGroup]) -> ShownGroup:
    values = tuple(value for group in groups for value in group.values)
    reasons = dict.fromkeys(values, Reason.OTHER_FACTS)
    return replace(
        groups[0], values=values, tally=None, reasons=reasons, few=False, percent=None, interval=None, extra=0
    )
