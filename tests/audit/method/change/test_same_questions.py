"""Which questions of two frameworks ask the same: only those that a words file joins."""

from dataclasses import replace

import pytest

from audit.frameworks import framework
from audit.method.certainty.draws import Draws
from audit.method.certainty.interval import Draw
from audit.method.change.figures import Figures, same_questions
from audit.method.tally import Tally
from audit.method.words import Words

SHIPPED = framework("pdu-2023")
OTHER = replace(SHIPPED, code="services-2021")
JOINS_TWO = {"2.1.3": {"services-2021": "2.4.3"}, "2.2.3": {"services-2021": "2.2.3"}}


def test_a_framework_asks_the_same_as_itself():
    assert len(same_questions(SHIPPED, Words(), SHIPPED, Words())) == 12


def test_two_frameworks_do_not_join_by_their_codes_alone():
    assert same_questions(SHIPPED, Words(), OTHER, Words()) == {}


@pytest.mark.parametrize("side", ["words of the newer", "words of the older"])
def test_the_words_file_of_either_side_joins_two_questions_for_both(side):
    if side == "words of the newer":
        newer, older = Words(same_as=JOINS_TWO), Words()
    else:
        back = {"2.4.3": {"pdu-2023": "2.1.3"}, "2.2.3": {"pdu-2023": "2.2.3"}}
        newer, older = Words(), Words(same_as=back)
    assert same_questions(SHIPPED, newer, OTHER, older) == {"2.1.3": "2.4.3", "2.2.3": "2.2.3"}
    assert same_questions(OTHER, older, SHIPPED, newer) == {"2.4.3": "2.1.3", "2.2.3": "2.2.3"}


def test_a_join_to_a_question_that_is_not_there_joins_nothing():
    mistaken = Words(same_as={"2.1.3": {"services-2021": "9.9.9"}, "2.2.3": {"another": "2.2.3"}})
    assert same_questions(SHIPPED, mistaken, OTHER, Words()) == {}


def test_a_hidden_question_has_no_figures():
    figures = Figures(SHIPPED, Words(), Draws(Draw(56)), {"2.1.3": Tally(yes=9)}, frozenset({"2.1.3"}))
    assert figures.tally("2.1.3") == figures.tally("2.2.3") == Tally()
