"""A framework: one versioned set of standards, key questions, prompts, items, rating bands and score bands.

The files in `audit/frameworks` are the truth; what is loaded from them never changes while the program runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from audit.method.answers import ANY_LABELS, COUNTED, FURTHER, STANDARD_LABELS, Value
from audit.method.conditions.rules import Condition
from audit.method.facts.derived import DerivedFact
from audit.method.tally import Tally

FEWEST_CASES = 10  # for a band, unless the framework file says otherwise (docs/method.md, few cases)
# how sure what a file says is (docs/method.md, where this comes from)
SOURCES = {"A": "published", "B": "worked out from published results", "C": "check against the published document"}
FEWEST_FOR_PERCENT = 5  # cases; below, counts only: one case of four is 25 points


@dataclass(frozen=True)
class RatingBand:
    """The rating given from `from_percent` (whole per cent) upwards, with its score and the words for a report.

    `source`: here and below, how sure the file is of this part, a key of SOURCES; "" if it does not say.
    """

    rating: str
    score: int
    from_percent: int
    words: str
    source: str = ""


@dataclass(frozen=True)
class ScoreBand:
    """The overall rating given up to the score `up_to`, which is `share_of_maximum` of the highest score."""

    rating: str
    up_to: int
    share_of_maximum: Fraction
    source: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of case that an audit samples and reviews apart, such as victim cases.

    `title`: in the plural. `one`: one case in a sentence ("victim case"). `prefix`: stands before the number of such a
    case, as in V3. `fewest_cases`: a key question of this kind that applies to fewer cases has no band.
    """

    code: str
    title: str
    one: str
    prefix: str
    fewest_cases: int


@dataclass(frozen=True)
class SubQuestion:
    """A question under a standard that is judged on evidence. It is answered in words, for no case."""

    code: str
    text: str
    look_for: str = ""
    source: str = ""


@dataclass(frozen=True)
class Question:
    """Anything a reviewer answers for a case: key question, prompt or item.

    `keys`: the names that the file gives to its answers; the usual ones without an answer set of its own.
    `no_wants_words`: an answer that counts as no should have a comment that says why.
    `relates_to`: codes of another framework's key questions, or plain words; the answer is never added to them.
    `source`: how sure its wording is, a key of SOURCES; "" if the file does not say.
    """

    code: str
    text: str
    look_for: str = ""
    applies_to: str | None = None
    labels: Mapping[Value, str] = field(default_factory=lambda: STANDARD_LABELS)
    no_wants_words: bool = True
    relates_to: tuple[str, ...] = ()
    source: str = ""
    keys: Mapping[Value, str] = field(default_factory=dict)

    def label(self, value: int) -> str:
        """Return the words for an answer, even for a stored one that the question does not offer."""
        return self.labels.get(Value(value)) or ANY_LABELS[Value(value).usual]

    def key(self, value: int) -> str:
        """Return the name that the file gives to an answer, for example "na" or "mostly"."""
        return self.keys.get(Value(value)) or Value(value).key

    def labels_of(self, usual: Value) -> str:
        """Return the words for every answer that counts like this one: “Fully” or “Mostly”."""
        return " or ".join(label for value, label in self.labels.items() if value.usual is usual) or self.label(usual)

    @property
    def has_further(self) -> bool:
        """Return whether it offers several answers that count the same: they are shown apart as well."""
        return any(value in FURTHER for value in self.labels)

    def each_answer(self, tally: Tally) -> dict[Value, int]:
        """Return {answer: how many cases have it}, in the order of the file; {} unless it `has_further`."""
        counted = [value for value in self.labels if value in COUNTED] if self.has_further else []
        return {value: tally.of(value) for value in counted}

    def each_in_words(self, tally: Tally) -> str:
        """Return "Fully 12, Mostly 8" of each_answer."""
        return ", ".join(f"{self.label(value)} {number}" for value, number in self.each_answer(tally).items())

    @property
    def shown_code(self) -> str:
        """Return the code if people know the question by it; else ""."""
        return self.code

    @property
    def name(self) -> str:
        """Return the name of the question, where there is no room for its text beside the code."""
        return self.shown_code or self.text


@dataclass(frozen=True)
class Prompt(Question):
    """A lettered question under a key question: it informs the judgement and never decides it."""


@dataclass(frozen=True)
class Item(Question):
    """A question of the other measures: counted, not rated. People do not see its code."""

    @property
    def shown_code(self) -> str:
        return ""


@dataclass(frozen=True)
class KeyQuestion(Question):
    """The question that is judged yes or no for each case and drives the rating."""

    prompts: tuple[Prompt, ...] = ()

    @property
    def prompts_may_be_set_aside(self) -> bool:
        """Return whether all prompts can be answered “not applicable” in one step: if each of them allows it."""
        return bool(self.prompts) and all(Value.NOT_APPLICABLE in prompt.labels for prompt in self.prompts)


@dataclass(frozen=True)
class ItemGroup:
    """Items that stand together. `kind`: the code of the Kind of case that they are asked of; "" for every kind."""

    code: str
    title: str
    items: tuple[Item, ...]
    kind: str = ""


@dataclass(frozen=True)
class Standard:
    """A unit that is rated. `from_cases` is False for organisational standards, which are judged on evidence.

    `counted`: whether it is part of the score. `kind`: the code of the Kind of case that it is judged on; "" if the
    framework has none. `sub_questions`: what a judgement on evidence looks at. `source`: see Question.
    """

    code: str
    title: str
    from_cases: bool
    counted: bool
    key_questions: tuple[KeyQuestion, ...]
    kind: str = ""
    sub_questions: tuple[SubQuestion, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Discretion:
    """When a panel may move a result: within `points` percentage points of a boundary, or with `cases` at most."""

    points: int
    cases: int
    source: str = ""


@dataclass(frozen=True, eq=False)  # by identity, so that what follows from one can be remembered
class Framework:
    """A loaded framework file. `checksum` is the file's SHA-256, by which an audit recognises it. It covers the files
    that this one extends, too.

    `for_oversight`: an instrument for looks in oversight rounds, which no inspection uses.
    `rounds`: percentages are rounded to a whole per cent before they are banded.
    `fewest_cases`: a key question that applies to fewer cases has no band.
    `kinds`: the Kinds of case that an audit holds, in the order of the file; () if all its cases are alike.
    `fragment`: it only serves to be extended, may lack any part, and is offered nowhere.
    `facts`: {name: DerivedFact} of those that the file works out itself.
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
    for_oversight: bool = False
    format: int = 1
    kinds: tuple[Kind, ...] = ()
    fragment: bool = False
    facts: Mapping[str, DerivedFact] = field(default_factory=dict)

    @cached_property
    def kind(self) -> dict[str, Kind]:
        """Return {code: Kind}."""
        return {kind.code: kind for kind in self.kinds}

    @property
    def usual_kind(self) -> str:
        """Return the code of the kind of a case that does not say its kind; "" without kinds."""
        return self.kinds[0].code if self.kinds else ""

    @cached_property
    def _by_kind(self) -> dict[str, "Framework"]:
        return {kind.code: replace(self, fewest_cases=kind.fewest_cases) for kind in self.kinds}

    def of_kind(self, kind: str) -> "Framework":
        """Return the framework with the `fewest_cases` of this kind of case; as it is for "", which is every kind."""
        return self._by_kind.get(kind, self)

    def for_any_number(self) -> "Framework":
        """Return the framework without a fewest number of cases, for any kind."""
        kinds = tuple(replace(kind, fewest_cases=1) for kind in self.kinds)
        return replace(self, fewest_cases=1, kinds=kinds)

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Return {question code: code of the Kind of case that it is asked of; "" if it is asked of every kind}."""
        of_items = {item.code: group.kind for group in self.item_groups for item in group.items}
        return {code: standard.kind for code, standard in self.standard_of.items()} | of_items

    @property
    def fewest_for_percent(self) -> int:
        """Return the fewest cases for a percentage: with fewer a question shows its counts only."""
        return min(FEWEST_FOR_PERCENT, self.fewest_cases)

    @cached_property
    def key_questions(self) -> tuple[KeyQuestion, ...]:
        return tuple(question for standard in self.standards for question in standard.key_questions)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.item_groups for item in group.items)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return {code: Question} in the order of the file: each key question with its prompts, then the items."""
        asked = [asked for question in self.key_questions for asked in (question, *question.prompts)]
        return {question.code: question for question in (*asked, *self.items)}

    @cached_property
    def max_score(self) -> int:
        highest = self.rating_bands[-1].score if self.rating_bands else 0
        return highest * sum(standard.counted for standard in self.standards)

    @cached_property
    def standard(self) -> dict[str, Standard]:
        """Return {code: Standard}."""
        return {standard.code: standard for standard in self.standards}

    @cached_property
    def band(self) -> dict[str, RatingBand]:
        """Return {rating: RatingBand}."""
        return {band.rating: band for band in self.rating_bands}

    @cached_property
    def standard_of(self) -> dict[str, Standard]:
        """Return {code of a key question or prompt: the Standard that it belongs to}."""
        return {
            asked.code: standard
            for standard in self.standards
            for question in standard.key_questions
            for asked in (question, *question.prompts)
        }
