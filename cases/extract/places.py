"""Where the cases of a draw sit in their unit: teams and practitioners found by name, or new. Nothing is written."""

from collections import defaultdict
from dataclasses import dataclass, field

from cases.case_values import GRADES, SPO
from cases.identifiers.names import nearest_name, nearest_person, person_key, why_no_name
from cases.models import Practitioner, Team
from cases.places.staff_list import key_of


@dataclass
class FittedPlaces:
    """`teams`: {key_of a name: Team}, `people`: {(key of a name, key of a team): Practitioner or None}; those that are
    not stored yet are in `new_teams` and `new_people` too. `doubts`: sentences that somebody should read first."""

    teams: dict[str, Team]
    people: dict[tuple, Practitioner | None] = field(default_factory=dict)
    new_teams: list[Team] = field(default_factory=list)
    new_people: list[Practitioner] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def team_of(self, facts):
        return self.teams.get(_key(facts.get("team", "")))

    def practitioner_of(self, facts):
        return self.people.get(_place(facts))


def fit_places(unit, picks, *, looking_for_slips=True):
    """The FittedPlaces of PickedCases in a unit, in whatever order these come.

    Comparing every new name with every known one takes seconds; without `looking_for_slips` no doubt tells of them.
    """
    known = list(unit.teams.order_by("name"))
    fitted = FittedPlaces({_key(team.name): team for team in known})
    for name in sorted({pick.facts["team"] for pick in picks if pick.facts.get("team")}):
        if _key(name) not in fitted.teams:
            _add_team(fitted, unit, name, [team.name for team in known] if looking_for_slips else [])
    people = _People(unit, looking_for_slips)
    for facts in sorted((pick.facts for pick in picks if pick.facts.get("practitioner")), key=_place):
        if _place(facts) not in fitted.people:
            fitted.people[_place(facts)] = _practitioner(fitted, facts, people)
    return fitted


_IF_THE_SAME = "If they are the same, write it alike in the extract or on the Places page, and read the extract again."


def _key(name):
    return key_of(name)[0]


def _place(facts):
    return person_key(facts.get("practitioner", "")), _key(facts.get("team", ""))


def _add_team(fitted, unit, name, known):
    if why_no_name(name):
        fitted.doubts.append(f"“{name}” is no name of a team: its cases are stored without one.")
        return
    if near := nearest_name(name, known):
        fitted.doubts.append(f"The team “{name}” would be new, and is nearly “{near}”. {_IF_THE_SAME}")
    fitted.teams[_key(name)] = Team(unit=unit, name=name)
    fitted.new_teams.append(fitted.teams[_key(name)])


class _People:
    """The practitioners of a unit, and those that are new with the sample, by person_key."""

    def __init__(self, unit, looking_for_slips):
        known = list(Practitioner.objects.filter(team__unit=unit).select_related("team"))
        self.of_name = defaultdict(list)
        for person in known:
            self.of_name[person_key(person.name)].append(person)
        self.to_compare_with = [person.name for person in known] if looking_for_slips else []

    def spo_called(self, name):
        """The one SPO of this name; None where there is none or several."""
        spos = [each for each in self.of_name[person_key(name)] if each.grade == SPO and each.pk]
        return spos[0] if len(spos) == 1 else None


def _practitioner(fitted, facts, people):
    """The one whom the facts name: known, or new in the team that they name; None where that cannot be told."""
    name, team = facts["practitioner"], fitted.team_of(facts)
    of_name = people.of_name[person_key(name)]
    in_team = [person for person in of_name if person.team == team]
    if len(of_name) == 1 or len(in_team) == 1:
        return (in_team or of_name)[0]
    if of_name:
        fitted.doubts.append(f"The PDU has several practitioners called {name}: their cases are stored without one.")
        return None
    if team is None or why_no_name(name):
        lacks = "has no team in the extract" if team is None else "is no name of a person"
        fitted.doubts.append(f"“{name}” {lacks}: the cases are stored without a practitioner.")
        return None
    if near := nearest_person(name, people.to_compare_with):
        fitted.doubts.append(f"The practitioner “{name}” would be new, and is nearly “{near}”. {_IF_THE_SAME}")
    person = Practitioner(name=name, grade=_grade(facts), team=team, spo=people.spo_called(facts.get("spo", "")))
    fitted.new_people.append(person)
    of_name.append(person)
    return person


def _grade(facts):
    return facts.get("grade", "") if facts.get("grade") in GRADES else ""
