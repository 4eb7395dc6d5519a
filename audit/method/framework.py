"""A framework: one versioned set of standards, key questions, prompts, items, rating bands and score bands.

The files in `audit/frameworks` are the truth; what is loaded from them never changes while the program runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from .answers import ANY_LABELS, STANDARD_LABELS, Value

FEWEST_CASES = 10  # that a band rests on, where the framework file says nothing else (method.md 2.10)
FEWEST_FOR_PERCENT = 5  # below, counts only: one case of four is 25 points


@dataclass(frozen=True)
class RatingBand:
    """The rating given from `from_percent` (whole per cent) upwards, its score and the words a report uses."""

    rating: str
    score: int
    from_percent: int
    words: str


@dataclass(frozen=True)
class ScoreBand:
    """The overall rating given up to the score `up_to`, and the share of the maximum that this limit stands for."""

    rating: str
    up_to: int
    share_of_maximum: Fraction


@dataclass(frozen=True)
class Condition:
    """Facts a case must have for a question to be asked: {fact: allowed values}; every fact must match."""

    title: str
    facts: Mapping[str, tuple[str | bool | int, ...]]


@dataclass(frozen=True)
class Question:
    """Anything a reviewer answers for a case: key question, prompt or item."""

    code: str
    text: str
    look_for: str = ""
    applies_to: str | None = None
    labels: Mapping[Value, str] = field(default_factory=lambda: STANDARD_LABELS)

    def label(self, value: int) -> str:
        """The words for an answer, also for a stored one that the question does not offer."""
        return self.labels.get(Value(value)) or ANY_LABELS[Value(value)]

    @property
    def shown_code(self) -> str:
        """The code, where people know the question by it; else empty."""
        return self.code

    @property
    def name(self) -> str:
        """What it is called where only a name has room."""
        return self.shown_code or self.text


@dataclass(frozen=True)
class Prompt(Question):
    """A lettered question under a key question: it informs the judgement and never computes it."""


@dataclass(frozen=True)
class Item(Question):
    """An unrated question that is counted beside the standards; its code is for the machine."""

    @property
    def shown_code(self) -> str:
        return ""


@dataclass(frozen=True)
class KeyQuestion(Question):
    """The question that is judged yes or no for each case and drives the rating."""

    prompts: tuple[Prompt, ...] = ()

    @property
    def prompts_may_be_set_aside(self) -> bool:
        """Whether all prompts can be answered “not applicable” in one step: where each of them can be by itself."""
        return bool(self.prompts) and all(Value.NOT_APPLICABLE in prompt.labels for prompt in self.prompts)


@dataclass(frozen=True)
class ItemGroup:
    code: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Standard:
    """A rated unit. `from_cases` is False for organisational standards, which are judged on evidence."""

    code: str
    title: str
    from_cases: bool
    counted: bool
    key_questions: tuple[KeyQuestion, ...]


@dataclass(frozen=True)
class Discretion:
    """How close to a boundary (percentage points) or how small (cases) a result must be for a panel to move it."""

    points: int
    cases: int


@dataclass(frozen=True)
class Framework:
    """A loaded framework file. `checksum` is the SHA-256 of the file, by which an audit recognises it.

    `fewest_cases`: a key question that applies to fewer is not banded.
    """

    code: str
    version: str
    title: str
    years: str
    source: str
    attribution: str
    rated: bool
    rounds: bool
    fewest_cases: int
    notes: tuple[str, ...]
    discretion: Discretion
    rating_bands: tuple[RatingBand, ...]
    score_bands: tuple[ScoreBand, ...]
    conditions: Mapping[str, Condition]
    standards: tuple[Standard, ...]
    item_groups: tuple[ItemGroup, ...]
    checksum: str

    @property
    def fewest_for_percent(self) -> int:
        """A question that applies to fewer cases shows its counts alone."""
        return min(FEWEST_FOR_PERCENT, self.fewest_cases)

    @cached_property
    def key_questions(self) -> tuple[KeyQuestion, ...]:
        return tuple(question for standard in self.standards for question in standard.key_questions)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.item_groups for item in group.items)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its code, in the order of the file: key question, its prompts, then the items."""
        asked = [asked for question in self.key_questions for asked in (question, *question.prompts)]
        return {question.code: question for question in (*asked, *self.items)}

    @cached_property
    def max_score(self) -> int:
        return sum(self.rating_bands[-1].score for standard in self.standards if standard.counted) if self.rated else 0

    @cached_property
    def standard(self) -> dict[str, Standard]:
        """Every standard by its code."""
        return {standard.code: standard for standard in self.standards}

    @cached_property
    def band(self) -> dict[str, RatingBand]:
        """Every rating band by the name of its rating."""
        return {band.rating: band for band in self.rating_bands}

    @cached_property
    def standard_of(self) -> dict[str, Standard]:
        """The standard that each key question and prompt belongs to, by the question's code."""
        return {
            asked.code: standard
            for standard in self.standards
            for question in standard.key_questions
            for asked in (question, *question.prompts)
        }
