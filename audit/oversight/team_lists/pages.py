"""What a page shows after a list was read."""

from dataclasses import dataclass

from audit.oversight.team_lists.reading import MatchedList
from audit.planning.account import name_of_field
from audit.planning.held_aside import HeldAside
from cases.counted import counted
from cases.extract.drawn import DrawnSample
from cases.extract.headings.fields import LISTED_FIELDS
from cases.extract.settings import EXCLUSIONS
from cases.spreadsheets.problems import Problem

SHOWN = 50


@dataclass(frozen=True)
class ReadList:
    """What became of the rows of a file.

    `columns`: those that are kept, as "B: Start date, read as Start date". `only_checked`: headings of those that were
    looked at only to leave out restricted people. `not_read`: how many columns were not read.
    `excluded`: (reason, rows). `needed` and `without`: what no column gives, and whether the list needs it.
    """

    rows: int
    cases: str
    columns: tuple[str, ...]
    only_checked: tuple[str, ...]
    not_read: int
    needed: tuple[str, ...]
    without: tuple[str, ...]
    excluded: tuple[tuple[str, int], ...]
    held_aside: HeldAside | None
    other_team: int
    unknown_people: tuple[str, ...]
    more_unknown_people: int
    unknown: tuple[tuple[str, str, int], ...]
    problems: tuple[Problem, ...]
    problem_count: int


def show_read(found: DrawnSample, matched: MatchedList) -> ReadList:
    """Return what the page says about a file that was read."""
    kept = [column for column in found.columns if column.field in LISTED_FIELDS]
    checked = [column for column in found.columns if column.field and column not in kept]
    people = {practitioner for practitioner, _ in matched.cases}
    return ReadList(
        rows=found.rows,
        cases=f"{counted(len(matched.cases), 'case')} of {counted(len(people), 'practitioner')}",
        columns=tuple(f"{each.letter}: “{each.heading}” as {name_of_field(each.field)}" for each in kept),
        only_checked=tuple(column.heading for column in checked),
        not_read=len(found.columns) - len(kept) - len(checked),
        needed=tuple(map(name_of_field, found.needed)),
        without=tuple(name_of_field(field) for field in LISTED_FIELDS if field not in {each.field for each in kept}),
        excluded=tuple((EXCLUSIONS[reason], number) for reason, number in found.excluded.items()),
        held_aside=HeldAside.of(found.excluded, found.held_aside),
        other_team=matched.other_team,
        unknown_people=tuple(matched.unknown[:SHOWN]),
        more_unknown_people=max(0, len(matched.unknown) - SHOWN),
        unknown=tuple((name_of_field(field), value, rows) for field, value, rows in found.unknown[:SHOWN]),
        problems=tuple(Problem(*problem) for problem in found.problems[:SHOWN]),
        problem_count=found.problem_count,
    )
