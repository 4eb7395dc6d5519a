"""How a staff list fits the places and people in the database: what each row means, and everything that does not fit.

Nothing is written here. A likely slip is reported and then read as what was probably meant, so that the rest of the
row is checked too, and one reading of the list reports everything.
"""

from collections import defaultdict
from collections.abc import Iterable

from cases.case_values import SPO
from cases.identifiers.names import nearest_person
from cases.models import Place, User
from cases.places.listed_people import UNREADABLE, ListedPeople, ListedPerson
from cases.places.listed_places import DID_YOU_MEAN, ListedPlaces
from cases.places.reads import teams_with_cases_of, why_not_moved_into
from cases.places.staff_list import StaffRow, key_of
from cases.spreadsheets.problems import Problem

SEVERAL_SPOS = "The PDU has several SPOs with this name."
NO_SPO = "The PDU has no SPO with this name. Correct it, or add a row for them with the grade SPO."
STILL_SPO = "This SPO still has practitioners. Name another SPO for each of them in the list."


def fit_staff_list(
    rows: Iterable[StaffRow], by: User | None
) -> tuple[dict[tuple[str, ...], Place], list[ListedPerson], list[Problem]]:
    """Return what a list would do if `by` imported it: ({key_of a place's names: the place}, its people, problems)."""
    places, people, listed, problems = ListedPlaces(by), ListedPeople(by), [], []
    for row in rows:
        place, found = places.meant_by(row)
        problems += found
        if row.practitioner and len(place) > 1:
            problems += people.read(row, place, listed)
    problems += _moves_to_oneself(listed, places.known, by)
    problems += _give_spos(listed, people.of_name)
    problems += _steps_down(listed, people.of_name)
    return places.known, listed, problems


def _moves_to_oneself(listed, places, by):
    """Yield a problem for each move into a team whose cases `by` sees: a practitioner's cases come with them."""
    closed = teams_with_cases_of(by)
    for one in (one for one in listed if one.before):
        team = places.get(one.place) if len(one.place) == 3 else None
        if team and team.pk != one.before[0] and team.pk in closed:
            yield one.row.problem("team", why_not_moved_into(team))


def _give_spos(listed, of_name):
    """Find each practitioner's SPO among the unit's, in the list or the database. Yield the problems with that."""
    spos = defaultdict(list)
    for (*unit, _), people in of_name.items():
        spos[tuple(unit)] += [person for person in people if person.grade in (SPO, UNREADABLE) and not person.left_on]
    for one in (one for one in listed if one.row.spo):
        beside = [person for person in spos[one.place[:2]] if person is not one.person]
        named = [person for person in beside if key_of(person.name) == key_of(one.row.spo)]
        if len(named) == 1:
            one.spo = named[0]
        elif named:
            yield one.row.problem("SPO", SEVERAL_SPOS)
        else:
            near = nearest_person(one.row.spo, [person.name for person in beside])
            yield one.row.problem("SPO", DID_YOU_MEAN.format(near) if near else NO_SPO)


def _steps_down(listed, of_name):
    """Yield a problem for each SPO who would lose that grade and still have practitioners."""
    given = {one.person.pk: one.spo.pk for one in listed if one.before and one.spo}
    stay = {given.get(p.pk, p.spo_id) for people in of_name.values() for p in people if p.spo_id and not p.left_on}
    for one in listed:
        if one.steps_down and one.person.pk in stay:
            yield one.row.problem("grade", STILL_SPO)
