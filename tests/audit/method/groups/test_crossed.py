"""Two facts crossed: no cell rests on few practitioners, and none follows from the rows and columns of the others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from audit.method.certainty.interval import Draw
from audit.method.groups.crossed import crossed_groups
from audit.method.groups.shown import GroupCount, Rule, may_be_shown
from audit.method.tally import Tally

DRAW = Draw(100)


def cell(value, held):
    return GroupCount(value, Tally(yes=sum(held.values())), held)


@st.composite
def tables(draw):
    pairs = [(row, column) for row in "abc" for column in "xyz"]
    holders = st.lists(st.sampled_from(range(6)), max_size=40).map(Counter)
    return [cell(pair, held) for pair in pairs if (held := draw(holders))]


@given(tables())
def test_each_cell_of_a_crossed_practice_fact_may_be_shown_and_no_case_is_lost(counts):
    groups = crossed_groups(counts, rule=Rule.PRACTICE, sees_cases=True, draw=DRAW)
    if [group for group in groups if group.tally is None]:
        assert len(groups) == 1
        return
    assert sum((group.tally for group in groups), Tally()) == sum((count.tally for count in counts), Tally())
    for group in groups:
        rows, columns = group.values[0]
        joined = [count for count in counts if count.value[0] in rows and count.value[1] in columns]
        assert group.tally == sum((count.tally for count in joined), Tally())
        assert may_be_shown(joined, Rule.PRACTICE, sees_cases=True)


@given(tables())
def test_a_value_is_joined_to_another_in_every_cell_or_in_none(counts):
    groups = crossed_groups(counts, rule=Rule.PRACTICE, sees_cases=True, draw=DRAW)
    if groups and groups[0].tally is not None:
        for place in (0, 1):
            joined = {group.values[0][place] for group in groups}
            assert len([value for values in joined for value in values]) == len(set().union(*joined))


def test_people_are_crossed_as_they_are_for_those_who_see_every_case():
    counts = [cell(("female", "low"), Counter(a=1)), cell(("male", "low"), Counter(a=30))]
    groups = crossed_groups(counts, rule=Rule.PEOPLE, sees_cases=True, draw=DRAW)
    assert [(group.values, group.tally.yes) for group in groups] == [
        (((("female",), ("low",)),), 1),
        (((("male",), ("low",)),), 30),
    ]


def test_where_nothing_may_be_shown_the_one_group_names_every_value_of_both_facts():
    counts = [cell(("PO", "North"), {1: 3}), cell(("PSO", "North"), {2: 30}), cell(("PSO", "South"), {3: 1})]
    (group,) = crossed_groups(counts, rule=Rule.PRACTICE, sees_cases=True, draw=DRAW)
    assert (group.values, group.tally) == (((("PO", "PSO"), ("North", "South")),), None)


def test_a_cell_with_a_case_that_the_reader_does_not_see_is_joined_until_nothing_can_be_shown():
    counts = [
        GroupCount((sex, risk), Tally(yes=cases), seen=cases - unseen)
        for sex, risk, cases, unseen in (("female", "low", 1, 1), ("female", "high", 9, 0), ("male", "low", 30, 4))
    ]
    (group,) = crossed_groups(counts, rule=Rule.PEOPLE, sees_cases=False, draw=DRAW)
    assert group.tally is None
