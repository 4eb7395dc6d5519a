"""The kinds of case of an audit: how their cases are numbered, and how many of each are reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.method.framework import Framework, Kind
from cases.counted import counted, plural
from cases.listed import listed

NUMBERS = 100_000  # of each kind: far more cases than an audit can hold


@dataclass(frozen=True)
class KindCases:
    """How many cases of a kind are reviewed, `cases`, of those `expected`."""

    kind: Kind
    cases: int
    expected: int

    @property
    def none_sampled(self) -> str:
        """Return for example "No victim cases are in the sample"; "" if there are some."""
        return "" if self.expected else f"No {plural_of(self.kind)} are in the sample"


def number_before(framework: Framework, kind: str) -> int:
    """Return the number below the first one of this kind, 0 without kinds: every number is unique in its audit."""
    return NUMBERS * kinds_to_sample(framework).index(kind)


def kind_of_number(framework: Framework, number: int) -> str:
    """Return the code of the kind of the case with this number; "" if the framework has no kinds."""
    return kinds_to_sample(framework)[number // NUMBERS] if framework.kinds else ""


def shown_number(framework: Framework, number: int) -> str:
    """Return the number of a case as people read it: "3", or "V3" for the third case of a kind with a prefix."""
    if not framework.kinds:
        return str(number)
    return with_prefix(framework.kind[kind_of_number(framework, number)].prefix, number)


def with_prefix(prefix: str, number: int) -> str:
    """Return a case's number as people read it, from the prefix of its kind."""
    return f"{prefix}{number % NUMBERS}"


def kinds_to_sample(framework: Framework) -> tuple[str, ...]:
    """Return the codes of the kinds that have a sample each; ("",) if all cases are alike."""
    return tuple(framework.kind) or ("",)


def words_for(framework: Framework, kind: str) -> str:
    """Return the name of the cases of this kind within a sentence: "victim cases"; "cases" for ""."""
    return plural_of(framework.kind[kind]) if kind else "cases"


def on_few_cases(framework: Framework) -> list[str]:
    """Return on how few cases a key question is not rated, as "10 cases"; of each kind, if there are kinds."""
    kinds = [(framework.of_kind(kind).fewest_cases, words_for(framework, kind)) for kind in kinds_to_sample(framework)]
    return [f"{fewest} {names}" for fewest, names in kinds if fewest > 1]


def plural_of(kind: Kind) -> str:
    """Return the name of its cases within a sentence: "victim cases"."""
    return plural(2, kind.one)


def in_all(cases: int, expected: int, one: str = "case") -> str:
    """Return for example "40 of 56 cases"."""
    return f"{cases} of {counted(expected, one)}"


def of_kinds(kinds: Iterable[KindCases]) -> str:
    """Return for example "40 of 56 supervision cases and 3 of 20 victim cases", without kinds that have no case."""
    return listed([in_all(each.cases, each.expected, each.kind.one) for each in kinds if each.expected])
