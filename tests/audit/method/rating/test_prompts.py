"""The strongest and the weakest prompts of a key question."""

from dataclasses import replace

import pytest

from audit.method.disclosure.small_numbers import hide_figures
from audit.method.rating.audit import rate
from audit.method.rating.lowest_score import rate_key_question
from audit.method.rating.prompts import strongest_prompts, weakest_prompts, where_to_start
from audit.method.tally import Tally
from tests.audit.method.frameworks import pdu, shipped, unrated


def prompts_of(*tallies):
    """(codes of the strongest, codes of the weakest) of the prompts of 2.1.1 with these (yes, applicable)."""
    given = {f"2.1.1{letter}": Tally(yes, n - yes) for letter, (yes, n) in zip("abcd", tallies, strict=False)}
    question = rate_key_question(shipped(), shipped().key_questions[0], given, 0)
    found = (strongest_prompts(question), weakest_prompts(question))
    return tuple("".join(prompt.code[-1] for prompt in prompts) for prompts in found)


@pytest.mark.parametrize(
    ("tallies", "strongest", "weakest"),
    [
        ([(5, 10), (6, 10), (7, 10), (4, 10)], "c", "d"),
        ([(5, 10), (10, 20), (7, 10), (14, 20)], "cd", "ab"),
        ([(0, 4), (6, 10), (7, 10), (5, 10)], "c", "d"),  # four cases give no percentage
        ([(5, 10), (5, 10)], "", "ab"),  # alike: none is the strongest
        ([(10, 10), (10, 10)], "", ""),  # nothing falls short
        ([(0, 0)], "", ""),
        ([(166, 500), (33, 100), (83, 250)], "ac", "b"),  # all three print 33%
    ],
)
def test_prompts_are_compared_by_their_exact_share_and_those_with_few_cases_are_passed_over(
    tallies, strongest, weakest
):
    assert prompts_of(*tallies) == (strongest, weakest)


@pytest.fixture
def result():
    """2.1.3 limits its standard, and 2.2.2 and 2.2.3 tie; each has one weak prompt."""
    tallies = dict.fromkeys(pdu().questions, Tally(9, 1))
    tallies |= {"2.1.3": Tally(3, 7), "2.2.2": Tally(4, 6), "2.2.3": Tally(4, 6)}
    tallies |= {"2.1.1a": Tally(0, 10), "2.1.3c": Tally(3, 7), "2.2.2b": Tally(1, 9), "2.2.3d": Tally(2, 8)}
    return rate(pdu(), tallies, cases=10)


def codes(rating):
    return [prompt.code for prompt in where_to_start(rating.standards[3:5])]


def test_the_place_to_start_is_the_weakest_prompt_under_each_limiting_question_the_lowest_first(result):
    assert codes(result) == ["2.2.2b", "2.2.3d", "2.1.3c"]


def test_a_prompt_that_a_reader_may_not_know_is_never_named_as_the_weakest(result):
    hidden = hide_figures(result, {"2.1.3c"})
    assert "2.1.3c" not in codes(hidden)
    assert codes(replace(hidden, standards=hide_figures(result, pdu().questions).standards)) == []


def test_without_ratings_no_question_limits_and_there_is_no_place_to_start():
    tallies = dict.fromkeys(pdu().questions, Tally(3, 7))
    assert where_to_start(rate(unrated(), tallies, cases=10).standards) == ()
