"""What became of the rows of an extract."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from cases.extract.eligible import EligibleCase
from cases.extract.settings import EXCLUSIONS


@dataclass
class CheckedRows:
    """What became of the rows of an extract.

    `passed_over`: how many rows are totals or repeated headings, and no cases. `unknown`: {(field, value not
    understood): rows}. `problems`: (row, column, value, remedy), the first thousand of `problem_count`. `units`: {name
    of another PDU: rows}. `held_aside`: (row, letter of the unclear column or "", which other row is unclear, in
    words). `marked_by`: {column of marks: rows that it marks, or may}. `earlier_releases`: how many rows have a release
    before their start. `starts`: the first and last start of this PDU's cases.
    """

    rows: int = 0
    passed_over: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    cases: list[EligibleCase] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[tuple[int | None, str, str, str]] = field(default_factory=list)
    problem_count: int = 0
    units: Counter[str] = field(default_factory=Counter)
    held_aside: list[tuple[int, str, str]] = field(default_factory=list)
    marked_by: Counter[int] = field(default_factory=Counter)
    earlier_releases: int = 0
    starts_look_like_utc: bool = False
    starts: tuple[date, date] | None = None

    def exclusions(self) -> dict[str, int]:
        """Return {reason: rows excluded} in the order of EXCLUSIONS, without reasons that exclude none."""
        return {reason: self.excluded[reason] for reason in EXCLUSIONS if self.excluded[reason]}
