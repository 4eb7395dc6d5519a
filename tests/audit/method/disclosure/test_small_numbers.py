"""Which figures stay hidden from those who may not see the cases behind them, and what goes with a hidden figure."""

import pytest

from audit.frameworks import framework
from audit.method.disclosure.small_numbers import hide_figures, resting_on_few
from audit.method.raising.words import to_next_band_text
from audit.method.rating.audit import rate
from audit.method.rating.explain import notes_of
from audit.method.tally import Tally

PDU = framework("pdu-2023")


@pytest.mark.parametrize(
    ("every", "seen", "hidden"),
    [
        (Tally(yes=3, no=1), Tally(), True),
        (Tally(yes=3, no=1, absent=1), Tally(), False),
        (Tally(yes=3, no=1, not_applicable=9), Tally(), True),
        (Tally(not_applicable=3), Tally(), False),  # there is no figure: no cases
        (Tally(yes=20, no=30), Tally(yes=20, no=26), True),  # her own taken away, four are left
        (Tally(yes=20, no=30), Tally(yes=20, no=25), False),
        (Tally(yes=20, no=30), Tally(yes=20, no=30), False),  # she sees all of them
    ],
)
def test_a_figure_is_hidden_where_one_to_four_cases_are_behind_it_that_the_reader_does_not_see(every, seen, hidden):
    assert (resting_on_few({"2.1.1": every}, {"2.1.1": seen}) == {"2.1.1"}) is hidden


def test_with_a_figure_goes_everything_that_it_could_be_worked_out_from():
    tallies = {question.code: Tally(yes=20, no=20) for question in PDU.key_questions} | {"2.1.3": Tally(yes=1, no=3)}
    full = rate(PDU, tallies, cases=40, asked=dict.fromkeys(PDU.questions, 40))
    rating = hide_figures(full, {"2.1.3", "2.1.1a", "management-oversight"})
    standard = next(standard for standard in rating.standards if standard.code == "2.1")
    question = standard.key_questions[-1]
    assert (question.tally, question.percent, question.band, question.up, question.down) == (Tally(), *[None] * 4)
    assert (standard.limiting, standard.moves, to_next_band_text(PDU, standard)) == ((), {}, "")
    why = "2.1.3 is based on fewer than 10 cases, so there is no score and no overall rating."
    few = f"2.1 Assessment is not rated: {why}"
    assert [note for note in notes_of(rating) if "2.1.3" in note] == [few]  # which "not shown" says too
    assert [item.code for item in rating.items if item.hidden] == ["management-oversight"]
    assert standard.key_questions[0].prompts[0].hidden


def test_the_ratings_stay_and_a_standard_without_a_hidden_figure_is_as_it_was():
    tallies = {question.code: Tally(yes=20, no=20) for question in PDU.key_questions}
    full = rate(PDU, tallies, cases=40)
    rating = hide_figures(full, {"2.1.3"})
    assert [standard.final for standard in rating.standards] == [standard.final for standard in full.standards]
    assert rating.standards[-1] == full.standards[-1]
