"""The fewest more sufficient cases that raise a standard, and the overall rating: all other ways are tried here."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.disclosure.small_numbers import hide_figures
from audit.method.raising.fewest import raise_to_next_band, raise_to_next_overall
from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.certainty.demonstration import suffolk_rating
from tests.audit.method.frameworks import RATINGS, exact, pdu, uncounted, unrated
from tests.audit.method.rating.any_answers import splits

GROUND = {code: Judgement("Requires improvement") for code in ("1.1", "1.2", "1.3")}


@pytest.fixture(scope="module")
def suffolk():
    return suffolk_rating()


def needs_of(raised):
    return {need.question.code: need.cases for need in raised.needs}


def small(framework, standards):
    """A framework whose four case standards have these numbers of questions."""
    kept = [s for s in framework.standards if not s.from_cases]
    for standard, number in zip((s for s in framework.standards if s.from_cases), standards, strict=False):
        kept.append(replace(standard, key_questions=standard.key_questions[:number]))
    return replace(framework, standards=tuple(kept))


def rated(framework, splits_of, more=()):
    """The AuditRating of {code: (yes, applicable)}, after adding `more` sufficient cases to each, in the same order."""
    added = dict(zip(splits_of, more, strict=True)) if more else dict.fromkeys(splits_of, 0)
    tallies = {code: Tally(yes + added[code], n - yes - added[code]) for code, (yes, n) in splits_of.items()}
    return rate(framework, tallies, cases=max(n for _, n in splits_of.values()), judgements=GROUND)


def every_way(splits_of):
    return product(*(range(n - yes + 1) for yes, n in splits_of.values()))


@pytest.mark.slow
@given(st.lists(splits(9), min_size=1, max_size=3), st.sampled_from([pdu, exact]))
def test_no_fewer_cases_raise_a_standard(found, framework):
    questions = dict(zip(("2.1.1", "2.1.2", "2.1.3"), found, strict=False))
    before = rated(small(framework(), [len(found)]), questions).standards[3]
    ways = {
        more: after.rating
        for more in every_way(questions)
        if RATINGS.index((after := rated(small(framework(), [len(found)]), questions, more).standards[3]).rating)
        > RATINGS.index(before.rating)
    }
    raised = raise_to_next_band(framework(), before)
    assert (raised is None) == (not ways)
    if raised:
        needs = needs_of(raised)
        more = tuple(needs.get(code, 0) for code in questions)
        assert (sum(more), ways[more]) == (min(map(sum, ways)), raised.rating)


@pytest.mark.slow
@given(st.lists(splits(4), min_size=4, max_size=4), st.sampled_from([pdu, exact, uncounted]))
def test_no_fewer_cases_raise_the_overall_rating(found, framework):
    questions = dict(zip(("2.1.1", "2.1.2", "2.2.1", "2.3.1"), found, strict=True))
    asked = small(framework(), (2, 1, 1))
    before = rated(asked, questions)
    ways = {
        more: after
        for more in every_way(questions)
        if (after := rated(asked, questions, more)).overall != before.overall
    }
    raised = raise_to_next_overall(before)
    assert bool(raised and raised.raises) == bool(ways)
    if raised and raised.raises:
        needs = {code: cases for each in raised.raises for code, cases in needs_of(each).items()}
        more = tuple(needs.get(code, 0) for code in questions)
        assert sum(more) == raised.cases == min(map(sum, ways))
        assert (ways[more].overall, ways[more].score >= raised.score) == (raised.rating, True)


def test_each_standard_of_the_demonstration_needs_what_its_figures_give(suffolk):
    raised = {s.code: raise_to_next_band(suffolk.framework, s) for s in suffolk.standards}
    assert {code: needs_of(each) for code, each in raised.items() if each} == {
        "2.1": {"2.1.3": 3},
        "2.2": {"2.2.1": 6, "2.2.3": 3},
        "2.3": {"2.3.1": 3, "2.3.2": 8, "2.3.3": 15},
        "2.4": {"2.4.2": 8, "2.4.3": 8},
    }
    assert {each.rating for each in raised.values() if each} == {"Requires improvement"}


def test_one_case_more_that_skips_a_band_is_said_to_do_so():
    standard = rated(small(pdu(), [1]), {"2.1.1": (1, 2)}).standards[3]
    assert raise_to_next_band(pdu(), standard).rating == "Outstanding"


def test_no_case_raises_what_a_panel_moved_or_what_is_judged_on_evidence(suffolk):
    moved = replace(suffolk.standards[3], decided="Requires improvement")
    assert [raise_to_next_band(suffolk.framework, s) for s in (moved, suffolk.standards[0])] == [None, None]


def test_what_a_reader_may_not_know_is_not_said(suffolk):
    hidden = hide_figures(suffolk, {"2.1.2"})
    assert raise_to_next_band(suffolk.framework, hidden.standards[3]) is None
    assert raise_to_next_overall(hidden) is None


def test_where_the_judgements_are_too_low_no_case_raises_the_overall_rating():
    low = rate(
        small(pdu(), [1]),
        {"2.1.1": Tally(9, 1)},
        cases=10,
        judgements={code: Judgement("Inadequate") for code in GROUND},
    )
    assert (low.overall, raise_to_next_overall(low).raises) == ("Requires improvement", ())


@pytest.mark.parametrize("result", [lambda: rate(pdu(), {}, cases=0), lambda: rated(unrated(), {"2.1.1": (3, 9)})])
def test_without_a_rating_nothing_is_to_be_raised(result):
    found = result()
    assert [raise_to_next_band(found.framework, s) for s in found.standards] == [None] * len(found.standards)
    assert raise_to_next_overall(found) is None
