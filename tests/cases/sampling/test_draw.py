"""How many cases to review, and which: the numbers of the method, exact shares, and chances that are equal."""

import random
from collections import Counter
from fractions import Fraction

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow
from scipy.stats import chi2

from cases.sampling.draw import Candidate, draw_cases
from cases.sampling.shares import allot
from cases.sampling.sizes import margin_of, sample_size

MEN, WOMEN = ("men",), ("women",)


def candidates(**numbers):
    """So many cases of each stratum, over three offices with four practitioners each."""
    return [
        Candidate(f"{name}{n:04}", (name,), f"office {n % 3}", f"practitioner {n % 12}")
        for name, number in numbers.items()
        for n in range(number)
    ]


def drawn(draw, *, reserve=False):
    return [pick.reference for pick in draw.picks if pick.reserve is reserve]


@pytest.mark.parametrize(
    ("confidence", "sizes"), [(80, (63, 91, 117, 152)), (90, (74, 116, 162, 239)), (95, (80, 132, 197, 323))]
)
def test_the_sizes_are_those_of_the_method(confidence, sizes):
    populations = (100, 200, 400, 2_000)
    assert tuple(sample_size(n, confidence=confidence, margin=0.05) for n in populations) == sizes


@given(st.integers(2, 5_000), st.sampled_from([80, 90, 95]), st.floats(0.01, 0.3))
def test_a_size_gives_its_margin_and_one_case_less_does_not(population, confidence, margin):
    size = sample_size(population, confidence=confidence, margin=margin)
    assert margin_of(size, population, confidence=confidence) <= margin + 1e-9
    if size > 1:
        assert margin_of(size - 1, population, confidence=confidence) > margin - 1e-9


def test_all_cases_leave_no_margin_and_none_give_no_share():
    assert margin_of(40, 40, confidence=80) == 0
    assert margin_of(0, 40, confidence=80) is None
    assert sample_size(0, confidence=80, margin=0.05) == 0
    with pytest.raises(ValueError, match="margin"):
        sample_size(100, confidence=80, margin=0)


@pytest.mark.parametrize(
    ("available", "size", "shares"),
    [
        ({"a": 60, "b": 30, "c": 10}, 10, {"a": 6, "b": 3, "c": 1}),  # worked by hand: whole quotas
        ({"a": 50, "b": 30, "c": 20}, 7, {"a": 4, "b": 2, "c": 1}),  # 3.5, 2.1, 1.4: the half goes up
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 0}),  # all equal: the first by name
        ({"a": 3, "b": 97}, 99, {"a": 3, "b": 96}),  # 2.97 and 96.03
        ({"a": 2, "b": 3}, 9, {"a": 2, "b": 3}),  # never more than there are
        ({"a": 0, "b": 5}, 3, {"a": 0, "b": 3}),
        ({}, 3, {}),
    ],
)
def test_a_size_is_shared_out_by_largest_remainder(available, size, shares):
    assert allot({(name,): number for name, number in available.items()}, size) == {(n,): s for n, s in shares.items()}


@pytest.mark.slow
@given(st.dictionaries(st.tuples(st.text(max_size=3)), st.integers(0, 500), max_size=12), st.integers(0, 2_000))
def test_no_share_is_above_its_group_or_a_case_away_from_its_quota(available, size):
    shares, total = allot(available, size), sum(available.values())
    assert sum(shares.values()) == min(size, total)
    for group, share in shares.items():
        assert 0 <= share <= available[group]
        assert abs(share - Fraction(min(size, total) * available[group], total or 1)) < 1


def test_strata_are_drawn_in_proportion_with_a_reserve_of_each():
    draw = draw_cases(candidates(men=180, women=20), 50, seed=7)
    lines = {s.stratum: (s.eligible, s.wanted, s.drawn, s.reserve, s.notes) for s in draw.strata}
    assert lines == {MEN: (180, 45, 45, 9, []), WOMEN: (20, 5, 5, 1, [])}
    assert len(set(drawn(draw)) | set(drawn(draw, reserve=True))) == 60
    assert draw.notes == ()


def test_the_same_seed_draws_the_same_from_rows_in_any_order_and_another_one_does_not():
    cases = candidates(men=80, women=40)
    shuffled = random.Random(1).sample(cases, len(cases))  # noqa: S311 - another order
    assert draw_cases(cases, 30, seed=7) == draw_cases(shuffled, 30, seed=7)
    assert draw_cases(cases, 30, seed=7).picks != draw_cases(cases, 30, seed=8).picks


def test_offices_and_practitioners_come_in_proportion():
    draw = draw_cases(candidates(men=120), 36, seed=7)
    offices = Counter(int(reference[3:]) % 3 for reference in drawn(draw))
    practitioners = Counter(int(reference[3:]) % 12 for reference in drawn(draw))
    assert set(offices.values()) <= {11, 12, 13}
    assert set(practitioners.values()) <= {2, 3, 4}


@pytest.mark.slow
def test_over_ten_thousand_seeds_every_case_of_a_stratum_is_drawn_equally_often():
    """Chi-square of how often each case is drawn, and is in reserve; equal chances stay below the bound in all but one
    of a thousand. Of n cases with the chance p each, the squares divided by their variance add up to n - 1."""
    cases, seeds, times = candidates(men=30, women=7), 10_000, {False: Counter(), True: Counter()}
    for seed in range(seeds):
        for pick in draw_cases(cases, 11, seed=seed).picks:
            times[pick.reserve][pick.reference] += 1
    for name, number, of_reserve, taken in (
        ("men", 30, False, 9),
        ("men", 30, True, 2),
        ("women", 7, False, 2),
        ("women", 7, True, 1),
    ):
        counts = [times[of_reserve][f"{name}{n:04}"] for n in range(number)]
        assert sum(counts) == seeds * taken
        expected, spread = seeds * taken / number, seeds * taken / number * (1 - taken / number) or 1
        chi = sum((count - expected) ** 2 for count in counts) / spread * (number - 1) / number
        assert chi < chi2.ppf(0.999, number - 1), (name, of_reserve, chi)


def test_no_practitioner_has_more_than_the_cap_and_others_give_instead():
    cases = [Candidate(f"a{n}", MEN, "north", "Asha" if n < 30 else f"p{n}") for n in range(40)]
    draw = draw_cases(cases, 12, seed=7, cap=3)
    assert len(drawn(draw)) == 12
    assert sum(int(reference[1:]) < 30 for reference in drawn(draw)) <= 3


def test_what_a_stratum_cannot_give_for_the_cap_is_drawn_from_the_others_and_told():
    cases = [Candidate(f"m{n:02}", MEN, "north", "Asha") for n in range(20)]
    cases += [Candidate(f"w{n:02}", WOMEN, "north", f"p{n}") for n in range(20)]
    draw = draw_cases(cases, 20, seed=7, cap=6)
    lines = {s.stratum: (s.wanted, s.drawn) for s in draw.strata}
    assert lines == {MEN: (10, 6), WOMEN: (10, 14)}
    assert "4 fewer" in draw.strata[0].notes[0]
    assert draw.strata[1].notes == ["4 more, because other groups had too few."]


def test_a_small_stratum_comes_before_a_large_one_that_shares_its_practitioners():
    """By hand: Asha's 6 are the 2 women and 4 of the men; 16 men of others make the 18 of 90% of 20."""
    cases = [Candidate(f"m{n:02}", MEN, "north", "Asha" if n < 74 else f"p{n}") for n in range(90)]
    cases += [Candidate(f"w{n:02}", WOMEN, "north", "Asha") for n in range(10)]
    draw = draw_cases(cases, 20, seed=7, cap=6)
    assert {s.stratum: (s.wanted, s.drawn) for s in draw.strata} == {MEN: (18, 18), WOMEN: (2, 2)}
    assert "drawn again: their practitioners already had 6 cases" in draw.strata[0].notes[0]


def test_missing_cases_are_looked_for_until_no_practitioner_can_give_more():
    """Three practitioners with 2 each are 6. All of b and c are two people's, who fill up while the groups give."""
    cases = [Candidate(f"a{n}", ("a",), "", "Asha") for n in range(4)]
    cases += [Candidate(f"b{n}", ("b",), "", f"p{n % 2}") for n in range(8)]
    cases += [Candidate(f"c{n}", ("c",), "", f"p{n % 2}") for n in range(8)]
    for seed in range(50):
        assert len(drawn(draw_cases(cases, 20, seed=seed, cap=2))) == 6


def test_a_cap_that_leaves_too_few_is_told():
    cases = [Candidate(f"m{n:02}", MEN, "north", f"p{n % 2}") for n in range(20)]
    draw = draw_cases(cases, 20, seed=7, cap=6)
    assert len(drawn(draw)) == 12
    assert draw.notes[0] == "12 of 20 cases could be drawn with at most 6 cases per practitioner."
    assert "no longer in proportion" in draw.notes[1]


def of_eight(**numbers):
    """So many cases of each stratum, evenly of the same eight practitioners."""
    return [
        Candidate(f"{name}{n:03}", (name,), "", f"p{n % 8}") for name, number in numbers.items() for n in range(number)
    ]


@pytest.mark.parametrize(
    ("numbers", "size", "shares"),
    [
        ({"men": 100, "women": 100}, 100, (24, 24)),  # 8 x 6 = 48 in all, half of them each
        ({"high": 100, "low": 100, "women": 100}, 96, (16, 16, 16)),
        ({"men": 200, "women": 60}, 60, (37, 11)),  # wanted 46 and 14
    ],
)
def test_where_the_cap_leaves_too_few_every_stratum_bears_its_part(numbers, size, shares):
    draws = [draw_cases(of_eight(**numbers), size, seed=seed, cap=6).strata for seed in range(40)]
    means = [sum(lines[at].drawn for lines in draws) / len(draws) for at in range(len(shares))]
    assert means == pytest.approx(shares, abs=1)
    assert all(abs(line.drawn - share) <= 8 for lines in draws for line, share in zip(lines, shares, strict=True))


@pytest.mark.slow
def test_over_many_seeds_cases_that_are_alike_are_drawn_equally_often_under_a_cap_too():
    times, seeds = Counter(), 3_000
    for seed in range(seeds):
        times.update(drawn(draw_cases(of_eight(men=24, women=16), 30, seed=seed, cap=3)))
    for name, number in (("men", 24), ("women", 16)):
        counts = [times[f"{name}{n:03}"] for n in range(number)]
        chance = sum(counts) / seeds / number
        chi = sum((count - seeds * chance) ** 2 for count in counts) / (seeds * chance * (1 - chance))
        assert chi * (number - 1) / number < chi2.ppf(0.999, number - 1), (name, chi)


def test_a_stratum_exchanges_with_another_so_that_both_come_to_their_share():
    """Only Asha has women, and all men may be anybody's: 6 women of Asha's and 6 men of others."""
    cases = [Candidate(f"w{n:02}", WOMEN, "", "Asha") for n in range(12)]
    cases += [Candidate(f"m{n:02}", MEN, "", "Asha" if n < 6 else f"p{n}") for n in range(12)]
    for seed in range(60):
        draw = draw_cases(cases, 12, seed=seed, cap=6)
        assert {s.stratum: s.drawn for s in draw.strata} == {MEN: 6, WOMEN: 6}


def test_it_exchanges_for_cases_without_a_practitioner_too_however_many_are_drawn():
    """As above; the men of others and six children, drawn besides, have no practitioner."""
    cases = [Candidate(f"w{n:02}", WOMEN, "", "Asha") for n in range(12)]
    cases += [Candidate(f"m{n:02}", MEN, "", "Asha" if n < 6 else "") for n in range(12)]
    cases += [Candidate(f"c{n:02}", ("children",)) for n in range(12)]
    for seed in range(5):
        draw = draw_cases(cases, 18, seed=seed, cap=6)
        assert {s.stratum: s.drawn for s in draw.strata} == {("children",): 6, MEN: 6, WOMEN: 6}


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=40), st.integers(1, 30), st.integers(1, 4)
)
def test_strata_come_as_near_to_their_shares_as_the_cap_allows(whose, size, cap):
    """By scipy: the greatest flow from strata, each as wide as its share, through their practitioners' cases."""
    cases = [Candidate(f"{n:02}", (stratum,), "", f"p{who}") for n, (stratum, who) in enumerate(whose)]
    lines = draw_cases(cases, size, seed=1, cap=cap).strata
    network = numpy.zeros((10, 10), dtype=numpy.int32)  # 0: source, 1-3: strata, 4-8: practitioners, 9: sink
    for line in lines:
        network[0, 1 + "abc".index(line.stratum[0])] = line.wanted
    for stratum, who in whose:
        network[1 + "abc".index(stratum), 4 + who] += 1
    network[4:9, 9] = cap
    flow = maximum_flow(csr_array(network), 0, 9).flow_value
    assert sum(min(line.drawn, line.wanted) for line in lines) == flow


def test_cases_without_a_practitioner_have_no_cap():
    cases = [Candidate(f"m{n:02}", MEN) for n in range(20)]
    assert len(drawn(draw_cases(cases, 15, seed=7, cap=2))) == 15


def test_more_wanted_than_there_are_draws_all_and_says_so():
    draw = draw_cases(candidates(men=5, women=3), 20, seed=7)
    assert sorted(drawn(draw)) == sorted(case.reference for case in candidates(men=5, women=3))
    assert "20 cases were wanted and 8 are eligible" in draw.notes[0]
    assert drawn(draw, reserve=True) == []


def test_nothing_is_drawn_of_nothing():
    draw = draw_cases([], 10, seed=7)
    assert (draw.picks, draw.strata) == ((), ())
    assert draw.notes == ("No cases are eligible, so none were drawn.",)


def test_two_cases_of_one_reference_are_refused():
    with pytest.raises(ValueError, match="X1"):
        draw_cases([Candidate("X1", MEN), Candidate("X1", WOMEN)], 1, seed=7)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 200), st.integers(1, 8), st.integers(0, 10_000))
def test_a_draw_keeps_its_promises_whatever_is_asked(men, women, size, cap, seed):
    cases = candidates(men=men, women=women)
    draw = draw_cases(cases, size, seed=seed, cap=cap)
    of_practitioner = Counter(f"{int(reference.lstrip('menwo')) % 12}" for reference in drawn(draw))
    assert max(of_practitioner.values(), default=0) <= cap
    everything = drawn(draw) + drawn(draw, reserve=True)
    assert len(set(everything)) == len(everything)
    assert set(everything) <= {case.reference for case in cases}
    assert len(drawn(draw)) <= size
    assert sum(s.drawn for s in draw.strata) == len(drawn(draw))
    assert all(s.drawn <= s.eligible and bool(s.notes) >= (s.drawn != s.wanted) for s in draw.strata)
    assert sum(s.wanted for s in draw.strata) == min(size, len(cases))
    capacity = sum(min(cap, count) for count in Counter(case.practitioner for case in cases).values())
    assert len(drawn(draw)) == min(size, capacity)
