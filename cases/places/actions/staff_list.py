"""Writing a list of places and practitioners: all of it or nothing, each change with its history."""

from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.counted import counted
from cases.models import DeliveryUnit, Practitioner, Region, Team, User
from cases.places.staff_list import StaffList, key_of
from cases.places.staff_list_fit import SPO, fit_staff_list

NAMED = 20


class StaffListRefused(Exception):
    """A list that does not fit what is stored. `problems` (Problems) says why; nothing was saved."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(f"{problems.count} problems")


@dataclass(frozen=True)
class ImportedStaff:
    """How many {places of each kind, practitioners} were added, and practitioners changed or left as they were.

    `places` and `people` are the new ones in words: a slip of the pen among them must meet the eye.
    """

    added: dict[str, int]
    changed: int
    unchanged: int
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def __str__(self):
        added = ", ".join(counted(number, kind) for kind, number in self.added.items())
        totals = f"Added: {added}. Practitioners changed: {self.changed}, unchanged: {self.unchanged}."
        new = {"places": self.places, "practitioners": self.people}
        return " ".join([totals, *(f"New {kind}: {_first(named)}." for kind, named in new.items() if named)])


def _first(named):
    more = len(named) - NAMED
    return ", ".join(named[:NAMED]) + (f" and {more} more" if more > 0 else "")


@transaction.atomic
def import_staff_list(*, staff: StaffList, by: User | None = None) -> ImportedStaff:
    """Store a StaffList: add what is new, and update practitioners.

    A blank cell changes nothing, since many lists serve one purpose and leave out the rest. Practitioners who are not
    in the list stay as they are. `by` may add and change only what they administer; None may do everything.
    Raises StaffListRefused with every problem in the list, and in how it fits what is stored.
    """
    list(Region.objects.select_for_update())  # two lists at one moment wait for each other
    places, rows, problems = fit_staff_list(staff.entries, by)
    if staff.problems or problems:
        raise StaffListRefused(staff.problems.with_others(problems))
    new_places = _add_places(places, staff.entries, by)
    for row in rows:
        row.person.team = places[row.place]
    new = [row for row in rows if not row.before]
    _add_people([row for row in new if row.person.grade == SPO], by)
    _add_people([row for row in new if row.person.grade != SPO], by)
    changed = _change_people([row for row in rows if row.before or (row.spo and row.person.grade == SPO)], by)
    added = {kind: len(named) for kind, named in new_places.items()} | {"practitioner": len(new)}
    people = tuple(f"{row.person} ({row.person.team})" for row in new)
    return ImportedStaff(added, changed, len(rows) - len(new) - changed, tuple(chain(*new_places.values())), people)


def _add_places(places, entries, by):
    """Add what is missing to the database and to `places`. Return {kind: [each in words]}."""
    added = {}
    kinds = (("region", Region, None), ("PDU", DeliveryUnit, "region"), ("team", Team, "unit"))
    for depth, (kind, model, parent) in enumerate(kinds, start=1):
        new = {}
        for entry in entries:
            names = (entry.region, entry.unit, entry.team)[:depth]
            key = key_of(*names)
            if names[-1] and key not in places and key not in new:
                new[key] = model(name=names[-1], **({parent: places[key[:-1]]} if parent else {}))
        bulk_create_with_history(list(new.values()), model, default_user=by)
        places |= new
        around = [f" ({getattr(place, parent)})" if parent else "" for place in new.values()]
        added[kind] = [f"{kind} {place}{where}" for place, where in zip(new.values(), around, strict=True)]
    return added


def _add_people(rows, by):
    """SPOs come first, so that the others can refer to them; an SPO's own SPO follows as a change."""
    for row in rows:
        row.person.spo = row.spo if row.person.grade != SPO else None
    bulk_create_with_history([row.person for row in rows], Practitioner, default_user=by)


def _change_people(rows, by):
    """Store what differs from before. Return how many known practitioners changed."""
    for row in rows:
        row.person.spo = row.spo or row.person.spo
    changed = [row for row in rows if row.before != (row.person.team_id, row.person.grade, row.person.spo_id)]
    people = [row.person for row in changed]
    bulk_update_with_history(people, Practitioner, ["team", "grade", "spo"], default_user=by)
    return sum(row.before is not None for row in changed)
