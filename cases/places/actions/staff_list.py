"""Writing a list of places and practitioners: all of it or nothing, each change with its history."""

from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.case_values import SPO
from cases.counted import counted
from cases.models import DeliveryUnit, Practitioner, Region, Team, User
from cases.places.staff_list import StaffList, key_of
from cases.places.staff_list_fit import fit_staff_list
from cases.spreadsheets.problems import Problems

NAMED = 20


class StaffListRefused(Exception):
    """A list that does not fit what is stored. `problems` says why; nothing was saved."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(f"{problems.count} problems")


@dataclass(frozen=True)
class ImportedStaff:
    """How many of each kind of place and practitioner were added, and how many practitioners changed or did not.

    `places` and `people` name the new ones, so that a typing error among them is seen.
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
    places, listed, problems = fit_staff_list(staff.rows, by)
    if staff.problems or problems:
        raise StaffListRefused(staff.problems.with_others(problems))
    new_places = _add_places(places, staff.rows, by)
    for one in listed:
        one.person.team = places[one.place]
    new = [one for one in listed if not one.before]
    _add_people([one for one in new if one.person.grade == SPO], by)
    _add_people([one for one in new if one.person.grade != SPO], by)
    changed = _change_people([one for one in listed if one.before or (one.spo and one.person.grade == SPO)], by)
    added = {kind: len(named) for kind, named in new_places.items()} | {"practitioner": len(new)}
    people = tuple(f"{one.person} ({one.person.team})" for one in new)
    return ImportedStaff(added, changed, len(listed) - len(new) - changed, tuple(chain(*new_places.values())), people)


def _add_places(places, rows, by):
    """Add what is missing to the database and to `places`. Return {kind: [each in words]}."""
    added = {}
    kinds = (("region", Region, None), ("PDU", DeliveryUnit, "region"), ("team", Team, "unit"))
    for depth, (kind, model, parent) in enumerate(kinds, start=1):
        new = {}
        for row in rows:
            names = (row.region, row.unit, row.team)[:depth]
            key = key_of(*names)
            if names[-1] and key not in places and key not in new:
                new[key] = model(name=names[-1], **({parent: places[key[:-1]]} if parent else {}))
        bulk_create_with_history(list(new.values()), model, default_user=by)
        places |= new
        around = [f" ({getattr(place, parent)})" if parent else "" for place in new.values()]
        added[kind] = [f"{kind} {place}{where}" for place, where in zip(new.values(), around, strict=True)]
    return added


def _add_people(listed, by):
    """Add SPOs first, so that the others can refer to them. An SPO's own SPO follows as a change."""
    for one in listed:
        one.person.spo = one.spo if one.person.grade != SPO else None
    bulk_create_with_history([one.person for one in listed], Practitioner, default_user=by)


def _change_people(listed, by):
    """Store what differs from before. Return how many known practitioners changed."""
    for one in listed:
        one.person.spo = one.spo or one.person.spo
    changed = [one for one in listed if one.before != (one.person.team_id, one.person.grade, one.person.spo_id)]
    people = [one.person for one in changed]
    bulk_update_with_history(people, Practitioner, ["team", "grade", "spo"], default_user=by)
    return sum(one.before is not None for one in changed)
