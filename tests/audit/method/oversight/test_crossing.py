"""Oversight against quality: both directions, and what a reader who sees no cases may know of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.answers import Value
from audit.method.certainty.interval import Draw
from audit.method.oversight.crossing import GROUPS, CrossedCase, count_by_oversight, cross_with_oversight
from audit.method.oversight.words import sentence_by_oversight, sentence_by_quality
from audit.method.words import Words
from tests.audit.method.frameworks import shipped

YES, NO, NOT_APPLICABLE, ABSENT, NOT_LOOKED, *_ = Value
QUESTION, OVERSIGHT = "2.1.3", "management-oversight"
WORDS = Words(work={QUESTION: "safety assessments"})
SUFFOLK = {YES: (11, 4), NO: (13, 8), ABSENT: (0, 16), NOT_APPLICABLE: (1, 3)}


def cases_of(counts, seen=False):
    """CrossedCases from {answer on oversight, None without one: (sufficient, insufficient)}."""
    return [
        CrossedCase({QUESTION: value, **({OVERSIGHT: given} if given else {})}, seen)
        for given, numbers in counts.items()
        for value, number in zip((YES, NO), numbers, strict=True)
        for _ in range(number)
    ]


def said(counts, *, sees_cases=True, words=WORDS):
    crossing = cross_with_oversight(cases_of(counts), QUESTION, OVERSIGHT, sees_cases=sees_cases, draw=Draw(56))
    question = shipped().questions[QUESTION]
    return sentence_by_oversight(crossing, question, words), sentence_by_quality(crossing, question, words)


def test_who_sees_the_cases_reads_the_published_pattern_of_suffolk_in_both_directions():
    assert said(SUFFOLK) == (
        "Safety assessments were sufficient in 11 of 15 cases with effective oversight, 13 of 21 with insufficient, "
        "0 of 16 with none.",
        "Oversight was effective in 11 of 24 cases with sufficient safety assessments, and in 4 of 28 cases with "
        "insufficient safety assessments.",
    )


def test_four_cases_that_needed_none_are_joined_so_that_they_do_not_follow_from_the_total():
    by_oversight, by_quality = said(SUFFOLK, sees_cases=False)
    assert by_oversight.endswith(
        "12 of 19 cases with effective oversight or none required, 13 of 21 with insufficient oversight, 0 of 16 with "
        "no oversight."
    )
    assert by_quality.startswith("Oversight was effective, or not required, in 12 of 25 cases")


def test_cases_that_needed_none_and_are_joined_with_others_are_said_to_be_counted_too():
    by_quality = said({YES: (12, 8), NO: (2, 2), ABSENT: (0, 0), NOT_APPLICABLE: (1, 2)}, sees_cases=False)[1]
    assert by_quality.startswith("Oversight was effective in 12 of 15 cases")
    assert by_quality.endswith("Cases with none required are counted too.")


@pytest.mark.parametrize(
    ("counts", "by_oversight", "by_quality"),
    [
        ({}, "", ""),
        ({NOT_APPLICABLE: (5, 5)}, "", ""),
        ({None: (5, 5)}, "", ""),
        (
            {ABSENT: (0, 1)},
            "0 of 1 case with no oversight (few).",
            "Oversight was effective in 0 of 1 case with insuff",
        ),
        ({NO: (4, 4), ABSENT: (5, 6)}, "4 of 8 cases with insufficient oversight (few), 5 of 11 with none.", "0 of 9 "),
        ({YES: (12, 0)}, "12 of 12 cases with effective oversight.", "in 12 of 12 cases with sufficient"),
    ],
)
def test_groups_without_a_case_are_not_named_and_few_cases_are_marked(counts, by_oversight, by_quality):
    first, second = said(counts)
    assert by_oversight in first
    assert by_quality in second
    assert (first, second) == ("", "") or by_oversight


@pytest.mark.parametrize(
    "counts", [{YES: (3, 1)}, {YES: (2, 2), NO: (1, 3)}, {YES: (3, 4), NO: (1, 0), ABSENT: (0, 1)}]
)
def test_what_rests_on_too_few_cases_is_said_to_be_not_shown(counts):
    first, second = said(counts, sees_cases=False)
    assert first == "Safety assessments by oversight are not shown: it would reveal fewer than 5 cases."
    assert second == ""


def test_without_words_for_the_work_its_code_stands_there():
    assert said({YES: (6, 4), NO: (5, 5)}, words=Words()) == (
        "2.1.3 was sufficient in 6 of 10 cases with effective oversight, 5 of 10 with insufficient.",
        "Oversight was effective in 6 of 11 cases sufficient in 2.1.3, and in 4 of 9 cases insufficient in 2.1.3.",
    )


def test_a_question_that_does_not_apply_counts_in_no_group():
    cases = [*cases_of({YES: (6, 4)}), CrossedCase({QUESTION: NOT_APPLICABLE, OVERSIGHT: YES}, True)]
    effective = count_by_oversight(cases, QUESTION, OVERSIGHT)[0]
    assert (effective.tally.applicable, effective.tally.not_applicable, effective.seen) == (10, 1, 0)


NUMBERS = st.tuples(st.integers(0, 12), st.integers(0, 12))
COUNTS = st.fixed_dictionaries(dict.fromkeys((YES, NO, ABSENT, NOT_APPLICABLE, None), NUMBERS))


@given(COUNTS)
def test_nothing_that_is_shown_rests_on_fewer_than_five_cases_and_the_rest_of_the_total_does_not_either(counts):
    crossing = cross_with_oversight(cases_of(counts), QUESTION, OVERSIGHT, sees_cases=False, draw=Draw(56))
    shown = [group.tally.applicable for group in crossing.groups if group.tally]
    rest = sum(map(sum, counts.values())) - sum(shown)
    assert min(shown, default=5) >= 5
    assert rest == 0 or rest >= 5 or crossing.hidden
    for share in (crossing.if_sufficient, crossing.if_insufficient):
        assert share is None or (share[0] <= share[1] and share[1] >= 5)


@given(COUNTS)
def test_for_who_sees_the_cases_both_directions_count_the_same_cases(counts):
    crossing = cross_with_oversight(cases_of(counts), QUESTION, OVERSIGHT, sees_cases=True, draw=Draw(56))
    needed = [counts[value] for value in (YES, NO, ABSENT)]
    good, bad = (sum(numbers) for numbers in zip(*needed, strict=True))
    assert (crossing.if_sufficient, crossing.if_insufficient) == (
        (counts[YES][0], good) if good else None,
        (counts[YES][1], bad) if bad else None,
    )


def test_every_case_is_in_one_group():
    assert sum(each.tally.applicable for each in count_by_oversight(cases_of(SUFFOLK), QUESTION, OVERSIGHT)) == 56
    assert [each.value for each in count_by_oversight([], QUESTION, OVERSIGHT)] == list(GROUPS)
