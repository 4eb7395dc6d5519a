"""Whatever becomes restricted, whoever reads and whatever counts later: nobody works out a single case from files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.disclosure.left_out import FEWEST, answers_left_out, cases_left_out, order_of_leaving

pytestmark = pytest.mark.slow

SEEDS = st.integers(0, 50)
COUNTED = st.lists(st.integers(1, 99), min_size=10, max_size=40, unique=True)
SHARES = st.sets(st.integers(0, 39), max_size=12)  # places in the list of what counts


def those(numbers, places):
    return {number for place, number in enumerate(numbers) if place in places}


@given(numbers=COUNTED, seed=SEEDS, restricted=SHARES, unseen=SHARES)
def test_five_cases_are_left_out_or_none(numbers, seed, restricted, unseen):
    restricted, seen = those(numbers, restricted), set(numbers) - those(numbers, unseen)
    left_out = cases_left_out(order_of_leaving(numbers, seed), restricted, seen)
    assert left_out >= restricted | (set(numbers) - seen)
    assert len(left_out) >= FEWEST or not left_out


def test_a_restricted_case_takes_four_others_with_it_that_the_seed_chooses():
    numbers = list(range(1, 57))
    chosen = {
        seed: cases_left_out(order_of_leaving(numbers, seed), {30}, {*numbers} - {30}) - {30} for seed in range(20)
    }
    assert {len(others) for others in chosen.values()} == {4}
    assert len(set(chosen.values())) > 10


@given(numbers=COUNTED, seed=SEEDS, restricted=SHARES, further=st.integers(0, 39))
def test_when_another_case_becomes_restricted_none_comes_back(numbers, seed, restricted, further):
    order, everybody = order_of_leaving(numbers, seed), set(numbers)
    before, now = those(numbers, restricted), those(numbers, restricted | {further})
    assert cases_left_out(order, before, everybody - before) <= cases_left_out(order, now, everybody - now)


@given(numbers=COUNTED, seed=SEEDS, restricted=SHARES)
def test_when_another_case_begins_to_count_the_same_are_left_out(numbers, seed, restricted):
    *before, _ = numbers
    restricted = those(before, restricted)
    if len(before) - len(restricted) >= 4 and len(before) >= 10:
        left_out = [cases_left_out(order_of_leaving(n, seed), restricted, {*n} - restricted) for n in (before, numbers)]
        assert left_out[0] == left_out[1]


@given(numbers=COUNTED, seed=SEEDS, restricted=SHARES, team=SHARES)
def test_a_team_gets_no_row_that_is_left_out_for_those_who_see_all(numbers, seed, restricted, team):
    order, restricted = order_of_leaving(numbers, seed), those(numbers, restricted)
    for_lead = cases_left_out(order, restricted, set(numbers) - restricted)
    assert for_lead <= cases_left_out(order, restricted, those(numbers, team) - restricted)


@given(numbers=COUNTED, seed=SEEDS, restricted=SHARES, asked=SHARES)
def test_of_every_question_five_answers_are_left_out_or_none_or_all_there_are(numbers, seed, restricted, asked):
    order, restricted, asked = order_of_leaving(numbers, seed), those(numbers, restricted), those(numbers, asked)
    left_out = cases_left_out(order, restricted, set(numbers) - restricted)
    hidden = answers_left_out(order, left_out, {"2.1.1": asked})["2.1.1"]
    assert left_out & asked <= hidden <= asked
    assert not hidden or len(hidden) >= FEWEST or hidden == asked
