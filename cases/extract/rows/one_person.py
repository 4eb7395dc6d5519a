"""Find the cases of an extract that are, or may be, one person's: by CRN, PNC number, or name and date of birth.

PNC numbers and names are compared here, in the child process, and never leave it. If two rows may be one person's, the
user is told their row numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from cases.extract.rows.person import Person
from cases.identifiers.names import may_be_same_person

SHOWN_GROUPS = 10  # groups of rows
_MANY = 8  # names under one PNC number
DOUBTS = {  # why rows may be of one person, and what became of them
    "pnc": "have the same PNC number but different names or dates of birth, and count as different people",
    "name": "have the same name and date of birth but different PNC numbers, and count as different people",
    "sex": "have the same name and date of birth but a different recorded sex, and count as different people",
    "order": "have the same name and date of birth, but with family name and forename swapped, and count as "
    "different people",
    "birth": "have the same name and a made-up date of birth, such as 01/01/1900, and count as different people",
    "letter": "have PNC numbers that may be the same, because the last letter is missing, and count as "
    "different people",
    "like": "have the same date of birth and names that may be the same, and count as different people",
    "reference": "have the same reference but different names or dates of birth, and only the earliest start counts",
}


class MatchedPersons:
    """The persons of some rows. `person_of`: for each row, the place of the row that stands for its person.

    `doubtful`: {key of DOUBTS: groups of places of rows}.
    """

    def __init__(self, rows: Sequence[Person]) -> None:
        self._rows, self._first = rows, list(range(len(rows)))
        doubtful = self.doubtful = {why: list[list[int]]() for why in DOUBTS}
        for alike in _groups_by(rows, lambda row: row.reference.casefold()):
            self._join(alike)
            if not (self._agree(alike) or self._have_one_birth(alike)):
                doubtful["reference"].append(alike)
        for alike in _groups_by(rows, lambda row: row.pnc if _has_letter(row.pnc) else ""):
            self._join(alike) if self._agree(alike) else doubtful["pnc"].append(alike)
        for alike in _groups_by(rows, lambda row: (row.words, row.born) if row.is_named and row.born else None):
            self._join_by_name(alike)
        self.person_of = [self._root(at) for at in range(len(rows))]
        doubtful |= {"like": self._pairs_alike(), "birth": self._without_birth(), "letter": self._without_letter()}

    def _join_by_name(self, alike: Sequence[int]) -> None:
        """Join rows of one name and date of birth, unless they differ in PNC number, sex or what the family name is."""
        families, sexes = ({getattr(self._rows[at], fact) for at in alike} for fact in ("family", "sex"))
        why = "sex" if len(sexes - {""}) > 1 else "order" if len(families - {()}) > 1 else ""
        if self._have_different_pncs(alike):
            self.doubtful["name"].append([*alike])
        elif not why:
            self._join(alike)
        else:
            self.doubtful[why].append([*alike])
            same_family_and_sex: dict[Any, list[int]] = defaultdict(list)
            for at in alike:
                same_family_and_sex[self._rows[at].family, self._rows[at].sex].append(at)
            for same in same_family_and_sex.values():
                self._join(same)

    def _have_different_pncs(self, alike: Sequence[int]) -> bool:
        """Whether the rows have different PNC numbers."""
        return any(_pncs_differ(one, other) for one, other in combinations({self._rows[at].pnc for at in alike}, 2))

    def _agree(self, alike: Sequence[int]) -> bool:
        """Whether names and dates of birth allow the rows to be one person's; a missing one allows it."""
        rows = [self._rows[at] for at in alike]
        names = {row.words for row in rows} - {()}
        if len({row.born for row in rows} - {None}) > 1 or len(names) > _MANY:
            return False
        return all(may_be_same_person(one, other) for one, other in combinations(names, 2))

    def _have_one_birth(self, alike: Sequence[int]) -> bool:
        births = {self._rows[at].born for at in alike}
        return len(births) == 1 and None not in births

    def _without_birth(self) -> list[list[int]]:
        """Return rows of one name with a stand-in for the date of birth, unless two PNC numbers tell them apart."""
        groups = _groups_by(self._rows, lambda row: row.words if row.is_named and row.stands_in else "")
        return [alike for alike in groups if not self._have_different_pncs(alike)]

    def _without_letter(self) -> list[list[int]]:
        """Return rows with the same digits of a PNC number, of which some lack the letter."""
        groups = _groups_by(self._rows, lambda row: _without_letter(row.pnc))
        return [alike for alike in groups if not all(_has_letter(self._rows[at].pnc) for at in alike)]

    def _pairs_alike(self) -> list[list[int]]:
        """Return pairs of one date of birth whose names may be one, unless two PNC numbers tell them apart."""
        pairs: dict[tuple[int, int], list[int]] = {}
        for alike in _groups_by(self._rows, lambda row: row.born if row.words else None):
            with_word: dict[str, list[int]] = defaultdict(list)
            for at in alike:
                for word in self._rows[at].words:
                    with_word[word].append(at)
            for places in with_word.values():
                for one, other in combinations(places, 2):
                    if self.person_of[one] != self.person_of[other] and self._may_be_one(
                        self._rows[one], self._rows[other]
                    ):
                        pairs.setdefault((self.person_of[one], self.person_of[other]), [one, other])
        return [*pairs.values()]

    @staticmethod
    def _may_be_one(one: Person, other: Person) -> bool:
        if _pncs_differ(one.pnc, other.pnc) or (one.is_named and other.is_named and one.words == other.words):
            return False  # two people, or among another of DOUBTS
        return may_be_same_person(one.words, other.words)

    def doubts(self) -> Iterator[tuple[str, list[tuple[int, ...]]]]:
        """Yield a key of DOUBTS and the row numbers of each group, without groups that are surely one person's."""
        for why, groups in self.doubtful.items():
            rows = [
                tuple(sorted(self._rows[at].row for at in alike))
                for alike in groups
                if why == "reference" or len({self.person_of[at] for at in alike}) > 1
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


def _has_letter(pnc: str) -> bool:
    return pnc[-1:].isalpha()


def _without_letter(pnc: str) -> str:
    return pnc[:-1] if _has_letter(pnc) else pnc


def _pncs_differ(one: str, other: str) -> bool:
    """Whether two PNC numbers are surely different. If one lacks its letter, the digits decide."""
    if not (one and other) or one == other:
        return False
    return (_has_letter(one) and _has_letter(other)) or _without_letter(one) != _without_letter(other)


def _groups_by(rows: Sequence[Person], key_of: Callable[[Person], Any]) -> list[list[int]]:
    """Return groups of places of rows that share a key. Rows without a key, or alone with theirs, are left out."""
    found: dict[Any, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if (key := key_of(row)) not in ("", None):
            found[key].append(at)
    return [places for places in found.values() if len(places) > 1]


def match_people(known: Sequence[Person], others: Sequence[Person]) -> tuple[set[int], set[int]]:
    """Return the places of those among `others` that are surely a person of `known`, then of those that may be."""
    numbers, births = {_without_letter(row.pnc) for row in known} - {""}, {row.born for row in known} - {None}
    names = {row.words for row in known if row.stands_in} - {()}
    near = [
        at
        for at, row in enumerate(others)
        if _without_letter(row.pnc) in numbers or row.born in births or (row.stands_in and row.words in names)
    ]
    if not near:
        return set(), set()
    persons = MatchedPersons([*known, *(others[at] for at in near)])
    surely = set(persons.person_of[: len(known)])
    groups = ({persons.person_of[at] for at in alike} for of_kind in persons.doubtful.values() for alike in of_kind)
    perhaps = {person for group in groups if group & surely for person in group}
    of = dict(zip(near, persons.person_of[len(known) :], strict=True))
    return {at for at in near if of[at] in surely}, {at for at in near if of[at] in perhaps - surely}


def doubtful_match_notes(persons: MatchedPersons) -> Iterator[str]:
    """Yield sentences that ask the user to look at rows, by number, which may be one person's."""
    for why, groups in persons.doubts():
        first = "; ".join(_rows_in_words(rows) for rows in sorted(groups)[:SHOWN_GROUPS])
        more = f"; and {len(groups) - SHOWN_GROUPS:,} more" if len(groups) > SHOWN_GROUPS else ""
        yield f"These rows {DOUBTS[why]}: {first}{more}. Check who they are, and correct the extract if it is wrong."


def _rows_in_words(rows: Sequence[int]) -> str:
    *others, last = (str(row) for row in rows)
    if len(rows) > SHOWN_GROUPS:
        return f"{', '.join(others[:SHOWN_GROUPS])} and {len(rows) - SHOWN_GROUPS:,} more"
    return f"{', '.join(others)} and {last}"
