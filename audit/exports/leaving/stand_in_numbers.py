"""Random numbers that stand for people in files."""

from collections.abc import Set
from secrets import SystemRandom

FEWEST_DIGITS = 4


def new_numbers(taken: Set[int], wanted: int) -> list[int]:
    """Return random numbers that differ from those `taken` and from one another, all with the same number of digits.

    They have four digits, and more where half of those would not be enough: they must say nothing about who came first.
    """
    digits = FEWEST_DIGITS
    while len(taken) + wanted > len(_with_digits(digits)) // 2:
        digits += 1
    free = [number for number in _with_digits(digits) if number not in taken]
    return SystemRandom().sample(free, wanted)


def _with_digits(digits: int) -> range:
    return range(10 ** (digits - 1), 10**digits)
