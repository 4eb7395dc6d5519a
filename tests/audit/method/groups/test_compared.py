"""Groups beside a chosen one: as docs/method.md works it out, as a slow second implementation does, and in words."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from audit.method.certainty.interval import Draw
from audit.method.groups.compared import (
    by_chance,
    compare_groups,
    reference_of,
    relative_rate,
    smallest_difference,
)
from audit.method.groups.shown import GroupCount, Reason, Rule, shown_groups
from audit.method.groups.words import NO_RATE, NONE_TO_COMPARE, comparison_text, sentences_on_chance, why_joined
from audit.method.tally import Tally
from tests.audit.method.groups.slow_comparison import fisher, holm, newcombe, power
from tests.audit.method.rating.any_answers import splits


def groups(sees_cases=True, **counts):
    """The groups {value: (yes, applicable)} of people as a reader sees them."""
    rows = [GroupCount(value.strip("_"), Tally(yes=yes, no=n - yes)) for value, (yes, n) in counts.items()]
    return shown_groups(rows, rule=Rule.PEOPLE, sees_cases=sees_cases, draw=Draw(56))


def compared(reference="", **counts):
    return compare_groups({"fact": groups(**counts)}, {"fact": reference})["fact"]


def text(comparison):
    return comparison_text(comparison, str)


def test_the_worked_example_of_the_method():
    [found] = compared(minority=(1, 5), white=(27, 51))
    assert [round(each, 2) for each in (found.rate.rate, found.rate.low, found.rate.high)] == [0.38, 0.06, 2.22]
    assert round(found.p, 2) == 0.35
    assert text(found) == (
        "33 points lower than white (95% interval: 54 points lower to 12 points higher); 0.38 times as often "
        "(0.06 to 2.22); p 0.35: within chance."
    )


@settings(max_examples=25)
@given(splits(40), splits(40))
def test_fisher_and_newcombe_are_as_worked_out_slowly(one, other):
    found = compared("b", a=one, b=other) if min(one[1], other[1]) >= 5 else ()
    for each in found:
        assert each.p == pytest.approx(fisher(*one, *other), abs=1e-6)
        assert (each.interval.low, each.interval.high) == pytest.approx(newcombe(*one, *other), abs=1e-6)
        assert each.interval.low - 1e-9 <= each.difference <= each.interval.high + 1e-9


@settings(max_examples=25)
@given(splits(40), splits(40))
def test_the_relative_rate_and_its_interval_are_those_of_statsmodels(one, other):
    found = relative_rate(*(Tally(yes=yes, no=n - yes) for yes, n in (one, other)))
    assume(found)
    low, high = confint_proportions_2indep(*one, *other, compare="ratio", method="log")
    assert found.rate == pytest.approx(one[0] * other[1] / (one[1] * other[0]))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_holm_allows_for_all_comparisons_of_the_page():
    splits_of_a_page = {"a": (4, 20), "b": (13, 20), "c": (1, 12), "d": (9, 30), "e": (4, 20), "f": (18, 40)}
    facts = {"one": groups(**splits_of_a_page), "other": groups(a=(9, 20), b=(1, 20))}
    found = [each for comparisons in compare_groups(facts).values() for each in comparisons]
    chances = [each.p for each in found]
    assert [each.holm for each in found] == pytest.approx(holm(chances))
    assert [each.holm for each in found] == pytest.approx(list(multipletests(chances, method="holm")[1]))


@pytest.mark.parametrize("counts", [(0, 20), (20, 20)], ids=["none sufficient", "all sufficient"])
def test_there_is_no_relative_rate_where_a_count_is_zero(counts):
    [found] = compared("b", a=counts, b=(15, 30))
    assert found.rate is None
    assert NO_RATE in text(found)


NOT_COMPARED = {
    "a group below five": {"a": (1, 4), "b": (20, 40)},
    "a fact that is not known": {"_": (5, 10), "b": (20, 40)},
    "a group that is everybody": {"b": (20, 40)},
    "no case": {},
    "not applicable to any": {"a": (0, 0)},
}


@pytest.mark.parametrize("counts", NOT_COMPARED.values(), ids=NOT_COMPARED)
def test_nothing_is_compared_with_too_little(counts):
    found = compare_groups({"fact": groups(**counts)})
    assert found == {"fact": ()}
    assert list(sentences_on_chance(found, {"fact": str})) == [NONE_TO_COMPARE]


def test_the_reference_is_the_group_that_holds_the_chosen_value_else_the_largest():
    found = groups(sees_cases=False, low=(1, 4), medium=(17, 35), high=(7, 17))
    assert [reference_of(found, value).values for value in ("low", "", "gone")] == [
        ("low", "high"),
        ("medium",),
        ("medium",),
    ]


def test_a_real_difference_is_named_and_how_many_would_look_different_by_chance():
    facts = {"sex": groups(women=(2, 20), men=(27, 36)), "rosh": groups(low=(2, 9), high=(10, 20))}
    found = compare_groups(facts)
    assert by_chance(found) == 0.1
    assert list(sentences_on_chance(found, {"sex": str, "rosh": str})) == [
        "1 of 2 comparisons is more than chance would give: women beside men.",
        "Chance alone makes about 0.1 of 2 comparisons look different (5%). Holm's method allows for that.",
        "Too few cases to see a real difference: low. "
        "It would have to be more than 50 points to show in 8 of 10 samples.",
    ]


def test_joined_groups_in_a_list_can_be_told_from_those_alone():
    ethnic = groups(sees_cases=False, asian=(3, 6), black=(1, 3), mixed=(1, 3), white=(20, 40))
    found = list(sentences_on_chance(compare_groups({"ethnic": ethnic}), {"ethnic": str.title}))
    assert found[-1].startswith("Too few cases to see a real difference: Asian and “Black and Mixed” together. ")


def test_what_looks_different_once_can_be_chance_among_many():
    facts = {"a": groups(x=(5, 20), y=(13, 20))} | {f"b{n}": groups(x=(9, 20), y=(10, 20)) for n in range(5)}
    [found] = compare_groups(facts)["a"]
    assert found.p < 0.05 <= found.holm
    assert text(found).endswith("within chance, allowing for all comparisons.")


@pytest.mark.parametrize(("one", "other", "points"), [(7, 49, 57), (5, 51, 66), (28, 28, 37), (2, 2, 100)])
def test_small_groups_show_large_differences_only(one, other, points):
    assert round(smallest_difference(one, other)) == points


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), [(28, 28), (15, 41), (56, 56)])
def test_the_smallest_difference_shows_in_about_eight_of_ten_samples(one, other):
    assert 0.7 < power(0.5, smallest_difference(one, other) / 100, one, other) < 0.87


def test_a_joined_group_says_why():
    [joined, _] = groups(sees_cases=False, low=(1, 4), high=(7, 17), medium=(17, 35))
    assert why_joined(joined, str.title) == "Low and High together: Low has fewer than 5 cases that you cannot see."
    [hidden] = groups(sees_cases=False, women=(1, 3), men=(20, 50))
    assert why_joined(hidden, str.title) == "Not shown: Women has fewer than 5 cases that you cannot see."
    for_others = replace(joined, reasons=dict.fromkeys(joined.values, Reason.OTHERS))  # joined on for a file
    assert why_joined(for_others, str.title) == "Low and High together, so that no small number can be worked out."


def test_cases_where_the_fact_is_not_known_are_called_that_in_a_sentence():
    [hidden] = shown_groups(
        [GroupCount("", Tally(yes=1)), GroupCount("women", Tally(yes=20))],
        rule=Rule.PEOPLE,
        sees_cases=False,
        draw=Draw(56),
    )
    why = why_joined(hidden, lambda value: value or "Not known")
    assert why.startswith("Not shown: the group of cases where this is not known has fewer than 5 cases")
