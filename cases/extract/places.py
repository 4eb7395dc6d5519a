"""Find the teams and practitioners of drawn cases in their unit by name, or propose new ones. This writes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.case_values import GRADES, SPO
from cases.extract.drawn import PickedCase
from cases.identifiers.names import name_problem, nearest_name, nearest_person, person_key
from cases.models import DeliveryUnit, Practitioner, Team
from cases.places.staff_list import key_of


@dataclass
class FittedPlaces:
    """The teams and practitioners of some picked cases.

    `teams`: {key of the name: Team}. `people`: {(key of the name, key of the team): Practitioner or None}. Records that
    are not stored yet are in `new_teams` and `new_people` too. `doubts`: sentences to read before the cases are stored.
    """

    teams: dict[str, Team]
    people: dict[tuple[tuple[str, ...], str], Practitioner | None] = field(default_factory=dict)
    new_teams: list[Team] = field(default_factory=list)
    new_people: list[Practitioner] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def team_of(self, facts: Mapping[str, Any]) -> Team | None:
        """Return the team that a pick's facts name, None if there is none."""
        return self.teams.get(_name_key(facts.get("team", "")))

    def practitioner_of(self, facts: Mapping[str, Any]) -> Practitioner | None:
        """Return the practitioner that a pick's facts name, None if there is none or it is unclear."""
        return self.people.get(_person_and_team(facts))


def fit_places(unit: DeliveryUnit, picks: Sequence[PickedCase], *, compare_names: bool = True) -> FittedPlaces:
    """Return the FittedPlaces of picked cases in a unit. The order of the picks makes no difference.

    `compare_names`: also note in `doubts` each new name that is nearly a known one. That takes seconds.
    """
    known = list(unit.teams.order_by("name"))
    fitted = FittedPlaces({_name_key(team.name): team for team in known})
    for name in sorted({pick.facts["team"] for pick in picks if pick.facts.get("team")}):
        if _name_key(name) not in fitted.teams:
            _add_team(fitted, unit, name, [team.name for team in known] if compare_names else [])
    people = _Practitioners(unit, compare_names)
    for facts in sorted((pick.facts for pick in picks if pick.facts.get("practitioner")), key=_person_and_team):
        if _person_and_team(facts) not in fitted.people:
            fitted.people[_person_and_team(facts)] = _fit_practitioner(fitted, facts, people)
    return fitted


_IF_THE_SAME = (
    "If they are the same, write it the same way in the extract or on the Places page, and read the extract again."
)


def _name_key(name: str) -> str:
    return key_of(name)[0]


def _person_and_team(facts: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    return person_key(facts.get("practitioner", "")), _name_key(facts.get("team", ""))


def _add_team(fitted: FittedPlaces, unit: DeliveryUnit, name: str, known: list[str]) -> None:
    if name_problem(name):
        fitted.doubts.append(f"“{name}” is not the name of a team, so its cases are stored without one.")
        return
    if near := nearest_name(name, known):
        fitted.doubts.append(f"The team “{name}” would be new, but is very like “{near}”. {_IF_THE_SAME}")
    fitted.teams[_name_key(name)] = Team(unit=unit, name=name)
    fitted.new_teams.append(fitted.teams[_name_key(name)])


class _Practitioners:
    """The practitioners of a unit and the new ones of the sample, by person_key."""

    def __init__(self, unit: DeliveryUnit, compare_names: bool) -> None:
        known = list(Practitioner.objects.filter(team__unit=unit).select_related("team"))
        self.of_name: dict[tuple[str, ...], list[Practitioner]] = defaultdict(list)
        for person in known:
            self.of_name[person_key(person.name)].append(person)
        self.to_compare_with = [person.name for person in known] if compare_names else []

    def spo_named(self, name: str) -> Practitioner | None:
        """Return the SPO with this name, or None if there is none or several."""
        spos = [each for each in self.of_name[person_key(name)] if each.grade == SPO and each.pk]
        return spos[0] if len(spos) == 1 else None


def _fit_practitioner(fitted: FittedPlaces, facts: Mapping[str, Any], people: _Practitioners) -> Practitioner | None:
    """Return the practitioner that the facts name: a known one, or a new one in the team named. None if unclear."""
    name, team = facts["practitioner"], fitted.team_of(facts)
    of_name = people.of_name[person_key(name)]
    in_team = [person for person in of_name if person.team == team]
    if len(of_name) == 1 or len(in_team) == 1:
        return (in_team or of_name)[0]
    if of_name:
        fitted.doubts.append(f"The PDU has several practitioners called {name}, so their cases are stored without one.")
        return None
    if team is None or name_problem(name):
        lacks = "has no team in the extract" if team is None else "is not the name of a person"
        fitted.doubts.append(f"“{name}” {lacks}, so the cases are stored without a practitioner.")
        return None
    if near := nearest_person(name, people.to_compare_with):
        fitted.doubts.append(f"The practitioner “{name}” would be new, but is very like “{near}”. {_IF_THE_SAME}")
    person = Practitioner(name=name, grade=_known_grade(facts), team=team, spo=people.spo_named(facts.get("spo", "")))
    fitted.new_people.append(person)
    of_name.append(person)
    return person


def _known_grade(facts: Mapping[str, Any]) -> str:
    return facts.get("grade", "") if facts.get("grade") in GRADES else ""
