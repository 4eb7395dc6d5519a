"""Groups of a fact compared with a chosen one: how far apart they are, and whether chance alone could do that.

Formulas and worked checks: docs/method.md, "Groups compared".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt

from audit.method.certainty.interval import Interval, Z
from audit.method.disclosure.small_numbers import FEWEST
from audit.method.groups.shown import ShownGroup
from audit.method.tally import Tally

CHANCE = 0.05  # how often a comparison may look different although nothing is
POWER_Z = 0.8416212335729143  # standard deviations below which 80% of a normal distribution lie
TOO_LARGE_TO_NEED = 50  # points: groups that show no smaller difference are too small to be compared


@dataclass(frozen=True)
class RelativeRate:
    """How many times as often a group is sufficient as the reference, and the 95% interval of that."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """A group beside the reference of its fact.

    `difference`: points, -100 to 100, group minus reference; `interval`: its 95% interval, Newcombe's.
    `rate`: None where a group has no sufficient or no insufficient case. `p`: Fisher's exact, two-sided.
    `holm`: p allowing for all comparisons of the page. `smallest`: points of difference that groups of this size would
    show in 8 of 10 samples.
    """

    group: ShownGroup
    reference: ShownGroup
    difference: float
    interval: Interval
    rate: RelativeRate | None
    p: float
    holm: float
    smallest: float

    @property
    def beyond_chance(self) -> bool:
        return self.holm < CHANCE

    @property
    def too_small(self) -> bool:
        """Return whether a real difference would hardly be seen, and none was."""
        return self.smallest > TOO_LARGE_TO_NEED and not self.beyond_chance


def can_be_compared(group: ShownGroup) -> bool:
    """Return whether it is shown, has at least five cases, and is not that of cases whose fact is not known."""
    return group.tally is not None and group.tally.applicable >= FEWEST and group.values != ("",)


def reference_of(groups: Sequence[ShownGroup], value: str = "") -> ShownGroup | None:
    """Return the group that holds `value`, if it can be compared; else the largest that can, None without one."""
    able = [group for group in groups if can_be_compared(group)]
    chosen = [group for group in able if value and value in group.values]
    return max(chosen or able, key=lambda group: group.tally.applicable if group.tally else 0, default=None)


def compare_groups(
    facts: Mapping[str, Sequence[ShownGroup]], references: Mapping[str, str] | None = None
) -> dict[str, tuple[Comparison, ...]]:
    """Return {fact: its groups compared with its reference}, in their order, for all facts of a page together.

    `facts`: {fact: its groups}. `references`: {fact: value of the reference}; without one the largest is taken.
    """
    found = {fact: _compare(groups, (references or {}).get(fact, "")) for fact, groups in facts.items()}
    every = [comparison for comparisons in found.values() for comparison in comparisons]
    adjusted = iter(_holm([comparison.p for comparison in every]))
    return {fact: tuple(replace(each, holm=next(adjusted)) for each in found[fact]) for fact in found}


def by_chance(comparisons: Mapping[str, Sequence[Comparison]]) -> float:
    """Return how many of the comparisons would look different on average although nothing is."""
    return CHANCE * sum(map(len, comparisons.values()))


def smallest_difference(one: int, other: int) -> float:
    """Return how many points groups of `one` and `other` cases must differ to show it in 8 of 10 samples, at most 100.

    It is that of shares around a half, where the luck of the sample is largest.
    """
    return min(100 * (Z + POWER_Z) * sqrt((1 / one + 1 / other) / 4), 100.0)


def _compare(groups: Sequence[ShownGroup], value: str) -> list[Comparison]:
    reference = reference_of(groups, value)
    if reference is None or reference.tally is None:
        return []
    others = [group for group in groups if group is not reference and can_be_compared(group)]
    return [_compare_two(group, reference, group.tally, reference.tally) for group in others if group.tally]


def _compare_two(group: ShownGroup, reference: ShownGroup, one: Tally, other: Tally) -> Comparison:
    from scipy.stats import fisher_exact  # here: importing it and statsmodels takes a second
    from statsmodels.stats.proportion import confint_proportions_2indep

    counts = (one.yes, one.applicable, other.yes, other.applicable)
    low, high = confint_proportions_2indep(*counts, method="newcomb")
    p = float(fisher_exact([[tally.yes, tally.applicable - tally.yes] for tally in (one, other)]).pvalue)
    return Comparison(
        group=group,
        reference=reference,
        difference=100 * (one.yes / one.applicable - other.yes / other.applicable),
        interval=Interval(100 * float(low), 100 * float(high)),
        rate=relative_rate(one, other),
        p=p,
        holm=p,
        smallest=smallest_difference(one.applicable, other.applicable),
    )


def relative_rate(one: Tally, other: Tally) -> RelativeRate | None:
    """Return how many times as often `one` is sufficient as `other`; None if a count of either is zero.

    statsmodels gives the same, after an import that takes longer than writing a whole workbook of a hundred cases.
    """
    if not all((tally.yes and tally.yes < tally.applicable) for tally in (one, other)):
        return None
    rate = one.yes * other.applicable / (one.applicable * other.yes)
    margin = exp(Z * sqrt(sum(1 / tally.yes - 1 / tally.applicable for tally in (one, other))))
    return RelativeRate(rate, rate / margin, rate * margin)


def _holm(chances: Sequence[float]) -> list[float]:
    """Return what statsmodels' multipletests gives; that one collects garbage, which takes a tenth of a second."""
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda place: chances[place])):
        highest = max(highest, min((len(chances) - rank) * chances[place], 1.0))
        adjusted[place] = highest
    return adjusted
