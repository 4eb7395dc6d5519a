"""Read whose case a row is: reference, PNC number, name, date of birth and sex."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cases.extract.headings.fields import FAMILY_NAMES, GIVEN_NAMES, CachedReader
from cases.extract.restricted.masks import without_masks
from cases.extract.values.codes import read_sex
from cases.extract.values.references import read_pnc
from cases.extract.values.text import UNREADABLE, read_text
from cases.identifiers.names import person_key

FIRST_BIRTH = date(1910, 1, 1)  # earlier dates, such as 01/01/1900, stand in for an unknown one
FAMILY, GIVEN, WHOLE = "family", "given", "whole"


class Person(NamedTuple):
    """Whose case a row says it is. `words`: those of the name, sorted; `family`: those of a family name column.

    `is_named`: the words hold family and given names. `pnc` may lack its letter. `stands_in`: the date of birth is one
    that stands in for an unknown one, and `born` is None.
    """

    row: int
    reference: str
    pnc: str
    words: tuple[str, ...]
    is_named: bool
    born: date | None
    stands_in: bool
    family: tuple[str, ...]
    sex: str


class PersonColumns:
    """The columns that say whose case a row is. `names`: {column: heading_key of its heading}."""

    def __init__(self, names: dict[int, str], pnc: int | None, sex: int | None) -> None:
        self._names = [(at, _kind_of_name(key)) for at, key in names.items()]
        self._pnc, self._numbers = pnc, CachedReader(read_pnc)
        self._sex, self._sexes = sex, CachedReader(read_sex)
        self._words = CachedReader(_words_of_name)

    def person_in(self, number: int, row: Sequence[Any], reference: str, born: Any) -> Person:
        """Return the Person of a row. `born`: what read_birth_date gives for it."""
        words: set[str] = set()
        family: set[str] = set()
        kinds: set[str] = set()
        for at, kind in self._names:
            if of_cell := self._words[row[at]]:
                words |= {*of_cell}
                family |= {*of_cell} if kind == FAMILY else set()
                kinds.add(kind if kind != WHOLE or len(of_cell) > 1 else GIVEN)
        if kinds == {GIVEN}:
            words = set()  # a forename alone does not tell people apart
        pnc = None if self._pnc is None else self._numbers[row[self._pnc]]
        sex = None if self._sex is None else self._sexes[row[self._sex]]
        stands_in = born is not None and (born is UNREADABLE or born < FIRST_BIRTH)
        return Person(
            row=number,
            reference=reference,
            pnc=pnc if isinstance(pnc, str) else "",
            words=tuple(sorted(words)),
            is_named=WHOLE in kinds or kinds >= {FAMILY, GIVEN},
            born=None if stands_in else born,
            stands_in=stands_in,
            family=tuple(sorted(family)),
            sex=sex if isinstance(sex, str) else "",
        )


def _kind_of_name(key: str) -> str:
    return GIVEN if key in GIVEN_NAMES else FAMILY if key in FAMILY_NAMES else WHOLE


def _words_of_name(cell: Any) -> tuple[str, ...]:
    text = read_text(cell)
    return () if text is None or text is UNREADABLE else person_key(without_masks(text))
