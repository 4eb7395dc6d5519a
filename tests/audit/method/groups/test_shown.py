"""Which groups of a fact a reader may see: what is too small is joined, and cannot be worked out from the rest."""

from collections import Counter

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.certainty.interval import Draw, wilson
from audit.method.groups.shown import GroupCount, Reason, Rule, rule_of, shown_groups
from audit.method.tally import Tally

VALUES = "abcdefg"


def group(value, yes, applicable, held=(), **more):
    return GroupCount(value, Tally(yes=yes, no=applicable - yes), dict(enumerate(held)), **more)


def shown(counts, rule=Rule.PEOPLE, **more):
    return shown_groups(counts, **{"rule": rule, "sees_cases": False, "draw": Draw(56)} | more)


def figures(groups):
    return [(g.values, g.tally and (g.tally.yes, g.tally.applicable)) for g in groups]


@st.composite
def groups(draw):
    """Groups of up to 30 cases that up to six practitioners hold, some cases with no known practitioner."""
    counts = []
    for value in VALUES[: draw(st.integers(1, 7))]:
        held = Counter(draw(st.lists(st.sampled_from([None, *range(6)]), max_size=30)))
        yes = draw(st.integers(0, held.total()))
        unseen = Counter({who: draw(st.integers(0, number)) for who, number in held.items()})
        tally = Tally(yes=yes, no=held.total() - yes, not_applicable=draw(st.integers(0, 3)))
        counts.append(GroupCount(value, tally, held, held.total() - unseen.total(), unseen))
    return counts


def may_show(counts, rule, sees_cases):
    """The rule a second time, in the words of docs/method.md."""
    cases = sum(count.tally.applicable for count in counts)
    unseen = cases - sum(count.seen for count in counts)
    if not sees_cases and (cases == 0 or unseen in (1, 2, 3, 4)):
        return False
    if rule is Rule.PEOPLE:
        return True
    return (
        cases >= 10
        and of_several([count.by_practitioner for count in counts])
        and (sees_cases or not unseen or of_several([count.unseen_by_practitioner for count in counts]))
    )


def of_several(held_in):
    held = sum(map(Counter, held_in), Counter())
    known = [number for key, number in held.items() if key is not None]
    return len(known) >= 3 and (max(known) + held[None]) * 2 <= held.total()


def follows(value, sums, values):
    """Whether the figure of one value can be worked out from sums of values, whatever the figures are."""
    rows = [[each in joined for each in values] for joined in sums]
    wanted = [each == value for each in values]
    rank = numpy.linalg.matrix_rank
    return rank(numpy.array([*rows, wanted], float)) == rank(numpy.array(rows, float))


@given(groups(), st.sampled_from(Rule), st.booleans(), st.booleans())
def test_what_is_not_shown_does_not_follow_from_what_is(counts, rule, sees_cases, nested):
    asked = {count.value: count for count in counts if count.tally.answered}
    within = dict(zip(VALUES, "xxyyyzz", strict=True))
    found = shown(counts, rule, sees_cases=sees_cases, within=within if nested else None)
    coarse = [
        GroupCount(
            name,
            sum((c.tally for c in of), Tally()),
            sum((Counter(c.by_practitioner) for c in of), Counter()),
            sum(c.seen for c in of),
            sum((Counter(c.unseen_by_practitioner) for c in of), Counter()),
        )
        for name in "xyz"
        if (of := [count for value, count in asked.items() if within[value] == name])
    ]
    sums = [[*asked], *(g.values for g in found if g.tally)]
    for g in shown(coarse, rule, sees_cases=sees_cases) if nested else ():
        sums += [[value for value in asked if within[value] in g.values]] if g.tally else []
    for value, count in asked.items():
        if not may_show([count], rule, sees_cases) and len(asked) > 1:
            assert not follows(value, sums, [*asked])


@given(groups(), st.sampled_from(Rule), st.booleans())
def test_every_figure_keeps_the_rule_and_all_add_up_to_the_total(counts, rule, sees_cases):
    asked = {count.value: count for count in counts if count.tally.answered}
    found = shown(counts, rule, sees_cases=sees_cases)
    assert sorted(value for g in found for value in g.values) == sorted(asked)
    if [g.tally for g in found] == [None]:
        return
    assert all(may_show([asked[value] for value in g.values], rule, sees_cases) for g in found)
    assert sum((g.tally for g in found), Tally()) == sum((count.tally for count in asked.values()), Tally())


def test_a_small_group_is_joined_to_the_next_smallest():
    found = shown([group("low", 1, 4), group("medium", 17, 35), group("high", 7, 17)])
    assert figures(found) == [(("low", "high"), (8, 21)), (("medium",), (17, 35))]
    assert found[0].reasons == {"low": Reason.CASES, "high": Reason.OTHERS}


def test_two_small_groups_that_are_large_enough_together_need_no_third():
    found = shown([group("asian", 1, 2), group("black", 2, 3), group("white", 22, 51)])
    assert figures(found) == [(("asian", "black"), (3, 5)), (("white",), (22, 51))]


def test_who_sees_the_cases_sees_small_groups_of_people():
    found = shown([group("asian", 1, 2), group("white", 22, 54)], sees_cases=True)
    assert figures(found) == [(("asian",), (1, 2)), (("white",), (22, 54))]
    assert [(g.few, g.percent) for g in found] == [(True, None), (False, 41)]


def test_nothing_is_shown_of_a_fact_whose_groups_would_all_have_to_be_joined():
    found = shown([group("women", 1, 3), group("men", 24, 53)])
    assert figures(found) == [(("women", "men"), None)]


PQIP_OF_TWO = [
    group("PO", 12, 30, held=[8, 8, 8, 6]),
    GroupCount("PSO", Tally(7, 9), {10: 6, 11: 5, 12: 5}),
    GroupCount("PQiP", Tally(6, 4), {20: 5, 21: 5}),
]


def test_a_grade_of_two_practitioners_is_joined_to_the_next_smallest_for_every_reader():
    found = shown(PQIP_OF_TWO, Rule.PRACTICE, sees_cases=True)
    assert figures(found) == [(("PO",), (12, 30)), (("PSO", "PQiP"), (13, 26))]
    assert found[1].reasons == {"PSO": Reason.OTHERS, "PQiP": Reason.PRACTITIONERS}


NOT_OF_PRACTICE = [
    ("9 cases", {1: 3, 2: 3, 3: 3}, Reason.CASES_OF_PRACTICE),
    ("2 practitioners", {1: 5, 2: 5}, Reason.PRACTITIONERS),
    ("one with more than half", {1: 6, 2: 3, 3: 2}, Reason.ONE_PRACTITIONER),
    ("not known could be the busiest's", {1: 4, 2: 3, 3: 3, None: 2}, None),
    ("not known could be the busiest's and then more than half", {1: 4, 2: 3, 3: 2, None: 3}, Reason.ONE_PRACTITIONER),
    ("not known are no practitioners", {1: 5, 2: 5, None: 5}, Reason.PRACTITIONERS),
    ("10 cases of 3", {1: 5, 2: 3, 3: 2}, None),
]


@pytest.mark.parametrize(
    ("held", "reason"), [case[1:] for case in NOT_OF_PRACTICE], ids=[c[0] for c in NOT_OF_PRACTICE]
)
def test_a_group_of_practice_has_ten_cases_of_three_practitioners_none_with_more_than_half(held, reason):
    found = shown([GroupCount("north", Tally(yes=sum(held.values())), held)], Rule.PRACTICE, sees_cases=True)
    assert found[0].reasons == ({"north": reason} if reason else {})


def test_the_same_practitioner_in_joined_months_counts_once():
    months = [GroupCount(month, Tally(yes=4), {7: 4}) for month in ("June", "July", "August")]
    assert [g.tally for g in shown(months, Rule.PRACTICE, sees_cases=True)] == [None]


def test_a_reader_who_could_subtract_their_own_cases_sees_no_group_that_leaves_fewer_than_five():
    found = shown([group("north", 8, 12, seen=9), group("south", 10, 20), group("west", 9, 24)])
    assert figures(found)[0] == (("north", "south"), (18, 32))


UNSEEN = {  # who holds the cases that the reader does not see, of eighteen that five practitioners hold
    "one": ({3: 6}, True),
    "two": ({3: 3, 4: 3}, True),
    "mostly one": ({3: 4, 4: 1, 5: 1}, True),
    "three": ({3: 2, 4: 2, 5: 2}, False),
    "none": ({}, False),
}


@pytest.mark.parametrize(("unseen", "is_joined"), UNSEEN.values(), ids=UNSEEN)
def test_what_is_left_of_a_group_once_a_reader_takes_their_own_cases_off_is_of_three_practitioners(unseen, is_joined):
    held = {1: 6, 2: 6, 3: 2, 4: 2, 5: 2} if len(unseen) != 1 else {1: 6, 2: 6, 3: 6}
    pso = GroupCount("PSO", Tally(10, 8), held, 18 - sum(unseen.values()), unseen)
    po = GroupCount("PO", Tally(10, 20), dict.fromkeys("abcdef", 5), 0, dict.fromkeys("abcdef", 5))
    found = shown([pso, po], Rule.PRACTICE)
    assert [g.tally for g in found] == ([None] if is_joined else [pso.tally, po.tally])
    assert found[0].reasons == ({"PSO": Reason.UNSEEN, "PO": Reason.OTHERS} if is_joined else {})


def test_a_group_whose_cases_the_question_never_applies_to_keeps_that_to_itself():
    found = shown([GroupCount("other", Tally(not_applicable=2)), group("women", 3, 7), group("men", 20, 47)])
    assert figures(found)[0] == (("other", "women"), (3, 7))


def test_groups_that_are_not_asked_the_question_are_left_out():
    assert figures(shown([GroupCount("order", Tally()), group("licence", 8, 18)])) == [(("licence",), (8, 18))]
    assert shown([GroupCount("order", Tally())]) == ()


def test_the_interval_of_a_group_stands_from_ten_cases():
    found = shown([group("women", 3, 9), group("men", 23, 47)])
    assert [g.interval for g in found] == [None, wilson(23, 47)]


def test_only_grade_team_and_month_are_practice():
    assert [rule_of(fact) for fact in ("grade", "team", "start_month", "sex")] == [Rule.PRACTICE] * 3 + [Rule.PEOPLE]


WITH_EXTRA = {  # (women of the sample, extra women), and whether the reader sees the cases: what is shown
    "they see cases": ((2, 6), (7, 10), True, [(("women",), (9, 16)), (("men",), (23, 49))]),
    "they see none": ((2, 6), (7, 10), False, [(("women",), (9, 16)), (("men",), (23, 49))]),
    "four extra would follow from the total": ((2, 6), (3, 4), False, [(("women",), (2, 6)), (("men",), (23, 49))]),
    "so would three of the sample": ((2, 3), (7, 10), False, [(("women", "men"), None)]),
    "three of the sample, and they see cases": ((2, 3), (7, 10), True, [(("women",), (9, 13)), (("men",), (23, 49))]),
    "none of the sample": ((0, 0), (7, 10), False, [(("men",), (23, 49)), (("women",), (7, 10))]),
}


@pytest.mark.parametrize(("women", "extra", "sees_cases", "expected"), WITH_EXTRA.values(), ids=WITH_EXTRA)
def test_extra_cases_count_in_their_group_unless_a_few_cases_would_follow(women, extra, sees_cases, expected):
    counts = [group("women", *women, extra=group("women", *extra)), group("men", 23, 49)]
    found = shown(counts, sees_cases=sees_cases)
    assert figures(found) == expected
    assert sum(g.extra for g in found) == (extra[1] if expected[0][1] and extra[1] > 4 else 0)
