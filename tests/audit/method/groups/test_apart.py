"""Groups by grade, team and month together give no practitioner's figure away."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.method.certainty.interval import Draw
from audit.method.groups.apart import gives_one_away, keep_apart
from audit.method.groups.shown import GroupCount, Rule, shown_groups
from audit.method.groups.words import BESIDE_OTHERS, why_joined
from audit.method.tally import Tally


def groups(cells, place, cases=5):
    """The groups of one fact. Each cell gives the number of cases of each practitioner."""
    held = {}
    for who, values in cells:
        held.setdefault(values[place], {})[who] = cases
    counts = [GroupCount(value, Tally(yes=cases * len(who)), who) for value, who in held.items()]
    return shown_groups(counts, rule=Rule.PRACTICE, sees_cases=True, draw=Draw(56))


def shown(cells):
    found = keep_apart({"grade": groups(cells, 0), "team": groups(cells, 1)}, cells)
    return {fact: [group.values for group in of if group.tally] for fact, of in found.items()}


NORTH = [(who, ("PO", "North")) for who in "abc"]
SOUTH = [("d", ("PO", "South")), *((who, ("PSO", "South")) for who in "efg")]


def test_a_team_that_is_a_grade_but_for_one_practitioner_is_not_shown_beside_the_grades():
    assert shown([*NORTH, *SOUTH]) == {"grade": [("PO",), ("PSO",)], "team": []}
    teams = keep_apart({"grade": groups([*NORTH, *SOUTH], 0), "team": groups([*NORTH, *SOUTH], 1)}, [*NORTH, *SOUTH])
    assert why_joined(teams["team"][0], str) == BESIDE_OTHERS


def test_teams_and_grades_that_overlap_by_several_are_both_shown():
    more = [("h", ("PO", "South")), ("i", ("PSO", "North"))]
    assert shown([*NORTH, *SOUTH, *more]) == {"grade": [("PO",), ("PSO",)], "team": [("North",), ("South",)]}


def test_two_facts_with_the_same_groups_give_nothing_more_away():
    cells = [(who, ("PO", "North")) for who in "abc"] + [(who, ("PSO", "South")) for who in "efg"]
    assert shown(cells) == {"grade": [("PO",), ("PSO",)], "team": [("North",), ("South",)]}


def test_what_a_reader_does_not_see_gives_no_one_away_either():
    cells = [(who, ("PO", "North")) for who in "abc"] + [(who, ("PSO", "South")) for who in "efg"]
    cells += [(who, values) for who in "hi" for values in (("PO", "South"), ("PSO", "North"))]
    fits = {"grade": groups(cells, 0), "team": groups(cells, 1)}
    unseen = [*cells[:6], ("h", ("PO", "South"))]
    assert [bool(keep_apart(fits, cells)["team"][0].tally), keep_apart(fits, cells, unseen)["team"][0].tally] == [
        True,
        None,
    ]


SUMS = st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=4)


@settings(max_examples=50)
@given(SUMS, st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=5, max_size=5))
def test_no_sum_or_difference_of_what_passes_is_one_practitioners(sums, practitioners):
    if gives_one_away(sums, practitioners):
        return
    for signs in product((-1, 0, 1, 2), repeat=len(sums)):
        left = [sum(sign * each[cell] for sign, each in zip(signs, sums, strict=True)) for cell in range(5)]
        owners = {practitioners[cell] for cell in range(5) if left[cell]}
        assert len(owners) != 1 or owners == {None}
