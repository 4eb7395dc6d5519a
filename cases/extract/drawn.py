"""What a draw from a caseload extract gives. Can be written as JSON and read again."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ColumnRead:
    """A column of the extract and the `field` it was read as, "" where it was not. Where that was `unclear` (nothing
    fits, several columns do, or the values do not), somebody has to choose; `samples` are three of its values."""

    letter: str
    heading: str
    field: str
    unclear: bool
    samples: tuple[str, ...]


@dataclass(frozen=True)
class PickedCase:
    """A drawn case with its `facts` as they are stored: {field of a case: text, number, truth, or list of flags}; dates
    in ISO form; `unit`, `team`, `practitioner`, `grade` and `spo` by name. What is not known is left out."""

    reference: str
    stratum: str
    position: int
    reserve: bool
    facts: dict[str, Any]


@dataclass(frozen=True)
class StratumLine:
    """How one stratum fared: numbers of cases, and why they moved."""

    stratum: str
    eligible: int
    wanted: int
    drawn: int
    reserve: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class CaseloadShare:
    """How often a fact has a value among the eligible cases and among those drawn."""

    fact: str
    value: str
    eligible: int
    drawn: int


@dataclass(frozen=True)
class DrawnSample:
    """What became of an extract: how many `rows` it has below its headings, the excluded with their reasons (keys of
    EXCLUSIONS), and what was drawn of the rest. `needed`: fields that no column gives and a draw cannot do without;
    where there are some, or `columns` that are unclear, nothing was drawn. `unknown`: values that were not understood,
    and how many rows have them. `held_aside`: the first thousand rows that may be of a restricted person, each with the
    letter of the column that says so, or "" and in words which other row does. `margin`: to within how many points the
    drawn give a share, at that confidence.
    """

    seed: int
    rows: int
    eligible: int
    excluded: dict[str, int]
    strata: tuple[StratumLine, ...]
    picks: tuple[PickedCase, ...]
    compared: tuple[CaseloadShare, ...]
    columns: tuple[ColumnRead, ...]
    needed: tuple[str, ...]
    unknown: tuple[tuple[str, str, int], ...]  # field, value, rows
    problems: tuple[tuple[int | None, str, str, str], ...]  # row, column, value, remedy: the first thousand
    problem_count: int
    margin: float | None
    notes: tuple[str, ...]
    held_aside: tuple[tuple[int, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "DrawnSample":
        """The sample that `as_json` stored, with tuples where JSON has lists."""
        lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
        return cls(
            **{
                **stored,
                **lists,
                "strata": tuple(StratumLine(**{**line, "notes": tuple(line["notes"])}) for line in stored["strata"]),
                "picks": tuple(PickedCase(**pick) for pick in stored["picks"]),
                "compared": tuple(CaseloadShare(**line) for line in stored["compared"]),
                "columns": tuple(ColumnRead(**{**one, "samples": tuple(one["samples"])}) for one in stored["columns"]),
                "unknown": tuple((name, value, rows) for name, value, rows in stored["unknown"]),
                "held_aside": tuple((row, letter, why) for row, letter, why in stored["held_aside"]),
                "problems": tuple((row, column, value, remedy) for row, column, value, remedy in stored["problems"]),
            }
        )
