"""How a list of staff fits the places and people that there are: what each row means, and everything that does not fit.

Nothing is written here. A slip is told and then read as what it was probably meant for, so that what stands behind it
in the row is looked at too, and one reading of the list tells everything.
"""

from collections import defaultdict
from dataclasses import dataclass

from cases.case_values import GRADES, SPO
from cases.identifiers.names import nearest_name, nearest_person
from cases.models import DeliveryUnit, Practitioner, Region, Team
from cases.permissions import Permission, holds_nationally
from cases.places.reads import teams_with_cases_of, why_not_moved_into
from cases.places.staff_list import Entry, key_of

UNREADABLE = "?"  # for a grade that is none: it may have been meant for any
NOT_YOURS = "This is not among the places that you administer. Correct the name, or remove the row."
DID_YOU_MEAN = "Did you mean “{}”?"
ADD_PLACE = " To add it all the same, add it on the Places page first."
ADD_PERSON = " If this is somebody else, add them on the page of the PDU first."
SEVERAL = "The unit has several of this name. Change them on its page."
NOT_YOUR_TEAM = "Somebody of this name is in a team that you do not administer."
LEFT = "They left on {:%d/%m/%Y}. Remove the row, or clear that day on their page first."
SEVERAL_SPOS = "The unit has several SPOs of this name."
NO_SPO = "The unit has no SPO of this name. Correct it, or add a row for them with the grade SPO."
STILL_SPO = "This SPO still has practitioners. Name another SPO for each of them in the list."


@dataclass
class Row:
    """An entry's practitioner, with the grade it gives; `before` is what is stored, None where somebody is new."""

    entry: Entry
    place: tuple[str, ...]  # key_of the names of its region, PDU and team
    person: Practitioner
    before: tuple | None = None
    spo: Practitioner | None = None

    @property
    def steps_down(self):
        return self.before and self.before[1] == SPO and self.person.grade not in (SPO, UNREADABLE)


def fit_staff_list(entries, by):
    """({key_of a place's names: the place}, [Row], [Problem]) of what a list would do in the name of `by`."""
    places, people, rows, problems = _Places(by), _People(by), [], []
    for entry in entries:
        place, found = places.meant_by(entry)
        problems += found
        if entry.practitioner and len(place) > 1:
            problems += people.read(entry, place, rows)
    problems += _moves_to_oneself(rows, places.known, by)
    problems += _give_spos(rows, people.of_name)
    problems += _steps_down(rows, people.of_name)
    return places.known, rows, problems


def known_places():
    """{key_of a place's names, the region's first: the place}."""
    places = {key_of(region.name): region for region in Region.objects.all()}
    units = DeliveryUnit.objects.select_related("region")
    places |= {key_of(unit.region.name, unit.name): unit for unit in units}
    teams = Team.objects.select_related("unit__region")
    return places | {key_of(team.unit.region.name, team.unit.name, team.name): team for team in teams}


class _Places:
    """The places that there are, and which of them whoever imports sees and administers; nobody does so everywhere."""

    def __init__(self, by):
        self.known = known_places()
        self.everywhere = by is None or holds_nationally(by, Permission.ADMINISTER)
        kinds = () if self.everywhere else (Region, DeliveryUnit, Team)
        seen = {place for model in kinds for place in model.objects.visible_to(by)}
        self.own = {place for model in kinds for place in model.objects.administered_by(by)}
        self.seen = {key: place for key, place in self.known.items() if self.everywhere or place in seen}
        self.beside, self.near = defaultdict(list), {}
        for key, place in self.seen.items():
            self.beside[key[:-1]].append(place.name)

    def meant_by(self, entry):
        """(key_of the names that a row means, its problems); no names where its places are not known.

        What lies in the places of others is not told: neither that it exists nor that it does not.
        """
        key, problems, own, column = (), [], self.everywhere, "region"
        for column, name in (("region", entry.region), ("PDU", entry.unit), ("team", entry.team)):
            if not name:
                break
            here, near = (*key, *key_of(name)), self._nearest(key, name)
            if near:
                problems.append(entry.problem(column, DID_YOU_MEAN.format(near) + (ADD_PLACE if own else "")))
                here = (*key, *key_of(near))
            own = own or self.seen.get(here) in self.own
            if here not in self.seen and not own:
                return (), [*problems, entry.problem(column, NOT_YOURS)]
            key = here
        if len(key) > 1 and not own:
            return (), [*problems, entry.problem("team" if entry.team else "PDU", NOT_YOURS)]
        return key, problems

    def _nearest(self, key, name):
        """The place that a new one with nearly its name probably is: somebody must say that it is not; else ""."""
        here = (*key, *key_of(name))
        if here in self.seen:
            return ""
        if here not in self.near:
            self.near[here] = nearest_name(name, self.beside[key])
        return self.near[here]


class _People:
    """The practitioners that there are, those of the list among them, by region, PDU and name."""

    def __init__(self, by):
        self.own = None if by is None else set(Practitioner.objects.visible_to(by).values_list("pk", flat=True))
        self.of_name, self.names, self.near = defaultdict(list), defaultdict(list), {}
        for person in Practitioner.objects.select_related("team__unit__region"):
            unit = key_of(person.team.unit.region.name, person.team.unit.name)
            self.of_name[*unit, *key_of(person.name)].append(person)
            if self._is_own(person):
                self.names[unit].append(person.name)

    def read(self, entry, place, rows):
        """Adds the Row of an entry to `rows` and somebody new to the unit; the problems with that."""
        unit, problems = place[:2], []
        key = (*unit, *key_of(entry.practitioner))
        if key not in self.of_name and (near := self._nearest(key, entry.practitioner)):
            problems = [entry.problem("practitioner", DID_YOU_MEAN.format(near) + ADD_PERSON)]
            key = (*unit, *key_of(near))
        known = self.of_name[key]
        found = known if len(known) < 2 else [p for p in known if key_of(p.team.name) == place[2:]]
        if known and len(found) != 1:
            return [*problems, entry.problem("practitioner", SEVERAL)]
        if not found:
            person = Practitioner(name=entry.practitioner, grade=_grade(entry))
            known.append(person)
            rows.append(Row(entry, place, person))
        elif found[0].pk is None:
            return problems  # it stands twice in the list, which is told already
        elif not self._is_own(found[0]):
            return [*problems, entry.problem("practitioner", NOT_YOUR_TEAM)]
        elif found[0].left_on:
            return [*problems, entry.problem("practitioner", LEFT.format(found[0].left_on))]
        else:
            rows.append(_row_of_known(entry, place, found[0]))
        return problems

    def _nearest(self, key, name):
        if key not in self.near:
            self.near[key] = nearest_person(name, self.names[key[:2]])
        return self.near[key]

    def _is_own(self, person):
        return self.own is None or person.pk in self.own


def _grade(entry):
    return entry.grade if entry.grade in {"", *GRADES} else UNREADABLE


def _row_of_known(entry, place, person):
    row = Row(entry, place, person, (person.team_id, person.grade, person.spo_id))
    person.grade = _grade(entry) or person.grade
    return row


def _moves_to_oneself(rows, places, by):
    """Whoever sees the cases of a team moves nobody into it: a practitioner's cases come with them."""
    closed = teams_with_cases_of(by)
    for row in (row for row in rows if row.before):
        team = places.get(row.place) if len(row.place) == 3 else None
        if team and team.pk != row.before[0] and team.pk in closed:
            yield row.entry.problem("team", why_not_moved_into(team))


def _give_spos(rows, of_name):
    """Finds each row's SPO among the unit's, in the list or there already; the problems with that."""
    spos = defaultdict(list)
    for (*unit, _), people in of_name.items():
        spos[tuple(unit)] += [person for person in people if person.grade in (SPO, UNREADABLE) and not person.left_on]
    for row in (row for row in rows if row.entry.spo):
        beside = [person for person in spos[row.place[:2]] if person is not row.person]
        named = [person for person in beside if key_of(person.name) == key_of(row.entry.spo)]
        if len(named) == 1:
            row.spo = named[0]
        elif named:
            yield row.entry.problem("SPO", SEVERAL_SPOS)
        else:
            near = nearest_person(row.entry.spo, [person.name for person in beside])
            yield row.entry.problem("SPO", DID_YOU_MEAN.format(near) if near else NO_SPO)


def _steps_down(rows, of_name):
    """An SPO with whom practitioners are left keeps that grade."""
    listed = {row.person.pk: row.spo.pk for row in rows if row.before and row.spo}
    stay = {listed.get(p.pk, p.spo_id) for people in of_name.values() for p in people if p.spo_id and not p.left_on}
    for row in rows:
        if row.steps_down and row.person.pk in stay:
            yield row.entry.problem("grade", STILL_SPO)
