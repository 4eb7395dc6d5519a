"""The values an answer can have, and the ways people write them in a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Value(IntEnum):
    """What a reviewer answered. Stored as these small integers; blank (unanswered) is `None`, never a value."""

    YES = 1
    NO = 2
    NOT_APPLICABLE = 3
    ABSENT = 4  # management oversight that never took place: counts like NO, told apart in the figures

    @property
    def key(self) -> str:
        """The name used in framework files, for example "na"."""
        return _KEYS[self]


_KEYS = {Value.YES: "yes", Value.NO: "no", Value.NOT_APPLICABLE: "na", Value.ABSENT: "absent"}
VALUE_OF_KEY = {key: value for value, key in _KEYS.items()}
STANDARD_LABELS = {Value.YES: "Yes", Value.NO: "No", Value.NOT_APPLICABLE: "Not applicable"}
ANY_LABELS = STANDARD_LABELS | {Value.ABSENT: "Absent"}
LONGEST_COMMENT = 10_000  # characters

_WAYS_TO_WRITE = {
    "yes": Value.YES,
    "y": Value.YES,
    "sufficient": Value.YES,
    "no": Value.NO,
    "n": Value.NO,
    "insufficient": Value.NO,
    "na": Value.NOT_APPLICABLE,
    "n/a": Value.NOT_APPLICABLE,
    "not applicable": Value.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class AnswerChange:
    """What somebody sends for one question: `value` None is no answer, `based_on` the version that they had read (0:
    nobody had answered)."""

    code: str
    value: Value | None
    comment: str
    based_on: int


def ways_to_write(labels: Mapping[Value, str]) -> dict[str, Value]:
    """{written, in lower case and single spaces: Value} for a question that allows `labels`, the words it shows."""
    ways = _WAYS_TO_WRITE | {normalise(label): value for value, label in labels.items()}
    return {written: value for written, value in ways.items() if value in labels}


def normalise(text: str) -> str:
    """The text of a cell as `ways_to_write` spells it; "" for a blank one."""
    return " ".join(text.casefold().split())
