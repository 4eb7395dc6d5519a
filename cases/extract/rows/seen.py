"""Keep what tells whose case each row of an extract is, and find the rows of restricted people once all are seen."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from cases.extract.headings.fields import CachedReader
from cases.extract.headings.find import Headings, heading_key
from cases.extract.restricted.held_aside import RestrictedSources, match_keys
from cases.extract.restricted.masks import DOUBTFUL, RESTRICTED
from cases.extract.restricted.people import RestrictedPeople, name_key
from cases.extract.rows.one_person import match_people
from cases.extract.rows.person import Person, PersonColumns
from cases.extract.values.references import read_reference
from cases.spreadsheets.cells import column_letter


class SeenRows:
    """The rows seen so far, each at its place (0, 1, 2 …). Of a restricted row only the person is kept.

    `odd`: places of rows without a CRN or a start. `sections`: {place of a row in a section of restricted cases: number
    of the row that begins it}. `doubtful_columns`: {place of a doubtful row: the column that makes it so}.
    """

    def __init__(self, headings: Headings, births: CachedReader) -> None:
        """`births`: what a date of birth in a cell means."""
        self.odd: set[int] = set()
        self.sections: dict[int, int] = {}
        self.doubtful_columns: dict[int, int] = {}
        # number, reference, name and birth, reason, start
        self._rows: list[tuple[int, str, tuple[Any, ...] | None, str, Any]] = []
        self._people, self._doubtful = RestrictedPeople(), RestrictedPeople()
        self._persons_of: dict[str, list[Person]] = {RESTRICTED: [], DOUBTFUL: []}
        self._sources, self._births = RestrictedSources(), births
        names, self._born = headings.fields.get("person_name", ()), headings.places.get("date_of_birth")
        self._named = itemgetter(*names, self._born) if names and self._born is not None else None
        heading_of = {at: heading_key(headings.texts[at]) for at in names}
        self._persons = PersonColumns(heading_of, headings.places.get("pnc"), headings.places.get("sex"))
        self._reference = headings.places["reference"]

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, number: int, row: list[Any], reference: str, start: Any, reason: str, said: str) -> None:
        """Note a row, the reason why it is excluded ("" for none), and what it says about access to the case."""
        self.note_person(number, row, reference, said)
        if said != RESTRICTED:
            self._rows.append((number, reference, self._named(row) if self._named else None, reason, start))

    def note_person(self, number: int, row: list[Any], reference: str, said: str) -> None:
        """Note the row's person if the row says that they are, or may be, restricted."""
        if said:
            named = self._name_and_birth(self._named(row) if self._named else None)
            (self._people if said == RESTRICTED else self._doubtful).add(reference, named)
            self._persons_of[said].append(self.person(number, row, reference))
            self._sources.add(self._persons_of[said][-1], said)

    def person(self, number: int, row: list[Any], reference: str) -> Person:
        """Return the Person whose case a row is."""
        return self._persons.person_in(
            number, row, reference, None if self._born is None else self._births[row[self._born]]
        )

    def of_restricted_people(self, people: Mapping[int, Person]) -> tuple[set[int], set[int]]:
        """Return the places of all rows of people who are restricted on any row, then of those who may be.

        `people`: {place: person of each row that would be kept}.
        """
        places, persons = list(people), list(people.values())
        surely, perhaps = match_people(self._persons_of[RESTRICTED], persons)
        perhaps = perhaps.union(*match_people(self._persons_of[DOUBTFUL], persons))
        gone = self._places_of(self._people) | {places[at] for at in surely}
        return gone, (self._places_of(self._doubtful) | {places[at] for at in perhaps}) - gone

    def _places_of(self, people: RestrictedPeople) -> set[int]:
        # the tests of RestrictedPeople.has are repeated here, since there are many rows
        references, names, odd = people.references, people.names, self.odd
        places: set[int] = set()
        for at, (_, reference, named, _, _) in enumerate(self._rows if people else ()):
            may_be = at in odd or (names and _name_key_of(named) in names)
            if reference.casefold() in references or (may_be and people.has(reference, self._name_and_birth(named))):
                places.add(at)
        return places

    def reason_at(self, at: int) -> str:
        """Return the reason why the row was excluded, "" for none."""
        return self._rows[at][3]

    def why_held_aside(self, at: int, person: Person | None) -> tuple[int, str, str]:
        """Return the row's number, the letter of the column that is unclear, and which other row is, in words.

        One of the two texts is "". `person`: whose case it is, if the row would be kept.
        """
        number, reference, *_ = self._rows[at]
        if at in self.doubtful_columns:
            return number, column_letter(self.doubtful_columns[at]), ""
        if at in self.sections:
            return number, "", f"row {self.sections[at]} says that the rows below it are restricted"
        keys = match_keys(person) if person else [reference.casefold()]
        return number, "", self._sources.reason_for(number, keys)

    def first_and_last_start(self, gone: Container[int]) -> tuple[date, date] | None:
        """Return the first and last start of the unit's cases, without the rows at the places `gone`; None for none."""
        rows = ((start, reason) for at, (*_, reason, start) in enumerate(self._rows) if at not in gone)
        days = [start for start, reason in rows if reason not in ("incomplete", "other_unit")]
        return (min(days), max(days)) if days else None

    def without_restricted_people(self, rows: Iterable[list[Any]]) -> list[list[Any]]:
        """Return those of the rows whose person is neither restricted nor doubtful on any row seen."""
        open_rows = [row for row in rows if not self._is_of_restricted(row)]
        known = [*self._persons_of[RESTRICTED], *self._persons_of[DOUBTFUL]]
        linked = set().union(*match_people(known, [self.person(0, row, "") for row in open_rows]))
        return [row for at, row in enumerate(open_rows) if at not in linked]

    def _is_of_restricted(self, row: list[Any]) -> bool:
        named = self._name_and_birth(self._named(row)) if self._named else None
        reference = read_reference(row[self._reference])
        return self._people.has(reference, named) or self._doubtful.has(reference, named)

    def _name_and_birth(self, named: Sequence[Any] | None) -> tuple[str, date] | None:
        """Return (name, date of birth) to recognise a person without a CRN; None if the row does not give both."""
        name = _name_key_of(named)
        born = self._births[named[-1]] if named and name else None
        return (name, born) if isinstance(born, date) else None


def _name_key_of(named: Sequence[Any] | None) -> str:
    return name_key(named[:-1]) if named else ""
