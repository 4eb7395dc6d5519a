"""Read an uploaded file as a team's list, and find out whose each case is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from cases.extract.drawn import DrawnSample, PickedCase
from cases.extract.read import uploaded_extract_progress
from cases.extract.restricted.known import known_restricted
from cases.extract.settings import DrawSettings
from cases.identifiers.names import nearest_person, person_key
from cases.models import ExtractMapping, Practitioner, Team
from cases.spreadsheets.limits import SpreadsheetProblem

ROWS_NAMED = 20  # of one name
NO_NAME = "No practitioner"


@dataclass
class MatchedList:
    """The cases of a team's practitioners in a list: [(practitioner's key, case)].

    `other_team`: how many rows name a practitioner of another team of the PDU. `unknown`: a sentence for each other
    name that the team does not have, with its rows.
    """

    cases: list[tuple[int, PickedCase]] = field(default_factory=list)
    other_team: int = 0
    unknown: list[str] = field(default_factory=list)


def read_team_list(*, team: Team, file: Any, sheet: str | None, mapping: Mapping[str, str]) -> DrawnSample:
    """Return what an uploaded file gives. Its picks are all cases that are running, without restricted people.

    `mapping`: {heading: field} where the user said what a column is. Raises SpreadsheetProblem, and SeveralSheets.
    """
    kept = ExtractMapping.objects.filter(unit=team.unit).first()
    columns = (kept.columns if kept else {}) | dict(mapping)
    settings = DrawSettings(today=localdate(), seed=0, ended_before=localdate(), mapping=columns, listed=True)
    for step in uploaded_extract_progress(file, settings, sheet=sheet, known=known_restricted(team.unit)):
        if isinstance(step, DrawnSample):
            return step
    raise SpreadsheetProblem("We could not read the list, so nothing was changed. Try again.")


def match_cases(team: Team, cases: Iterable[PickedCase]) -> MatchedList:
    """Say which practitioner of the team each case is listed under, whatever the signs and order of the name."""
    there = Practitioner.objects.filter(team__unit=team.unit, left_on=None)
    people = list(there.values_list("pk", "name", "team"))
    own, others = _by_name(people, team, True), _by_name(people, team, False)
    found, rows = MatchedList(), defaultdict(list)
    for case in cases:
        name = case.facts.get("practitioner", "")
        keys = own.get(person_key(name), []) if name else []
        if len(keys) == 1:
            found.cases.append((keys[0], case))
        elif not keys and name and person_key(name) in others:
            found.other_team += 1
        else:
            rows[name].append(case.position)
    names = [name for _, name, its_team in people if its_team == team.pk]
    found.unknown = [f"{_what_is_wrong(name, own, names, team)} {_rows(rows[name])}." for name in sorted(rows)]
    return found


def _by_name(people: Iterable[tuple[int, str, int]], team: Team, in_team: bool) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for pk, name, its_team in people:
        if (its_team == team.pk) == in_team:
            found[person_key(name)].append(pk)
    return found


def _what_is_wrong(name: str, own: Mapping[tuple[str, ...], list[int]], names: list[str], team: Team) -> str:
    if not name:
        return f"{NO_NAME} is named in"
    if person_key(name) in own:
        return f"{team} has two practitioners called “{name}”, so we cannot tell whose these cases are:"
    near = nearest_person(name, names)
    asked = f" Did you mean {near}?" if near else ""
    return f"“{name}” is not a practitioner of {team} now.{asked} See"


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"{number:,}" for number in numbers[:ROWS_NAMED])
    more = f" and {len(numbers) - ROWS_NAMED:,} more" if len(numbers) > ROWS_NAMED else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"
