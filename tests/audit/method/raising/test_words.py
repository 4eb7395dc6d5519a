import pytest

from audit.method.raising.words import to_next_band_text, what_would_lift
from audit.method.rating.audit import rate
from audit.method.tally import Tally
from tests.audit.method.frameworks import pdu


def assessment(*counts):
    """2.1 Assessment, rated from (yes, applicable) of each of its questions."""
    tallies = {f"2.1.{place}": Tally(yes, n - yes) for place, (yes, n) in enumerate(counts, 1)}
    return rate(pdu(), tallies, cases=56).standards[3]


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (((28, 56), (40, 56), (25, 56)), "3 more of 56 in 2.1.3"),
        (((25, 56), (20, 56), (13, 56)), "15 more of 56 in 2.1.3, 8 in 2.1.2 and 3 in 2.1.1"),
        (((31, 56), (20, 56), (20, 56)), "8 more of 56 in each of 2.1.2 and 2.1.3"),
        (((8, 20), (9, 10), (25, 56)), "3 more of 56 in 2.1.3 and 2 of 20 in 2.1.1"),
        (((50, 56), (50, 56), (50, 56)), ""),
        (((0, 0), (40, 56), (25, 56)), ""),
    ],
)
def test_it_says_in_one_line_how_many_more_cases_raise_a_standard(counts, text):
    assert to_next_band_text(pdu(), assessment(*counts)) == text


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (((4, 10), (9, 10), (9, 10)), "To rise to Requires improvement: 1 more sufficient case in 2.1.1."),
        (
            ((4, 10), (9, 10), (3, 10)),
            "To rise to Requires improvement: 1 more sufficient case in 2.1.1 and 2 more sufficient cases in 2.1.3.",
        ),
        (((0, 1), (7, 10), (9, 10)), "To rise to Good: 1 more sufficient case in 2.1.1."),
        (((9, 10), (9, 10), (9, 10)), ""),
    ],
)
def test_it_says_what_every_question_in_the_lowest_band_needs(counts, sentence):
    assert what_would_lift(pdu(), assessment(*counts)) == sentence
