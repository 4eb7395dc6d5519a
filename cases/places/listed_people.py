"""Which practitioner each row of a staff list means."""

from collections import defaultdict
from dataclasses import dataclass

from cases.case_values import GRADES, SPO
from cases.identifiers.names import nearest_person
from cases.models import Practitioner, User
from cases.places.listed_places import DID_YOU_MEAN
from cases.places.staff_list import StaffRow, key_of
from cases.spreadsheets.problems import Problem

UNREADABLE = "?"  # for a grade that is none: it may have been meant for any
ADD_PERSON = " If this is someone else, add them on the page of the PDU first."
SEVERAL = "The PDU has several people with this name. Change them on its page."
NOT_YOUR_TEAM = "Someone with this name is in a team that you do not administer."
LEFT = "They left on {:%d/%m/%Y}. Remove the row, or clear that date on their page first."


@dataclass
class ListedPerson:
    """A row's practitioner, with the grade it gives.

    `before` is the stored (team number, grade, SPO's number); None for a new practitioner.
    """

    row: StaffRow
    place: tuple[str, ...]  # key_of the names of its region, PDU and team
    person: Practitioner
    before: tuple[int, str, int | None] | None = None
    spo: Practitioner | None = None

    @property
    def steps_down(self) -> bool:
        """Whether the row takes the grade of SPO from a practitioner who has it."""
        return self.before is not None and self.before[1] == SPO and self.person.grade not in (SPO, UNREADABLE)


class ListedPeople:
    """The practitioners in the database and those of the list, by region, PDU and name."""

    def __init__(self, by: User | None) -> None:
        self.own = None if by is None else set(Practitioner.objects.visible_to(by).values_list("pk", flat=True))
        self.of_name, self.names, self.near = defaultdict(list), defaultdict(list), {}
        for person in Practitioner.objects.select_related("team__unit__region"):
            unit = key_of(person.team.unit.region.name, person.team.unit.name)
            self.of_name[*unit, *key_of(person.name)].append(person)
            if self._is_own(person):
                self.names[unit].append(person.name)

    def read(self, row: StaffRow, place: tuple[str, ...], listed: list[ListedPerson]) -> list[Problem]:
        """Add the row's ListedPerson to `listed`, and a new practitioner to the unit. Return the row's problems."""
        unit, problems = place[:2], []
        key = (*unit, *key_of(row.practitioner))
        if key not in self.of_name and (near := self._nearest(key, row.practitioner)):
            problems = [row.problem("practitioner", DID_YOU_MEAN.format(near) + ADD_PERSON)]
            key = (*unit, *key_of(near))
        known = self.of_name[key]
        found = known if len(known) < 2 else [p for p in known if key_of(p.team.name) == place[2:]]
        if known and len(found) != 1:
            return [*problems, row.problem("practitioner", SEVERAL)]
        if not found:
            person = Practitioner(name=row.practitioner, grade=_grade(row))
            known.append(person)
            listed.append(ListedPerson(row, place, person))
        elif found[0].pk is None:
            return problems  # it stands twice in the list, which is reported already
        elif not self._is_own(found[0]):
            return [*problems, row.problem("practitioner", NOT_YOUR_TEAM)]
        elif found[0].left_on:
            return [*problems, row.problem("practitioner", LEFT.format(found[0].left_on))]
        else:
            listed.append(_known_person(row, place, found[0]))
        return problems

    def _nearest(self, key, name):
        if key not in self.near:
            self.near[key] = nearest_person(name, self.names[key[:2]])
        return self.near[key]

    def _is_own(self, person):
        return self.own is None or person.pk in self.own


def _grade(row):
    return row.grade if row.grade in {"", *GRADES} else UNREADABLE


def _known_person(row, place, person):
    listed = ListedPerson(row, place, person, (person.team_id, person.grade, person.spo_id))
    person.grade = _grade(row) or person.grade
    return listed
