"""Agreement of two readers: counted exactly, and beyond chance as published examples have it."""

import subprocess
import sys

import pytest

from audit.method.answers import Value
from audit.method.reviewers.agreement import FEWEST, Coefficient, agreement, differing
from tests.code_tree import ROOT

YES, NO, NOT_APPLICABLE, ABSENT, NOT_LOOKED, *_ = Value
YES_OR_NO = (YES, NO)


def pairs_of(table):
    """The pairs of answers behind a square table of counts, its categories in the order of Value."""
    cells = [(one, other) for one in Value for other in Value if max(one, other) <= len(table)]
    return [pair for pair in cells for _ in range(table[pair[0] - 1][pair[1] - 1])]


def rounded(coefficient, digits):
    return tuple(round(number, digits) for number in (coefficient.value, coefficient.low, coefficient.high))


def test_exact_agreement_is_counted_whatever_the_number():
    found = agreement([(YES, YES), (NO, NO), (YES, NO)], YES_OR_NO)
    assert (found.n, found.same, found.percent) == (3, 2, 67)
    assert (found.kappa, found.ac1, found.is_enough) == (None, None, False)


def test_without_a_pair_there_is_no_percentage():
    assert agreement([], YES_OR_NO).percent is None


@pytest.mark.slow
@pytest.mark.parametrize(("n", "is_enough"), [(FEWEST - 1, False), (FEWEST, True)])
def test_coefficients_need_twenty_pairs(n, is_enough):
    found = agreement([(YES, NO), *[(YES, YES), (NO, NO)] * n][:n], YES_OR_NO)
    assert (found.kappa is not None, found.ac1 is not None, found.is_enough) == (is_enough,) * 3


def test_gwets_example_of_125_subjects_where_kappa_is_low_though_nearly_all_agree():
    """118, 5, 2 and 0 subjects: kappa -0.0234, AC1 0.9408 (Gwet 2008)."""
    found = agreement(pairs_of([[118, 5], [2, 0]]), YES_OR_NO)
    assert found.percent == 94
    assert round(found.kappa.value, 4) == -0.0234
    assert round(found.ac1.value, 4) == 0.9408


def test_gwets_example_of_two_abstractors_with_three_categories():
    """Handbook of Inter-Rater Reliability, 4th edition: kappa 0.79641 (standard error 0.05891), AC1 0.84933 with its
    interval from 0.76358 to 0.93508."""
    found = agreement(pairs_of([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), (YES, NO, NOT_APPLICABLE))
    assert rounded(found.ac1, 5) == (0.84933, 0.76358, 0.93508)
    assert rounded(found.kappa, 4) == (0.7964, 0.6809, 0.9119)
    assert round((found.kappa.high - found.kappa.value) / 1.959964, 5) == 0.05891


def test_the_worked_example_in_the_documents_is_what_comes_out():
    text = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf-8").split())
    found = agreement(pairs_of([[14, 3], [2, 5]]), YES_OR_NO)
    assert "| first: yes | 14 | 3 |" in text
    assert f"{found.same} of {found.n} are the same: **{found.percent}%**" in text
    for coefficient in (found.kappa, found.ac1):
        assert f"**{coefficient.value:.2f} ({coefficient.low:.2f} to {coefficient.high:.2f})**" in text
    nearly_all = agreement(pairs_of([[22, 1], [1, 0]]), YES_OR_NO)
    assert f"{nearly_all.percent}% agree, and kappa is **{nearly_all.kappa.value:.2f}**" in text
    assert f"AC1 is **{nearly_all.ac1.value:.2f}**" in text


def test_where_both_gave_one_and_the_same_answer_kappa_says_nothing():
    found = agreement([(YES, YES)] * 30, YES_OR_NO)
    assert (found.kappa, found.ac1) == (None, Coefficient(1.0, None, None))


def test_where_one_of_them_did_kappa_says_nothing_either():
    found = agreement([(YES, YES)] * 20 + [(NO, YES)] * 10, YES_OR_NO)
    assert found.kappa is None
    assert found.ac1.low < found.ac1.value < found.ac1.high


def test_where_all_agree_there_is_no_interval():
    found = agreement([(YES, YES), (NO, NO)] * 15, YES_OR_NO)
    assert (found.kappa, found.ac1) == (Coefficient(1.0, None, None),) * 2


def test_no_interval_leaves_the_scale():
    found = agreement([(YES, YES)] * 29 + [(NO, NO)] * 2 + [(YES, NO)], YES_OR_NO)
    assert -1 <= found.kappa.low < found.kappa.value < found.kappa.high == 1
    assert found.ac1.high == 1


def test_who_of_the_two_is_named_first_makes_no_difference():
    pairs = pairs_of([[11, 4], [2, 8]])
    turned = [(other, one) for one, other in pairs]
    found, again = agreement(pairs, YES_OR_NO), agreement(turned, YES_OR_NO)
    assert rounded(found.kappa, 9) == rounded(again.kappa, 9)
    assert rounded(found.ac1, 9) == rounded(again.ac1, 9)


def test_an_answer_that_could_be_given_and_never_was_counts_among_the_categories_of_ac1():
    pairs = pairs_of([[18, 3], [2, 9]])
    two, three = agreement(pairs, YES_OR_NO), agreement(pairs, (YES, NO, NOT_APPLICABLE))
    assert two.kappa.value == pytest.approx(three.kappa.value)
    assert two.ac1.value < three.ac1.value


def test_an_answer_that_is_not_offered_any_more_is_counted_all_the_same():
    assert agreement([(YES, ABSENT)] * 25, YES_OR_NO).same == 0


def test_a_pair_of_which_one_did_not_look_is_in_no_figure():
    pairs = pairs_of([[18, 3], [2, 9]])
    beside = [*pairs, (YES, NOT_LOOKED), (NOT_LOOKED, NOT_LOOKED)]
    assert agreement(beside, (*YES_OR_NO, NOT_LOOKED)) == agreement(pairs, YES_OR_NO)


def test_two_readings_differ_where_their_answers_do_or_only_one_answered_what_is_asked():
    first, second = {"a": YES, "b": YES, "c": NO, "d": YES}, {"a": NO, "b": YES, "d": NO}
    assert differing(first, second, {"a", "b", "c", "e"}) == ["a", "c"]


def test_importing_it_brings_no_statistics_along():
    """They take seconds to import, which only pages that show a coefficient pay."""
    slow = "{'statsmodels', 'scipy', 'numpy', 'pandas'}"
    code = f"import sys, audit.method.reviewers.agreement; print({slow} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "set()\n"
