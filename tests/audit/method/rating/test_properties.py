"""What holds whatever is answered."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.answers import COUNTED
from audit.method.rating.audit import rate
from audit.method.rating.banding import distance_down, distance_up, percent
from audit.method.tally import Tally, tally_answers
from tests.audit.method.frameworks import pdu
from tests.audit.method.rating.any_answers import (
    CODES,
    EVIDENCE,
    FRAMEWORKS,
    ROUNDINGS,
    audits,
    place,
    place_of,
    rate_fast,
    rows_of,
    splits,
    standards_of,
)

pytestmark = pytest.mark.slow


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_whole_per_cent_is_the_decimal_one_rounded_half_up(yes, no):
    if yes + no == 0:
        assert percent(Tally(yes, no)) is None
    else:
        exactly = Decimal(100 * yes) / (yes + no)
        assert percent(Tally(yes, no)) == exactly.quantize(Decimal(1), ROUND_HALF_UP)


@pytest.mark.parametrize(("distance_to", "way", "last"), [(distance_up, 1, 3), (distance_down, -1, 0)])
@given(split=splits(400), rounding=ROUNDINGS)
def test_the_explained_distance_changes_the_band_and_one_case_less_does_not(distance_to, way, last, split, rounding):
    (yes, applicable), here = split, place_of(rounding, *split)
    distance = distance_to(FRAMEWORKS[rounding](), yes, applicable)
    assert (distance is None) == (here == last)
    if distance:
        there = place_of(rounding, yes + way * distance.cases, applicable)
        assert there == place(distance.rating)
        assert way * (there - here) > 0
        assert here == place_of(rounding, yes + way * (distance.cases - 1), applicable)


@given(splits(400), ROUNDINGS)
def test_one_more_yes_never_lowers_a_band(split, rounding):
    yes, applicable = split
    assert place_of(rounding, yes, applicable) <= place_of(rounding, yes + 1, applicable + 1)
    assert place_of(rounding, yes, applicable) <= place_of(rounding, min(yes + 1, applicable), applicable)


@given(audits(), ROUNDINGS, st.sampled_from([code for codes in CODES.values() for code in codes]))
def test_one_more_yes_never_lowers_a_standard_the_score_or_the_overall_rating(answers, rounding, code):
    column = sorted(answers[code], key=lambda answer: answer != "no")  # a "no", where there is one, stands first
    more = column if column[0] != "no" else ["yes", *column[1:]]
    before, after = rate_fast(answers, rounding), rate_fast(answers | {code: more}, rounding)
    pairs = [(old.rating, new.rating) for old, new in zip(before.standards, after.standards, strict=True)]
    assert all(old == new or place(old) < place(new) for old, new in pairs)
    assert before.score == after.score or before.score < after.score
    assert before.overall == after.overall or place(before.overall) < place(after.overall)


@given(audits(), st.randoms(use_true_random=True))
def test_the_order_of_cases_and_answers_is_irrelevant(answers, random):
    rows = rows_of(answers)
    random.shuffle(rows)
    tallies = tally_answers(rows).get("all", {})
    assert rate(pdu(), tallies, cases=len(answers["2.1.1"]), judgements=EVIDENCE) == rate_fast(answers)


@given(audits(), ROUNDINGS)
def test_a_standard_is_never_above_any_of_its_key_questions(answers, rounding):
    for standard in standards_of(answers, rounding):
        bands = [place(question.band.rating) for question in standard.key_questions if question.band]
        assert standard.rating is None or place(standard.rating) == min(bands)


@given(audits(), ROUNDINGS)
def test_the_score_lies_between_nought_and_its_maximum(answers, rounding):
    result = rate_fast(answers, rounding)
    unrateable = [s for s in result.standards if s.rating is None and not s.missing]
    assert result.max_score == 3 * (7 - len(unrateable))
    assert (result.score is None) == (result.overall is None) == any(s.missing for s in result.standards)
    assert result.score is None or 0 <= result.score <= result.max_score


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2.1.1", "2.1.1a", "oversight"]),
            st.sampled_from(COUNTED),
            st.tuples(st.just("region"), st.sampled_from(["Ipswich", "Lowestoft"]), st.sampled_from(["women", "men"])),
        )
    )
)
def test_tallies_add_up_over_groups_and_over_units(rows):
    together = tally_answers(rows)
    units = [tally_answers(row for row in rows if unit in row[2]) for unit in ("Ipswich", "Lowestoft")]
    for question, tally in together.get("region", {}).items():
        assert tally.answered == len([row for row in rows if row[0] == question])
        for groups in (("Ipswich", "Lowestoft"), ("women", "men")):
            assert tally == sum((together.get(group, {}).get(question, Tally()) for group in groups), Tally())
        assert tally == sum((unit.get("region", {}).get(question, Tally()) for unit in units), Tally())
