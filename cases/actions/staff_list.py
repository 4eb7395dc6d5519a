"""Writing a list of places and practitioners: all of it or nothing, each change with its history."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.models import DeliveryUnit, Practitioner, Region, Team
from cases.names import nearest_name
from cases.people import teams_with_cases_of, why_not_moved_into
from cases.permissions import Permission, holds_nationally
from cases.problems import Problems
from cases.staff_list import Entry, key_of

SPO = Practitioner.Grade.SPO
PLACES_NAMED = 20
NOT_YOURS = "This is not among the places that you administer. Correct the name, or remove the row."

DID_YOU_MEAN = "Did you mean “{}”? To add it all the same, add it on the Places page first."


class StaffListRefused(Exception):
    """A list that does not fit what there is. `problems` (Problems) says why; nothing was saved."""

    def __init__(self, problems):
        self.problems = problems if isinstance(problems, Problems) else Problems(problems)
        super().__init__(f"{self.problems.count} problems")


@dataclass(frozen=True)
class ImportedStaff:
    """How many {places of each kind, practitioners} were added, and practitioners changed or left as they were.

    `places` are the new ones in words: a slip of the pen among them must meet the eye.
    """

    added: dict[str, int]
    changed: int
    unchanged: int
    places: tuple[str, ...] = ()

    def __str__(self):
        added = ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in self.added.items())
        told = f"Added: {added}. Practitioners changed: {self.changed}, unchanged: {self.unchanged}."
        return f"{told} New places: {self._new_places()}." if self.places else told

    def _new_places(self):
        more = len(self.places) - PLACES_NAMED
        named = ", ".join(self.places[:PLACES_NAMED])
        return f"{named} and {more} more" if more > 0 else named


@dataclass
class _Row:
    """An entry's practitioner, with the grade it gives; `before` is what is stored, None where somebody is new."""

    entry: Entry
    person: Practitioner
    before: tuple | None = None
    spo: Practitioner | None = None

    @property
    def steps_down(self):
        return self.before and self.before[1] == SPO and self.person.grade != SPO


@transaction.atomic
def import_staff_list(*, staff, by=None):
    """Store a StaffList without problems: what is not there yet is added, practitioners are brought up to date.

    A cell left blank changes nothing, and nobody who is not in the list is touched. `by` may add and change only what
    they administer; without anybody everything is allowed. Raises StaffListRefused.
    """
    list(Region.objects.select_for_update())  # two lists at one moment wait for each other
    places = _known_places()
    _refuse(_problems_with_places(staff.entries, places, by))
    _refuse(_slips(staff.entries, places))
    everyone = _known_people()
    rows = _rows_of(staff.entries, everyone, by)
    _refuse(_moves_to_oneself(rows, places, by))
    _give_spos(rows, everyone)
    new_places = _add_places(places, staff.entries, by)
    for row in rows:
        row.person.team = places[key_of(row.entry.region, row.entry.unit, row.entry.team)]
    new = [row for row in rows if not row.before]
    _add_people([row for row in new if row.person.grade == SPO], by)
    _add_people([row for row in new if row.person.grade != SPO], by)
    changed = _change_people([row for row in rows if row.before or (row.spo and row.person.grade == SPO)], by)
    added = {kind: len(named) for kind, named in new_places.items()} | {"practitioner": len(new)}
    return ImportedStaff(added, changed, len(rows) - len(new) - changed, tuple(chain(*new_places.values())))


def _refuse(problems):
    if problems := list(problems):
        raise StaffListRefused(problems)


# --- places --------------------------------------------------------------------------------------
def _known_places():
    """{key_of a place's names, the region's first: the place}."""
    places = {key_of(region.name): region for region in Region.objects.all()}
    units = DeliveryUnit.objects.select_related("region")
    places |= {key_of(unit.region.name, unit.name): unit for unit in units}
    teams = Team.objects.select_related("unit__region")
    return places | {key_of(team.unit.region.name, team.unit.name, team.name): team for team in teams}


def _problems_with_places(entries, places, by):
    """A place must be administered by whoever imports, or lie within one that is: then it may be added."""
    if by is None:
        return
    nation = holds_nationally(by, Permission.ADMINISTER)
    own = {model: set(model.objects.administered_by(by)) for model in (Region, DeliveryUnit, Team)}
    seen = {model: set(model.objects.visible_to(by)) for model in (Region, DeliveryUnit)}
    for entry in entries:
        names = [name for name in (entry.region, entry.unit, entry.team) if name]
        found = [places.get(key_of(*names[:depth])) for depth in range(1, len(names) + 1)]
        if not nation and not any(place in own[type(place)] for place in found if place):
            # what lies in the places of others is not told: neither that it exists nor that it does not
            seen_region, seen_unit = found[0] in seen[Region], len(found) > 1 and found[1] in seen[DeliveryUnit]
            column = "region" if not seen_region else "team" if seen_unit and entry.team else "PDU"
            yield entry.problem(column, NOT_YOURS)


def _slips(entries, places):
    """A new place with nearly the name of one beside it is probably that one: somebody must say that it is not."""
    beside, near = defaultdict(list), {}
    for key, place in places.items():
        beside[key[:-1]].append(place.name)
    for entry in entries:
        names = (entry.region, entry.unit, entry.team)
        for depth, column in enumerate(("region", "PDU", "team"), start=1):
            key = key_of(*names[:depth])
            if names[depth - 1] and key not in places:
                if key not in near:
                    near[key] = nearest_name(names[depth - 1], beside[key[:-1]])
                if near[key]:
                    yield entry.problem(column, DID_YOU_MEAN.format(near[key]))


def _add_places(places, entries, by):
    """Adds what is missing to the database and to `places`; {kind: [each in words]}."""
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


# --- people --------------------------------------------------------------------------------------
def _known_people():
    """{key_of region, unit and name: [Practitioner]}."""
    people = defaultdict(list)
    for person in Practitioner.objects.select_related("team__unit__region"):
        people[key_of(person.team.unit.region.name, person.team.unit.name, person.name)].append(person)
    return people


def _rows_of(entries, everyone, by):
    """The entries with their practitioners, who are known by unit and name; new ones join `everyone`."""
    own = None if by is None else set(Practitioner.objects.visible_to(by).values_list("pk", flat=True))
    rows, problems = [], []
    for entry in (entry for entry in entries if entry.practitioner):
        known = everyone[key_of(entry.region, entry.unit, entry.practitioner)]
        found = known if len(known) < 2 else [p for p in known if key_of(p.team.name) == key_of(entry.team)]
        if known and len(found) != 1:
            problems.append(
                entry.problem("practitioner", "The unit has several of this name. Change them on its page.")
            )
        elif found and own is not None and found[0].pk not in own:
            problems.append(
                entry.problem("practitioner", "Somebody of this name is in a team that you do not administer.")
            )
        else:
            rows.append(_row(entry, found, known))
    _refuse(problems)
    return rows


def _moves_to_oneself(rows, places, by):
    """Whoever sees the cases of a team moves nobody into it: a practitioner's cases come with them."""
    closed = teams_with_cases_of(by)
    for row in (row for row in rows if row.before):
        team = places.get(key_of(row.entry.region, row.entry.unit, row.entry.team))
        if team and team.pk != row.before[0] and team.pk in closed:
            yield row.entry.problem("team", why_not_moved_into(team))


def _row(entry, found, known):
    if found:
        row = _Row(entry, found[0], (found[0].team_id, found[0].grade, found[0].spo_id))
    else:
        row = _Row(entry, Practitioner(name=entry.practitioner))
        known.append(row.person)
    row.person.grade = entry.grade or row.person.grade
    return row


def _give_spos(rows, everyone):
    """Finds each row's SPO among the unit's, in the list or there already. Raises StaffListRefused."""
    problems = []
    for row in (row for row in rows if row.entry.spo):
        named = everyone.get(key_of(row.entry.region, row.entry.unit, row.entry.spo), [])
        spos = [person for person in named if person.grade == SPO]
        if len(spos) == 1:
            row.spo = spos[0]
        else:
            remedy = "The unit has no SPO of this name. Correct it, or add a row for them with the grade SPO."
            problems.append(row.entry.problem("SPO", "The unit has several SPOs of this name." if spos else remedy))
    listed = {row.person.pk: row.spo.pk for row in rows if row.before and row.spo}
    stay = {listed.get(p.pk, p.spo_id) for people in everyone.values() for p in people if p.spo_id}
    for row in rows:
        if row.steps_down and row.person.pk in stay:
            remedy = "This SPO still has practitioners. Name another SPO for each of them in the list."
            problems.append(row.entry.problem("grade", remedy))
    _refuse(problems)


def _add_people(rows, by):
    """SPOs come first, so that the others can refer to them; an SPO's own SPO follows as a change."""
    for row in rows:
        row.person.spo = row.spo if row.person.grade != SPO else None
    bulk_create_with_history([row.person for row in rows], Practitioner, default_user=by)


def _change_people(rows, by):
    """Stores what differs from before; how many known practitioners that were."""
    for row in rows:
        row.person.spo = row.spo or row.person.spo
    changed = [row for row in rows if row.before != (row.person.team_id, row.person.grade, row.person.spo_id)]
    people = [row.person for row in changed]
    bulk_update_with_history(people, Practitioner, ["team", "grade", "spo"], default_user=by)
    return sum(row.before is not None for row in changed)
