"""The checks after a kill would notice what they are there to notice."""

import pytest

from audit.method.answers import AnswerChange, Value
from audit.models import Answer
from audit.reviewing.actions.answering import save_answers
from tests.audit.an_audit import add_case, an_audit
from tests.load.stored import Confirmed, problems_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def saved():
    """Two saves of one answer, as the server confirmed them."""
    review = add_case(an_audit(), {}, submitted=False).reviews.get()
    for based_on, text in enumerate(("first", "second")):
        save_answers(review=review, changes=[AnswerChange("2.1.1", Value.YES, text, based_on)])
    return [Confirmed(review.pk, "2.1.1", 0, 1, "first"), Confirmed(review.pk, "2.1.1", 1, 2, "second")]


def test_whole_saves_are_no_problem(saved):
    assert problems_with(saved) == []


def test_a_confirmed_text_that_is_not_there_is_told(saved):
    (problem,) = problems_with([*saved, saved[1]._replace(comment="another")])
    assert problem.startswith("Lost")


def test_an_answer_without_its_history_row_is_told(saved):
    Answer.history.filter(version=2).delete()
    assert any(problem.startswith("Half there") for problem in problems_with(saved[:1]))


def test_a_version_whose_text_is_another_than_in_its_history_is_told(saved):
    Answer.objects.update(comment="half")
    assert [problem.split(":")[0] for problem in problems_with(saved)] == ["Half there"]


def test_an_answer_that_went_back_to_an_earlier_version_is_told(saved):
    Answer.objects.update(version=1, comment="first")
    assert any(problem.startswith("Gone back") for problem in problems_with(saved))
