"""Share a size out among groups, in exact fractions."""

import math
from collections.abc import Mapping
from fractions import Fraction

from cases.sampling.cap import Stratum


def allot(available: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """Return {group: its share of `size`}, in proportion to what is available and never more than that.

    What is left after rounding down goes to the largest remainders; of equal ones, to the larger group, then by name.
    """
    total = sum(available.values())
    size = min(max(size, 0), total)
    quotas = {group: Fraction(size * number, total) if total else Fraction(0) for group, number in available.items()}
    shares = {group: math.floor(quota) for group, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda group: (shares[group] - quotas[group], -available[group], group))
    for group in by_remainder[: size - sum(shares.values())]:
        shares[group] += 1
    return shares
