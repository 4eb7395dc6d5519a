"""The values that an answer can have, and how people write them in a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Value(IntEnum):
    """What a reviewer answered, stored as this number. An unanswered question has `None`, never a Value.

    The numbers from 6 on stand for the second and third answer of a set that counts the same as another one. They are
    only ever added to.
    """

    YES = 1
    NO = 2
    NOT_APPLICABLE = 3
    ABSENT = 4  # management oversight that never took place: counts as NO, and is shown apart
    NOT_LOOKED = 5  # the reader did not look at this: stored, and counted nowhere
    YES_2 = 6
    YES_3 = 7
    NO_2 = 8
    NO_3 = 9
    NOT_APPLICABLE_2 = 10
    NOT_LOOKED_2 = 11

    @property
    def key(self) -> str:
        """Return the name of the answer, for example "na". Framework files name the first five by it."""
        return _KEYS[self]

    @property
    def usual(self) -> "Value":
        """Return the answer of the first five that this one is another shade of; those are their own."""
        return _USUAL.get(self, self)

    @property
    def counts_as(self) -> str:
        """Return what the answer counts as, in the words of framework files: "nothing" is in no figure at all."""
        return _COUNTS_AS[self.usual]


_KEYS = {
    Value.YES: "yes",
    Value.NO: "no",
    Value.NOT_APPLICABLE: "na",
    Value.ABSENT: "absent",
    Value.NOT_LOOKED: "not_looked",
    Value.YES_2: "yes_2",
    Value.YES_3: "yes_3",
    Value.NO_2: "no_2",
    Value.NO_3: "no_3",
    Value.NOT_APPLICABLE_2: "na_2",
    Value.NOT_LOOKED_2: "not_looked_2",
}
_USUAL = {
    Value.YES_2: Value.YES,
    Value.YES_3: Value.YES,
    Value.NO_2: Value.NO,
    Value.NO_3: Value.NO,
    Value.NOT_APPLICABLE_2: Value.NOT_APPLICABLE,
    Value.NOT_LOOKED_2: Value.NOT_LOOKED,
}
_COUNTS_AS = {
    Value.YES: "yes",
    Value.NO: "no",
    Value.NOT_APPLICABLE: "not applicable",
    Value.ABSENT: "no",
    Value.NOT_LOOKED: "nothing",
}
FURTHER = tuple(value for value in _USUAL if value.usual is not Value.NOT_LOOKED)  # the order is that of Tally.further
VALUE_OF_KEY = {key: value for value, key in _KEYS.items() if value not in _USUAL}
COUNTED = (Value.YES, Value.NO, Value.NOT_APPLICABLE, Value.ABSENT, *FURTHER)  # in the order of Tally's fields
SUFFICIENT = tuple(value for value in COUNTED if value.counts_as == "yes")
FALLS_SHORT = tuple(value for value in COUNTED if value.counts_as == "no")
NOT_APPLICABLE = tuple(value for value in COUNTED if value.counts_as == "not applicable")
APPLICABLE = (*SUFFICIENT, *FALLS_SHORT)  # what the n of every percentage is made of
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


def ways_to_write(labels: Mapping[Value, str], keys: Mapping[Value, str] | None = None) -> dict[str, Value]:
    """Return {text: Value} for a question with these `labels`; the texts are normalised.

    `keys`: the names that its file gives to the answers, by which data.zip writes them, also with spaces for "_".

    Only values that the question allows are in it. Where two of them count as yes, "yes" says neither.
    """
    several = {value.usual for value in labels if value is not value.usual}
    usual = {written: value for written, value in _WAYS_TO_WRITE.items() if value in labels and value not in several}
    named = {
        normalise(written): value for value, key in (keys or {}).items() for written in (key, key.replace("_", " "))
    }
    return usual | named | {normalise(label): value for value, label in labels.items()}


def normalise(text: str) -> str:
    """Return the text as `ways_to_write` spells it: in lower case, with single spaces; "" for a blank one."""
    return " ".join(text.casefold().split())
