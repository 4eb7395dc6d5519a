"""What a rating would be if more cases were sufficient: the same as if they had been."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.method.disclosure.small_numbers import hide_figures
from audit.method.raising.scratch import open_questions, short_of, with_more_sufficient
from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.certainty.demonstration import JUDGED, suffolk_rating
from tests.audit.method.frameworks import pdu
from tests.audit.method.rating.any_answers import audits, rate_fast


@pytest.mark.slow
@given(audits(), st.data())
def test_the_scratch_copy_is_what_rating_such_answers_gives(answers, data):
    before = rate_fast(answers)
    more = {q.code: data.draw(st.integers(0, short_of(q))) for q in open_questions(before)}
    raised = dict(answers)
    for code, cases in more.items():
        others = sorted(answers[code], key=lambda answer: answer != "no")
        raised[code] = ["yes"] * cases + others[cases:]
    assert with_more_sufficient(before, more) == rate_fast(raised)


def test_two_kinds_of_a_no_become_sufficient_one_after_the_other():
    rating = rate(pdu(), {q.code: Tally(yes=5, no=3, absent=2) for q in pdu().key_questions}, cases=10)
    changed = with_more_sufficient(rating, {"2.1.1": 4}).standards[3].key_questions[0]
    assert (changed.tally, changed.band.rating) == (Tally(yes=9, absent=1), "Outstanding")


def test_what_a_panel_decided_no_longer_fits_once_the_rule_gives_more():
    moved = Judgement("Requires improvement", computed="Inadequate")
    rating = suffolk_rating(JUDGED | {"2.1": moved})
    assert (rating.standards[3].decided, rating.score) == ("Requires improvement", 5)
    changed = with_more_sufficient(rating, {"2.1.1": 15, "2.1.2": 15, "2.1.3": 15})
    assert (changed.standards[3].final, changed.standards[3].refused, changed.score) == ("Good", True, 6)


def test_a_standard_with_a_hidden_figure_is_not_open():
    codes = {q.code for q in open_questions(hide_figures(suffolk_rating(), {"2.1.2"}))}
    assert codes == {q.code for q in open_questions(suffolk_rating())} - {"2.1.1", "2.1.2", "2.1.3"}


def test_a_question_that_all_cases_answer_well_is_not_open():
    full = replace(pdu(), standards=pdu().standards[:4])
    assert open_questions(rate(full, {q.code: Tally(yes=10) for q in full.key_questions}, cases=10)) == ()
