"""The weighted draw: its size is fixed, and every case is drawn exactly as often as its stated chance says."""

import math
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sampling.weighted import Weighted, draw_weighted, find_chances, take

WEIGHTS = st.lists(st.integers(1, 16), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("weights", "size", "chances"),
    [
        ([1, 1, 2], 1, ["1/4", "1/4", "1/2"]),
        ([1, 1, 2], 2, ["1/2", "1/2", "1"]),
        ([1, 1, 8], 2, ["1/2", "1/2", "1"]),  # 1.6 would be more than sure: the rest is shared out again
        ([1, 2], 5, ["1", "1"]),
        ([1, 2], 0, ["0", "0"]),
    ],
)
def test_a_chance_is_in_proportion_to_the_weight_and_at_most_one(weights, size, chances):
    assert find_chances(weights, size) == [Fraction(chance) for chance in chances]


@given(WEIGHTS, st.integers(0, 10))
def test_over_all_starts_each_case_is_taken_as_often_as_its_chance_says_and_the_size_is_fixed(weights, size):
    """By full enumeration: between two multiples of 1 / steps, the start makes no difference."""
    chances = find_chances(weights, size)
    steps = math.lcm(*(chance.denominator for chance in chances))
    all_taken = [take(chances, Fraction(at, steps)) for at in range(steps)]
    assert {sum(taken) for taken in all_taken} == {min(size, len(weights))}
    assert [sum(column) for column in zip(*all_taken, strict=True)] == [chance * steps for chance in chances]


def test_each_practitioner_gives_the_number_asked_for_and_the_same_seed_draws_the_same():
    cases = [Weighted(f"{name}{n}", name, 1 + n % 3) for name in "ABC" for n in range({"C": 1}.get(name, 8))]
    drawn = draw_weighted(cases, 2, seed=7)
    assert Counter(key[0] for key in drawn) == {"A": 2, "B": 2, "C": 1}
    assert drawn == draw_weighted(reversed(cases), 2, seed=7)
    assert drawn != draw_weighted(cases, 2, seed=8)


@pytest.mark.slow
def test_over_many_seeds_a_case_with_twice_the_weight_is_drawn_twice_as_often():
    cases = [Weighted(str(n), "A", 2 if n == 0 else 1) for n in range(9)]
    times = Counter(key for seed in range(10_000) for key in draw_weighted(cases, 1, seed=seed))
    assert abs(times["0"] - 2_000) < 4 * math.sqrt(10_000 * 0.2 * 0.8)
    assert all(abs(times[str(n)] - 1_000) < 4 * math.sqrt(10_000 * 0.1 * 0.9) for n in range(1, 9))
