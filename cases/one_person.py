"""Which cases of an extract are of one person, and which may be: by CRN, PNC number, or name and date of birth.

PNC numbers and names are compared here, in the process that reads the extract, and leave it in no form: where it is
doubtful whether two rows are of one person, their numbers are told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from cases.extract_fields import FAMILY_NAMES, GIVEN_NAMES, Meanings
from cases.extract_values import UNREADABLE, read_pnc, read_text
from cases.masked_cells import without_masks
from cases.names import may_be_one, person_key

SHOWN = 10  # groups of rows
_MANY = 8  # names under one PNC number
FAMILY, GIVEN, WHOLE = "family", "given", "whole"
DOUBTS = {  # why rows may be of one person, and what became of them
    "pnc": "have one PNC number but different names or dates of birth, and count as different people",
    "name": "have one name and date of birth but different PNC numbers, and count as different people",
    "like": "have one date of birth and names that may be the same, and count as different people",
    "reference": "have one reference but different names or dates of birth, and only the earliest start counts",
}


class Person(NamedTuple):
    """Whose case a row says it is. `words` of the name in one order; `is_named`: they hold family and given names."""

    row: int
    reference: str
    pnc: str
    words: tuple[str, ...]
    is_named: bool
    born: date | None


class PersonColumns:
    """Reads of a row whose case it is. `names`: {column: its key_of heading}."""

    def __init__(self, names: dict[int, str], pnc: int | None) -> None:
        self._names = [(at, _kind_of(key)) for at, key in names.items()]
        self._pnc, self._numbers = pnc, Meanings(read_pnc)
        self._words = Meanings(_words_of)

    def of(self, number: int, row: Sequence[Any], reference: str, born: date | None) -> Person:
        """The Person of a row."""
        words: set[str] = set()
        kinds: set[str] = set()
        for at, kind in self._names:
            if of_cell := self._words[row[at]]:
                words |= {*of_cell}
                kinds.add(kind if kind != WHOLE or len(of_cell) > 1 else GIVEN)
        if kinds == {GIVEN}:
            words = set()  # a forename tells nobody apart
        pnc = None if self._pnc is None else self._numbers[row[self._pnc]]
        is_named = WHOLE in kinds or kinds >= {FAMILY, GIVEN}
        return Person(number, reference, pnc if isinstance(pnc, str) else "", tuple(sorted(words)), is_named, born)


def _kind_of(key: str) -> str:
    return GIVEN if key in GIVEN_NAMES else FAMILY if key in FAMILY_NAMES else WHOLE


def _words_of(cell: Any) -> tuple[str, ...]:
    text = read_text(cell)
    return () if text is None or text is UNREADABLE else person_key(without_masks(text))


class Persons:
    """The persons of some rows. `of`: for each row the place of one that stands for the person. `doubtful`: {why, of
    DOUBTS: groups of places of rows}."""

    def __init__(self, rows: Sequence[Person]) -> None:
        self._rows, self._first = rows, list(range(len(rows)))
        doubtful = self.doubtful = {why: list[list[int]]() for why in DOUBTS}
        for alike in _alike(rows, lambda row: row.reference.casefold()):
            self._join(alike)
            if not (self._agree(alike) or self._have_one_birth(alike)):
                doubtful["reference"].append(alike)
        for alike in _alike(rows, lambda row: row.pnc):
            self._join(alike) if self._agree(alike) else doubtful["pnc"].append(alike)
        for alike in _alike(rows, lambda row: (row.words, row.born) if row.is_named and row.born else None):
            numbers = {rows[at].pnc for at in alike} - {""}
            self._join(alike) if len(numbers) < 2 else doubtful["name"].append(alike)
        self.of = [self._root(at) for at in range(len(rows))]
        doubtful["like"] = self._pairs_alike()

    def _agree(self, alike: Sequence[int]) -> bool:
        """Whether no two of the rows have other names or dates of birth, as far as they tell."""
        rows = [self._rows[at] for at in alike]
        names = {row.words for row in rows} - {()}
        if len({row.born for row in rows} - {None}) > 1 or len(names) > _MANY:
            return False
        return all(may_be_one(one, other) for one, other in combinations(names, 2))

    def _have_one_birth(self, alike: Sequence[int]) -> bool:
        births = {self._rows[at].born for at in alike}
        return len(births) == 1 and None not in births

    def _pairs_alike(self) -> list[list[int]]:
        """Pairs of one date of birth whose names may be the same, unless two PNC numbers tell them apart."""
        pairs: dict[tuple[int, int], list[int]] = {}
        for alike in _alike(self._rows, lambda row: row.born if row.words else None):
            with_word: dict[str, list[int]] = defaultdict(list)
            for at in alike:
                for word in self._rows[at].words:
                    with_word[word].append(at)
            for places in with_word.values():
                for one, other in combinations(places, 2):
                    if self.of[one] != self.of[other] and self._may_be_one(self._rows[one], self._rows[other]):
                        pairs.setdefault((self.of[one], self.of[other]), [one, other])
        return [*pairs.values()]

    @staticmethod
    def _may_be_one(one: Person, other: Person) -> bool:
        return not (one.pnc and other.pnc and one.pnc != other.pnc) and may_be_one(one.words, other.words)

    def doubts(self) -> Iterator[tuple[str, list[tuple[int, ...]]]]:
        """Why, and the numbers of the rows of each group, but for those that turned out to be of one person."""
        for why, groups in self.doubtful.items():
            rows = [
                tuple(sorted(self._rows[at].row for at in alike))
                for alike in groups
                if why == "reference" or len({self.of[at] for at in alike}) > 1
            ]
            if rows:
                yield why, rows

    def _root(self, at: int) -> int:
        while self._first[at] != at:
            self._first[at] = at = self._first[self._first[at]]
        return at

    def _join(self, alike: Sequence[int]) -> None:
        first = self._root(alike[0])
        for at in alike[1:]:
            self._first[self._root(at)] = first


def _alike(rows: Sequence[Person], told_by: Callable[[Person], Any]) -> list[list[int]]:
    """The places of rows that have the same there; those that have nothing, or it alone, are left out."""
    found: dict[Any, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if (told := told_by(row)) not in ("", None):
            found[told].append(at)
    return [places for places in found.values() if len(places) > 1]


def same_people(known: Sequence[Person], others: Sequence[Person]) -> tuple[set[int], set[int]]:
    """The places of those among `others` that are of a person of `known`, and of those that may be."""
    numbers, births = {row.pnc for row in known} - {""}, {row.born for row in known} - {None}
    near = [at for at, row in enumerate(others) if row.pnc in numbers or row.born in births]
    if not near:
        return set(), set()
    persons = Persons([*known, *(others[at] for at in near)])
    surely = set(persons.of[: len(known)])
    groups = ({persons.of[at] for at in alike} for of_kind in persons.doubtful.values() for alike in of_kind)
    perhaps = {person for group in groups if group & surely for person in group}
    of = dict(zip(near, persons.of[len(known) :], strict=True))
    return {at for at in near if of[at] in surely}, {at for at in near if of[at] in perhaps - surely}


def notes_on_doubts(persons: Persons) -> Iterator[str]:
    """What somebody should look at, by the numbers of rows."""
    for why, groups in persons.doubts():
        first = "; ".join(_rows_in_words(rows) for rows in sorted(groups)[:SHOWN])
        more = f"; and {len(groups) - SHOWN:,} more" if len(groups) > SHOWN else ""
        yield f"These rows {DOUBTS[why]}: {first}{more}. Check who they are, and correct the extract where it is wrong."


def _rows_in_words(rows: Sequence[int]) -> str:
    *others, last = (str(row) for row in rows)
    if len(rows) > SHOWN:
        return f"{', '.join(others[:SHOWN])} and {len(rows) - SHOWN:,} more"
    return f"{', '.join(others)} and {last}"
