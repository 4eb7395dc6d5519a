"""Answers that nobody chose, for the properties and for the comparison with the slow second implementation."""

from hypothesis import strategies as st

from audit.method.answers import VALUE_OF_KEY
from audit.method.rating.audit import rate
from audit.method.rating.banding import band_of
from audit.method.rating.standard import Judgement
from audit.method.tally import tally_answers
from tests.audit.method.frameworks import RATINGS, exact, pdu

FRAMEWORKS = {"whole": pdu, "exact": exact}
ROUNDINGS = st.sampled_from([*FRAMEWORKS])
CODES = {standard.code: [question.code for question in standard.key_questions] for standard in pdu().standards}
EVIDENCE = {code: Judgement("Good") for code, questions in CODES.items() if not questions}
SELDOM = st.sampled_from([False] * 7 + [True])


def splits(largest):
    """Pairs (yes, applicable) of 1 to `largest` cases."""
    return st.integers(1, largest).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases)))


@st.composite
def columns(draw, cases, least):
    """The answers of so many cases to one question, mostly complete, at least `least` per cent of them sufficient."""
    blank = na = 0
    if draw(SELDOM):
        blank = draw(st.integers(0, cases))
        na = draw(st.integers(0, cases - blank))
    judged = cases - blank - na
    yes = draw(st.integers(judged * least // 100, judged))
    return ["yes"] * yes + ["no"] * (judged - yes) + ["na"] * na + [None] * blank


@st.composite
def audits(draw):
    """{key question code: its answers}, good or bad, of few cases or many; seldom a standard applies to none."""
    cases = draw(st.integers(1, 7) | st.integers(8, 56))
    least = draw(st.sampled_from([0, 40, 75]))
    answers = {}
    for codes in CODES.values():
        applies = not draw(SELDOM)
        answers |= {code: draw(columns(cases, least)) if applies else ["na"] * cases for code in codes}
    return answers


def rows_of(answers, groups=("all",)):
    """The rows that the tally takes; all cases belong to `groups`."""
    return [(code, VALUE_OF_KEY[one], groups) for code, column in answers.items() for one in column if one]


def rate_fast(answers, rounding="whole", judgements=EVIDENCE):
    """The AuditRating of {key question code: answers}."""
    tallies = tally_answers(rows_of(answers)).get("all", {})
    return rate(FRAMEWORKS[rounding](), tallies, cases=len(answers["2.1.1"]), judgements=judgements)


def standards_of(answers, rounding="whole", judgements=EVIDENCE):
    """The StandardRatings of those standards that are judged on cases."""
    return [standard for standard in rate_fast(answers, rounding, judgements).standards if standard.standard.from_cases]


def place(rating):
    """0 for Inadequate to 3 for Outstanding; None where there is no rating."""
    return RATINGS.index(rating) if rating else None


def place_of(rounding, yes, applicable):
    return place(band_of(FRAMEWORKS[rounding](), yes, applicable).rating)
