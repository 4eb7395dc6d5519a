"""Groups compared a second time: slow, by counting, and written from docs/method.md alone."""

from fractions import Fraction
from math import comb, sqrt


def fisher(a, n, b, m):
    """The chance of a table as unlikely as this one or more so, if both groups are alike: hypergeometric sums."""
    chance = {k: Fraction(comb(n, k) * comb(m, a + b - k), comb(n + m, a + b)) for k in range(a + b + 1)}
    return float(sum(each for each in chance.values() if each <= chance[a]))


def wilson(yes, n, z=1.959963984540054):
    p = yes / n
    middle, half = (p + z * z / (2 * n)), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def newcombe(a, n, b, m):
    """The bounds of a/n - b/m in points."""
    (p, q), (low, high), (lower, higher) = (a / n, b / m), wilson(a, n), wilson(b, m)
    down, up = sqrt((p - low) ** 2 + (higher - q) ** 2), sqrt((high - p) ** 2 + (q - lower) ** 2)
    return 100 * (p - q - down), 100 * (p - q + up)


def holm(chances):
    """Each chance times the number of those that are not smaller, at most 1, and never below that of a smaller one."""
    adjusted = []
    for p in chances:
        smaller = [each for each in chances if each <= p]
        larger = [sum(other >= each for other in chances) * each for each in smaller]
        adjusted.append(min(1.0, max(larger)))
    return adjusted


def power(share, apart, n, m, level=0.05):
    """How often Fisher's test finds groups of n and m different whose shares are `apart` around `share`."""

    def binomial(k, n, p):
        return comb(n, k) * p**k * (1 - p) ** (n - k)

    high, low = share + apart / 2, share - apart / 2
    return sum(
        binomial(a, n, high) * binomial(b, m, low)
        for a in range(n + 1)
        for b in range(m + 1)
        if fisher(a, n, b, m) < level
    )
