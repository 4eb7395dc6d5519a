"""A reader who works out by linear programmes what the published groups of a question leave open."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from audit.method.groups.of_question import COARSE, FINE
from audit.method.groups.values import value_of
from audit.method.tally import Tally

KINDS = ("yes", "no", "absent", "not_applicable")
COUNTS = {"asked": ("yes", "no", "absent"), "sufficient": ("yes",), "not sufficient": ("no", "absent")}
Published = Mapping[str, list[tuple[tuple[str, ...], Tally]]]  # {fact: [(values of one group, its figures)]}


class Hidden(NamedTuple):
    """A count that no group of the file shows: of these atoms, these kinds of answers."""

    about: tuple[str, str, str, str]  # which question of which audit, fact, value, count
    atoms: frozenset[int]
    kinds: tuple[str, ...]


class Reader:
    """Knows what stands in files, that a group named in one has an answer, and that nested facts nest.

    Each fact is a puzzle by itself, since any groups of one can lie in any of another with the same figures in all: so
    many are put into one programme, and each run finds the least or the most of one count of each puzzle.
    """

    def __init__(self):
        self.atoms, self.sums, self.puzzles = 0, [], []

    def read(self, question: str, every_case: Tally, published: Published) -> None:
        """Take in all that a file holds about one question."""
        families = [(fact,) for fact in published if fact not in (FINE, COARSE)]
        families += [tuple(fact for fact in (FINE, COARSE) if fact in published)]
        for family in filter(None, families):
            self._read_family(question, every_case, family, published)

    def _read_family(self, question, every_case, family, published):
        values = [value for cell, _ in published[family[0]] for value in cell]
        atom_of = {value: self.atoms + place for place, value in enumerate(values)}
        self.atoms += len(values)
        self.sums.append((frozenset(atom_of.values()), every_case))
        hidden = []
        for fact in family:
            atoms = _atoms_of(fact, family[0], atom_of)
            for cell, tally in published[fact]:
                self.sums.append((frozenset().union(*(atoms[value] for value in cell)), tally))
                for value in cell if len(cell) > 1 else ():
                    hidden += [
                        Hidden((question, fact, value, name), atoms[value], COUNTS[name]) for name in _open(every_case)
                    ]
        if hidden:
            self.puzzles.append(hidden)

    def numbers_left(self) -> dict[tuple[str, str, str, str], int]:
        """Return {what a hidden count is about: how many numbers it could be}."""
        rows, right = self._equations()
        left = {}
        for turn in range(max(map(len, self.puzzles), default=0)):
            asked = [hidden[turn] for hidden in self.puzzles if turn < len(hidden)]
            least, most = (self._solve(asked, rows, right, sign) for sign in (1, -1))
            left |= {each.about: round(high - low) + 1 for each, low, high in zip(asked, least, most, strict=True)}
        return left

    def _solve(self, asked, rows, right, sign):
        wanted = np.zeros(self.atoms * len(KINDS))
        for each in asked:
            wanted[_variables(each.atoms, each.kinds)] = sign
        named = coo_array(
            (-np.ones(self.atoms * len(KINDS)), (np.repeat(np.arange(self.atoms), len(KINDS)), np.arange(len(wanted))))
        )
        found = linprog(wanted, A_ub=named, b_ub=-np.ones(self.atoms), A_eq=rows, b_eq=right, method="highs")
        assert found.status == 0, found.message
        return [found.x[_variables(each.atoms, each.kinds)].sum() for each in asked]

    def _equations(self):
        places, columns, right = [], [], []
        for atoms, tally in self.sums:
            for kind in KINDS:
                if getattr(tally, kind) is None:  # not in the file
                    continue
                variables = _variables(atoms, (kind,))
                places += [len(right)] * len(variables)
                columns += variables
                right.append(getattr(tally, kind))
        shape = (len(right), self.atoms * len(KINDS))
        return coo_array((np.ones(len(places)), (places, columns)), shape=shape), right


def _atoms_of(fact, finest, atom_of):
    """Return {value of the fact: the atoms that it is made of}."""
    if fact == finest:
        return {value: frozenset([atom]) for value, atom in atom_of.items()}
    coarse = {value: value_of(COARSE, {FINE: value}) for value in atom_of}
    return {name: frozenset(atom_of[v] for v in coarse if coarse[v] == name) for name in set(coarse.values())}


def _open(every_case):
    """Return the counts that the figures of every case do not give by themselves."""
    none, every = not every_case.yes, not every_case.no + every_case.absent
    return [name for name in COUNTS if not (none and name == "sufficient") and not (every and name == "not sufficient")]


def _variables(atoms, kinds):
    return [len(KINDS) * atom + KINDS.index(kind) for atom in sorted(atoms) for kind in kinds]
