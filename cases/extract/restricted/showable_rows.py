"""Find rows of an extract that a user who has to choose columns may see: none of a restricted person."""

from collections.abc import Sequence

from cases.extract.headings.find import Cells, Headings
from cases.extract.restricted.people import KnownRestricted, RestrictedPeople, crns_within, name_key
from cases.extract.restricted.rows import restricted_rows_reader
from cases.extract.values.references import read_pnc, read_reference
from cases.extract.values.text import one_line


class ShowableRows:
    """Looks through all rows of an extract to find those of people who are not restricted on any row.

    Since columns are unclear, a person is recognised by anything like a CRN, by PNC number or by name.
    """

    def __init__(self, headings: Headings, known: KnownRestricted) -> None:
        self._restricted, self._known, self._people = restricted_rows_reader(headings), known, RestrictedPeople()
        self._references = headings.fields.get("reference", ())
        self._names, self._numbers = headings.fields.get("person_name", ()), headings.fields.get("pnc", ())
        self._hidden_names: set[str] = set()

    def note(self, row: Cells) -> None:
        """Note the person if this row is restricted. Other rows are not searched for CRNs, since that takes long."""
        if self._restricted.has(row) or (self._known.digests and any(map(self._known.has, self._references_of(row)))):
            for reference in self._references_of(row):
                self._people.add(reference, None)
            self._hidden_names |= {self._name_of(row)} - {""}

    def open_rows(self, rows: Sequence[Cells]) -> list[Cells]:
        """Return those of the rows that may be shown. Call it after `note` has had every row."""
        return [row for row in rows if not self._hides(row)]

    def _hides(self, row: Cells) -> bool:
        if self._restricted.has(row) or self._name_of(row) in self._hidden_names:
            return True
        return any(self._people.has(each, None) or self._known.has(each) for each in self._references_of(row))

    def _references_of(self, row: Cells) -> list[str]:
        said = [read_reference(row[at]) for at in self._references if at < len(row)]
        said += [pnc for at in self._numbers if at < len(row) and isinstance(pnc := read_pnc(row[at]), str)]
        return [*filter(None, said), *crns_within(" ".join(one_line(cell) for cell in row))]

    def _name_of(self, row: Cells) -> str:
        return name_key([row[at] for at in self._names if at < len(row)])
