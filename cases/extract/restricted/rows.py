"""Recognise the rows of an extract that are restricted, or may be, by a mark, a mask or a word."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cases.extract.headings.fields import CachedReader
from cases.extract.headings.find import Headings, heading_key
from cases.extract.restricted.columns import (
    identifying_field,
    is_attribute_heading,
    is_nationality_heading,
    is_order_heading,
    restriction_in_mark,
)
from cases.extract.restricted.masks import (
    DOUBTFUL,
    MAY_BE_MASKED,
    NO,
    OFFICIAL,
    RESTRICTED,
    as_displayed,
    lao_may_be_a_name,
    mask_in_birth,
    mask_in_name,
    mask_in_own_name,
    mask_in_reference,
)
from cases.extract.restricted.people import NAME_WORDS
from cases.extract.restricted.words import may_mention_restriction, restriction_in, restriction_in_attribute
from cases.extract.values.references import is_crn
from cases.extract.values.text import one_line

_REMEMBERED = 50_000  # cells

Said = tuple[str, int]  # RESTRICTED, DOUBTFUL or NO, and the column that says so
SAYS_NOTHING: Said = (NO, -1)


class RestrictedRows:
    """Says which rows are restricted, and which are doubtful: by a mark, by a mask, or by the words of any cell."""

    def __init__(
        self,
        headings: Sequence[str],
        marks: Sequence[int],
        masks: Mapping[int, Callable[[str], str]],
        flags: Sequence[int] = (),
        names: Collection[int] = (),
        officers: Collection[int] = (),
    ) -> None:
        """`marks`: columns that mark restricted cases. `masks`: {column that says who a person is: function that says
        whether its cell is masked}. `names`: columns of people's names; `officers`: of those who supervise them."""
        self._marks, self._flags = marks, frozenset(flags)
        self._masks = [(at, CachedReader(partial(_mask_in, mask_of))) for at, mask_of in masks.items()]
        self._orders = {at for at, text in enumerate(headings) if is_order_heading(text)}
        self._peoples = {at for at, text in enumerate(headings) if is_nationality_heading(text)}
        self._values = {at for at, text in enumerate(headings) if is_attribute_heading(text)} - {*marks, *flags}
        self._names, self._of_people = frozenset(names), frozenset((*names, *officers))
        self.marked_by: Counter[int] = Counter()  # {column of marks: how many rows it marked, or may have}
        self._marked: dict[Any, str] = {}
        self._silent: set[Any] = set()  # cells that say nothing

    def has(self, row: Sequence[Any]) -> bool:
        """Whether the row is restricted, or may be."""
        return self.said_by(row) is not SAYS_NOTHING

    def said_by(self, row: Sequence[Any]) -> Said:
        """Return what the row says, and the column that says it. Most rows say nothing, which is found quickly."""
        found = self._by_marks(row) if self._marks else SAYS_NOTHING
        if found[0] == RESTRICTED:
            return found
        if self._may_say_so(row):
            found = _surest(found, self._said_by_words(row))
        for at, meanings in self._masks:
            if at < len(row) and (said := meanings[row[at]]):
                found = _surest(found, [(DOUBTFUL if self._may_be_called_lao(row, at) else said, at)])
        return found

    def _may_be_called_lao(self, row: Sequence[Any], at: int) -> bool:
        """Whether the cell of a name column is LAO, and another part of the name is an ordinary one."""
        if at not in self._names or one_line(row[at]).upper() != "LAO":
            return False
        others = (one_line(row[other]) for other in self._names - {at} if other < len(row))
        return any(NAME_WORDS.search(text) and mask_in_own_name(text) == NO for text in others)

    def _by_marks(self, row: Sequence[Any]) -> Said:
        marked, found = self._marked, SAYS_NOTHING
        for column in self._marks:
            if column < len(row):
                cell = row[column]
                if cell not in marked:
                    marked[cell] = restriction_in_mark(cell)
                if marked[cell]:
                    self.marked_by[column] += 1
                    found = (DOUBTFUL, column)
                if marked[cell] == RESTRICTED:
                    return RESTRICTED, column
        return found

    def _may_say_so(self, row: Sequence[Any]) -> bool:
        """Whether a cell may say so. Most cells repeat what earlier ones hold and need not be searched again."""
        silent = self._silent
        fresh = [cell for cell in row if cell not in silent]
        text = "\n".join([cell for cell in fresh if cell.__class__ is str])
        if not text:
            return False
        if may_mention_restriction(text if text.isascii() else as_displayed(text)):
            return True
        if len(silent) < _REMEMBERED:
            silent |= {*fresh}
        return False

    def _said_by_words(self, row: Sequence[Any]) -> Iterator[Said]:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and at not in self._marks and cell:
                yield self._said_in(row, at), at

    def _said_in(self, row: Sequence[Any], at: int) -> str:
        cell = row[at]
        if at in self._values:
            return restriction_in_attribute(cell, at in self._peoples)
        said = restriction_in(cell, at in self._orders, at in self._flags)
        if said == RESTRICTED and at in self._of_people:
            may_be_named = lao_may_be_a_name(one_line(as_displayed(cell))) or self._may_be_called_lao(row, at)
            return DOUBTFUL if may_be_named else said
        return said


def _mask_in(mask_of: Callable[[str], str], cell: Any) -> str:
    """Return what a cell says in place of a name, a reference or a date of birth."""
    if not isinstance(cell, str) or is_crn(cell):
        return NO
    text = one_line(OFFICIAL.sub(" ", as_displayed(cell)))
    return mask_of(text) if MAY_BE_MASKED.search(text.lower()) else NO


def _surest(found: Said, others: Iterable[Said]) -> Said:
    for said in others:
        if said[0] == RESTRICTED:
            return said
        found = said if said[0] and not found[0] else found
    return found


_MASKS = {
    "person_name": mask_in_name,
    "date_of_birth": mask_in_birth,
    "reference": mask_in_reference,
    "pnc": mask_in_reference,
}


def restricted_rows_reader(headings: Headings) -> RestrictedRows:
    """Return a RestrictedRows for the columns under these headings."""
    fields = headings.fields
    read = {at: name for name, columns in fields.items() for at in columns}
    meaning = {at: read.get(at) or identifying_field(heading_key(text)) for at, text in enumerate(headings.texts)}
    masks = {at: _MASKS[name] for at, name in meaning.items() if name in _MASKS}
    masks |= dict.fromkeys(fields.get("person_name", ()), mask_in_own_name)
    names = [at for at, name in meaning.items() if name == "person_name"]
    officers = [at for name in ("practitioner", "spo") for at in fields.get(name, ())]
    marks, flags = fields.get("restricted", ()), fields.get("flags", ())
    return RestrictedRows(headings.texts, marks, masks, flags, names, officers)
