"""What changed in the cases that are in both of two audits: McNemar's exact test."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from audit.method.answers import APPLICABLE, SUFFICIENT

CHANCE = 0.05  # how often a difference that comes from chance alone is taken for more
Answers = Mapping[Hashable, Mapping[str, int]]  # {case: {question code: value}}


@dataclass(frozen=True)
class PairedChange:
    """One question in the cases to which it applied both times.

    `better`: how many became sufficient. `worse`: how many stopped being so.
    """

    cases: int
    better: int
    worse: int

    @property
    def p(self) -> float:
        """Return how likely a split at least as uneven is if a change up and one down are equally likely."""
        from scipy.stats import binomtest  # here: importing it takes longer than most pages

        changed = self.better + self.worse
        return float(binomtest(self.better, changed).pvalue) if changed else 1.0

    @property
    def within_chance(self) -> bool:
        return self.p >= CHANCE


def paired_change(before: Answers, after: Answers, code_before: str, code_after: str) -> PairedChange:
    """Return the PairedChange of a question, by its code in each audit, in the cases that both audits have."""
    pairs = [
        (sufficient(before[case].get(code_before)), sufficient(after[case].get(code_after)))
        for case in before.keys() & after.keys()
    ]
    known = [(then, now) for then, now in pairs if then is not None and now is not None]
    return PairedChange(len(known), known.count((False, True)), known.count((True, False)))


def sufficient(value: int | None) -> bool | None:
    """Return whether an answer is sufficient; None without one, or where the question does not apply."""
    return value in SUFFICIENT if value in APPLICABLE else None
