"""The method's two implementations agree; `slow_rating` says what is right."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.rating.discretion import allowed_moves
from audit.method.rating.explain import notes_of
from audit.method.rating.lowest_score import rate_key_question
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import RATINGS
from tests.audit.method.rating.any_answers import (
    CODES,
    EVIDENCE,
    FRAMEWORKS,
    ROUNDINGS,
    audits,
    place,
    rate_fast,
    splits,
    standards_of,
)

from . import slow_rating as slow

pytestmark = pytest.mark.slow

ALL_YES = {code: ["yes"] for codes in CODES.values() for code in codes}


def split_of(yes, no):
    return ["yes"] * yes + ["no"] * no


@pytest.mark.parametrize("rounding", FRAMEWORKS)
def test_every_result_of_up_to_thirty_cases_is_what_trying_it_out_gives(rounding):
    framework = FRAMEWORKS[rounding]()
    for yes, applicable in ((yes, n) for n in range(1, 31) for yes in range(n + 1)):
        answers, tally = split_of(yes, applicable - yes), Tally(yes, applicable - yes)
        question = rate_key_question(framework, framework.key_questions[0], {"2.1.1": tally}, 0)
        whole, unrounded = slow.rate_question(answers, "whole"), slow.rate_question(answers, "exact")
        assert question.percent == slow.printed(answers)
        assert question.band.rating == slow.rate_question(answers, rounding)
        assert question.rounding_decides == (whole != unrounded)
        assert pair(question.up) == slow.turn(answers, "no", "yes", rounding)
        assert pair(question.down) == slow.turn(answers, "yes", "no", rounding)
        assert set(allowed_moves(framework, [question])) == slow.moves({"2.1.1": answers}, rounding)


def pair(distance):
    return (distance.cases, distance.rating) if distance else None


@given(audits(), ROUNDINGS)
def test_standards_are_rated_alike(answers, rounding):
    for standard in standards_of(answers, rounding):
        own = {code: answers[code] for code in CODES[standard.code]}
        expected = slow.rate_standard(own, rounding)
        assert standard.missing == (expected == slow.MISSING)
        if not standard.missing:
            assert standard.rating == expected
            assert [question.code for question in standard.limiting] == slow.limiting(own)
            assert set(standard.moves) == slow.moves(own, rounding)


@given(
    audits(),
    ROUNDINGS,
    st.fixed_dictionaries(
        {code: st.sampled_from([*RATINGS, None]) for code in ("1.1", "1.2")},
        optional={code: st.sampled_from([*RATINGS, None]) for code in CODES if code not in ("1.1", "1.2")},
    ),
)
def test_units_are_rated_alike_with_whatever_people_decide(answers, rounding, decided):
    result = rate_fast(answers, rounding, {code: Judgement(rating) for code, rating in decided.items()})
    ratings = {code: rate_slowly(code, answers, rounding, decided) for code in CODES}
    assert {s.code: slow.MISSING if s.missing else s.final for s in result.standards} == ratings
    assert (result.score, result.max_score, result.overall) == slow.rate_unit(ratings.values())
    assert set(result.missing) & set(CODES) == {code for code in CODES if ratings[code] == slow.MISSING}


def rate_slowly(standard, answers, rounding, decided):
    if not CODES[standard]:
        return decided.get(standard, slow.MISSING)
    if decided.get(standard, "") is None:
        return None
    own = {code: answers[code] for code in CODES[standard]}
    rating = slow.rate_standard(own, rounding)
    allowed = set() if rating == slow.MISSING else slow.moves(own, rounding)
    return decided[standard] if decided.get(standard) in allowed else rating


@given(splits(56), st.integers(1, 5), ROUNDINGS)
def test_a_panel_may_move_a_standard_one_band_and_only_on_its_grounds(split, times, rounding):
    yes, no = split[0], split[1] - split[0]
    own = {"2.1.1": split_of(yes, no), "2.1.2": split_of(yes * times, no * times), "2.1.3": ["yes"]}
    standard = standards_of(ALL_YES | own, rounding)[0]
    assert set(standard.moves) == slow.moves(own, rounding)
    assert {abs(place(to) - place(standard.rating)) for to in standard.moves} <= {1}


@given(splits(56), ROUNDINGS, st.sampled_from(RATINGS))
def test_a_decision_counts_exactly_where_it_is_allowed(split, rounding, decision):
    own = dict.fromkeys(CODES["2.1"], split_of(split[0], split[1] - split[0]))
    standard = standards_of(ALL_YES | own, rounding, EVIDENCE | {"2.1": Judgement(decision)})[0]
    allowed = slow.moves(own, rounding)
    assert standard.decided == (decision if decision in allowed else None)
    assert standard.refused == (decision not in allowed and decision != standard.rating)


@given(audits(), ROUNDINGS)
def test_notes_mention_rounding_exactly_where_it_decides(answers, rounding):
    notes = [note for note in notes_of(rate_fast(answers, rounding)) if "rounded to" in note.lower()]
    decided = [
        code
        for code, column in answers.items()
        if slow.rate_question(column, "whole") != slow.rate_question(column, "exact")
    ]
    assert [note.partition(":")[0] for note in notes] == decided


@given(splits(56), st.integers(1, 5), ROUNDINGS)
def test_notes_say_exactly_what_unanswered_cases_could_still_change(split, blank, rounding):
    given_answers = split_of(split[0], split[1] - split[0])
    rest = {code: ["yes"] * (len(given_answers) + blank) for code in ALL_YES}
    (note,) = [
        n for n in notes_of(rate_fast(rest | {"2.1.1": given_answers + [None] * blank}, rounding)) if " una" in n
    ]
    reached = {
        slow.rate_question(given_answers + list(filled), rounding)
        for filled in combinations_with_replacement(("yes", "no", "na"), blank)
    }
    lowest, highest = min(reached, key=place), max(reached, key=place)
    assert (f"it stays {lowest}." if lowest == highest else f"from {lowest} to {highest}.") in note
