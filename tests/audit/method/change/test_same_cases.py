"""What changed in cases that two audits share."""

import pytest
from statsmodels.stats.contingency_tables import mcnemar

from audit.method.answers import Value
from audit.method.change.same_cases import PairedChange, paired_change
from audit.method.change.words import paired_text

YES, NO, NOT_APPLICABLE, ABSENT, NOT_LOOKED, *_ = Value


@pytest.mark.parametrize(("better", "worse"), [(0, 0), (1, 0), (3, 1), (9, 1), (10, 1), (0, 12), (7, 7)])
def test_mcnemars_exact_test_decides(better, worse):
    expected = mcnemar([[20, worse], [better, 5]], exact=True).pvalue
    assert PairedChange(40, better, worse).p == pytest.approx(expected)


def test_a_case_counts_only_if_it_is_in_both_audits_and_the_question_applied_both_times():
    before = {case: {"2.1.3": value} for case, value in enumerate((NO, NO, YES, ABSENT, NO, YES, NOT_APPLICABLE))}
    after = {case: {"1.3": value} for case, value in enumerate((YES, NO, NO, YES, NOT_APPLICABLE, YES, YES, YES))}
    assert paired_change(before, after, "2.1.3", "1.3") == PairedChange(5, better=2, worse=1)
    assert paired_change(before, {}, "2.1.3", "1.3") == PairedChange(0, 0, 0)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (PairedChange(9, 9, 0), "of 9 cases 9 became sufficient and 0 no longer are (few)"),
        (PairedChange(12, 3, 1), "of 12 cases 3 became sufficient and 1 no longer is: within chance (p 0.62)"),
        (
            PairedChange(40, 12, 0),
            "of 40 cases 12 became sufficient and 0 no longer are: more than chance (p under 0.01)",
        ),
    ],
)
def test_it_is_put_in_words(change, text):
    assert paired_text(change) == text
