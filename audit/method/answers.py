"""The values that an answer can have, and how people write them in a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Value(IntEnum):
    """What a reviewer answered, stored as this number. An unanswered question has `None`, never a Value."""

    YES = 1
    NO = 2
    NOT_APPLICABLE = 3
    ABSENT = 4  # management oversight that never took place: counts as NO, and is shown apart
    NOT_LOOKED = 5  # the reader did not look at this: stored, and counted nowhere

    @property
    def key(self) -> str:
        """Return the name that framework files use, for example "na"."""
        return _KEYS[self]

    @property
    def counts_as(self) -> str:
        """Return what the answer counts as, in the words of framework files: "nothing" is in no figure at all."""
        return _COUNTS_AS[self]


_KEYS = {
    Value.YES: "yes",
    Value.NO: "no",
    Value.NOT_APPLICABLE: "na",
    Value.ABSENT: "absent",
    Value.NOT_LOOKED: "not_looked",
}
_COUNTS_AS = {
    Value.YES: "yes",
    Value.NO: "no",
    Value.NOT_APPLICABLE: "not applicable",
    Value.ABSENT: "no",
    Value.NOT_LOOKED: "nothing",
}
VALUE_OF_KEY = {key: value for value, key in _KEYS.items()}
COUNTED = (Value.YES, Value.NO, Value.NOT_APPLICABLE, Value.ABSENT)  # in the order of Tally's fields
APPLICABLE = (Value.YES, Value.NO, Value.ABSENT)  # what the n of every percentage is made of
STANDARD_LABELS = {Value.YES: "Yes", Value.NO: "No", Value.NOT_APPLICABLE: "Not applicable"}
USUAL_LABELS = STANDARD_LABELS | {Value.ABSENT: "Absent"}  # all that a question without an answer set can offer
ANY_LABELS = USUAL_LABELS | {Value.NOT_LOOKED: "Not looked at"}
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
    """What a person sends for one question.

    `value`: None takes the answer away. `based_on`: the version of the answer that they read; 0 if there was none.
    """

    code: str
    value: Value | None
    comment: str
    based_on: int


def ways_to_write(labels: Mapping[Value, str]) -> dict[str, Value]:
    """Return {text: Value} for a question with these `labels`; the texts are normalised.

    Only values that the question allows are in it.
    """
    ways = _WAYS_TO_WRITE | {normalise(label): value for value, label in labels.items()}
    return {written: value for written, value in ways.items() if value in labels}


def normalise(text: str) -> str:
    """Return the text as `ways_to_write` spells it: in lower case, with single spaces; "" for a blank one."""
    return " ".join(text.casefold().split())
