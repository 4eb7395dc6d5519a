"""How many cases to review: the usual formula for a share of one half (docs/sampling.md)."""

import math
from fractions import Fraction
from statistics import NormalDist

CONFIDENCES = (80, 90, 95)  # per cent


def sample_size(population: int, *, confidence: int, margin: Fraction | float) -> int:
    """Return how many of `population` cases give a share to within `margin`, at a confidence in per cent.

    A margin of 0.05 is five points. The result includes the correction for a finite population and is at most the
    population. Raises ValueError for a margin or confidence out of range.
    """
    if population < 0 or not 0 < margin < 1:
        raise ValueError("The population cannot be below 0, and the margin must be between 0 and 1.")
    if population == 0:
        return 0
    unlimited = _quantile(confidence) ** 2 / 4 / float(margin) ** 2
    return min(math.ceil(unlimited / (1 + (unlimited - 1) / population)), population)


def margin_of(size: int, population: int, *, confidence: int) -> float | None:
    """Return the margin (0.05: five points) to which `size` of `population` cases give a share; None for size 0."""
    if size <= 0:
        return None
    if size >= population:
        return 0.0
    return _quantile(confidence) * math.sqrt(0.25 / size * (population - size) / (population - 1))


def _quantile(confidence: int) -> float:
    if not 0 < confidence < 100:
        raise ValueError("The confidence must be between 0% and 100%.")
    return NormalDist().inv_cdf(0.5 + confidence / 200)
