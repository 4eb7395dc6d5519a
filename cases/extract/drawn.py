"""What a draw from a caseload extract gives, in a form that JSON can hold."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ColumnRead:
    """A column of the extract, and the `field` it was read as; "" for none.

    `unclear`: a user has to choose, since no column fits, several do, or the values do not. `samples`: three values.
    """

    letter: str
    heading: str
    field: str
    unclear: bool
    samples: tuple[str, ...]


@dataclass(frozen=True)
class PickedCase:
    """A drawn case, or one of a team's list: then `position` is its row in the spreadsheet.

    `facts`: {field of a case: text, number, truth value or list of flags}, without unknown ones. Dates are in ISO form;
    `unit`, `team`, `practitioner`, `grade` and `spo` are names. `extra_for`: the key of the group that an extra case
    was drawn for.
    """

    reference: str
    stratum: str
    position: int
    reserve: bool
    facts: dict[str, Any]
    extra_for: str = ""


@dataclass(frozen=True)
class StratumLine:
    """How many cases of one stratum are eligible, wanted, drawn and in reserve; `notes` say why drawn is not wanted."""

    stratum: str
    eligible: int
    wanted: int
    drawn: int
    reserve: int
    notes: tuple[str, ...]

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "StratumLine":
        """Return the line that was stored, with a tuple again for the list of JSON."""
        return cls(**{**stored, "notes": tuple(stored["notes"])})


@dataclass(frozen=True)
class CaseloadShare:
    """How often a fact has a value among the eligible cases and among those drawn."""

    fact: str
    value: str
    eligible: int
    drawn: int


@dataclass(frozen=True)
class DrawnSample:
    """What became of an extract: its `rows` below the headings, those `excluded` {key of EXCLUSIONS: rows}, the draw.

    `needed`: fields that the draw cannot do without and that no column gives. If there are any, or unclear `columns`,
    nothing was drawn. `unknown`: values that were not understood, with their rows. `held_aside`: the first thousand
    rows of people who may be restricted, each with the letter of the column that says so, or "" and the other row that
    says so, in words. `margin`: the margin of error of a share of the drawn, in points, at the confidence asked for.
    `extras`: the extra cases of groups, drawn beside the sample; `extra_lines`: their numbers.
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
    extras: tuple[PickedCase, ...] = ()
    extra_lines: tuple[StratumLine, ...] = ()

    @property
    def all_picks(self) -> tuple[PickedCase, ...]:
        """Return every case that leaves the extract: the sample, its reserves, and the extra cases."""
        return (*self.picks, *self.extras)

    def as_json(self) -> dict[str, Any]:
        """Return the sample as a dictionary that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "DrawnSample":
        """Return the sample that `as_json` gave, with tuples again for the lists of JSON."""
        lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
        return cls(
            **{
                **stored,
                **lists,
                "strata": tuple(map(StratumLine.from_json, stored["strata"])),
                "picks": tuple(PickedCase(**pick) for pick in stored["picks"]),
                "extras": tuple(PickedCase(**pick) for pick in stored.get("extras", ())),
                "extra_lines": tuple(map(StratumLine.from_json, stored.get("extra_lines", ()))),
                "compared": tuple(CaseloadShare(**line) for line in stored["compared"]),
                "columns": tuple(ColumnRead(**{**one, "samples": tuple(one["samples"])}) for one in stored["columns"]),
                "unknown": tuple((name, value, rows) for name, value, rows in stored["unknown"]),
                "held_aside": tuple((row, letter, why) for row, letter, why in stored["held_aside"]),
                "problems": tuple((row, column, value, remedy) for row, column, value, remedy in stored["problems"]),
            }
        )
