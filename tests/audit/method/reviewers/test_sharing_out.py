"""Cases are shared out evenly or by capacity, never to who is barred, and mixed as the offices are."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.method.reviewers.sharing_out import CaseToShare, ReviewerLoad, share_out

OFFICES = ("Ipswich", "Lowestoft", "Bury")


def cases(number, *, barred=None, practitioners=6):
    """So many cases in turn of six practitioners in three offices; `barred`: {office: keys}."""
    return [
        CaseToShare(n, f"P{n % practitioners}", OFFICES[n % 3], frozenset((barred or {}).get(OFFICES[n % 3], ())))
        for n in range(1, number + 1)
    ]


def loads(shared):
    return Counter(shared.values())


def test_loads_are_even_and_every_case_has_a_reader():
    shared = share_out(cases(14), [ReviewerLoad(1), ReviewerLoad(2), ReviewerLoad(3)])
    assert sorted(loads(shared).values()) == [4, 5, 5]
    assert len(shared) == 14


def test_loads_are_in_proportion_to_capacities_and_never_above_them():
    assert loads(share_out(cases(12), [ReviewerLoad(1, 20), ReviewerLoad(2, 10), ReviewerLoad(3, 10)])) == {
        1: 6,
        2: 3,
        3: 3,
    }
    assert loads(share_out(cases(12), [ReviewerLoad(1, 2), ReviewerLoad(2, 5)])) == {1: 2, 2: 5}


def test_what_a_reader_holds_already_counts():
    held = tuple(CaseToShare(n) for n in range(100, 104))
    assert loads(share_out(cases(8), [ReviewerLoad(1, held=held), ReviewerLoad(2)])) == {1: 2, 2: 6}


def test_a_case_goes_to_nobody_who_is_barred_and_to_nobody_where_all_are():
    barred = {"Ipswich": (1,), "Bury": (1, 2)}
    found = share_out(cases(12, barred=barred), [ReviewerLoad(1), ReviewerLoad(2)])
    given_out = {number: (OFFICES[number % 3], key) for number, key in found.items()}
    assert {office for office, key in given_out.values() if key == 1} == {"Lowestoft"}
    assert not [office for office, _ in given_out.values() if office == "Bury"]
    assert loads(found) == {1: 4, 2: 4}


def test_each_reader_gets_cases_of_all_practitioners_and_offices_alike():
    sampled = cases(36)
    shared = share_out(sampled, [ReviewerLoad(1), ReviewerLoad(2), ReviewerLoad(3)])
    for key, place in product((1, 2, 3), ("practitioner", "office")):
        counts = Counter(getattr(case, place) for case in sampled if shared[case.number] == key)
        assert set(counts.values()) == {2 if place == "practitioner" else 4}


def test_where_there_is_not_room_for_all_every_group_waits_in_proportion():
    """The women come last in the sample, as groups do."""
    sampled = [CaseToShare(n, group="Men" if n <= 40 else "Women") for n in range(1, 51)]
    shared = share_out(sampled, [ReviewerLoad(1, 10), ReviewerLoad(2, 20)])
    assert loads(shared) == {1: 10, 2: 20}
    assert Counter(case.group for case in sampled if case.number in shared) == {"Men": 24, "Women": 6}


def test_the_order_in_which_cases_and_reviewers_come_makes_no_difference():
    reviewers = [ReviewerLoad(1), ReviewerLoad(2, 4), ReviewerLoad(3)]
    assert share_out(cases(11), reviewers) == share_out(cases(11)[::-1], reviewers[::-1])


def test_without_cases_or_reviewers_nothing_is_shared_out():
    assert (
        share_out([], [ReviewerLoad(1)]) == share_out(cases(3), []) == share_out(cases(3), [ReviewerLoad(1, 0)]) == {}
    )


@pytest.mark.slow
@settings(max_examples=40)
@given(st.data())
def test_no_reader_has_two_more_than_another_who_could_take_one_of_them(data):
    """Otherwise one of them should have changed hands."""
    keys = range(1, data.draw(st.integers(2, 4)) + 1)
    some = st.frozensets(st.sampled_from([*keys]), max_size=2)
    sampled = [
        CaseToShare(n, f"P{n % 4}", OFFICES[n % 3], data.draw(some)) for n in range(data.draw(st.integers(1, 15)))
    ]
    shared = share_out(sampled, [ReviewerLoad(key) for key in keys])
    assert {case.number for case in sampled if len(case.barred) < len(keys)} == set(shared)
    held = loads(shared)
    for case in sampled:
        if case.number in shared:
            assert shared[case.number] not in case.barred
            others = [key for key in keys if key not in case.barred]
            assert all(held[shared[case.number]] - held[other] < 2 for other in others)
