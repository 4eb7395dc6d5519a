"""In how many reviews all prompts have the same answer, by hand."""

from audit.method.answers import Value
from audit.method.reviewers.one_answer import OneAnswer, one_answer

YES, NO, NOT_APPLICABLE = Value.YES, Value.NO, Value.NOT_APPLICABLE
PROMPTS = {"a", "b", "c"}


def test_a_review_counts_where_all_its_prompts_have_one_answer():
    reviews = [
        {"a": YES, "b": YES, "c": YES, "judgement": NO},  # the same: only prompts are compared
        {"a": NO, "b": NO},  # the same, as far as they are answered
        {"a": YES, "b": YES, "c": NOT_APPLICABLE},
    ]
    found = one_answer(PROMPTS, reviews)
    assert found == OneAnswer(n=3, same=2)
    assert found.percent == 67


def test_a_single_answer_is_not_compared_and_no_review_has_no_share():
    assert one_answer(PROMPTS, [{"a": YES}, {"judgement": YES}]).percent is None
    assert one_answer(PROMPTS, []) == OneAnswer(0, 0)


def test_what_was_not_looked_at_is_no_answer_to_compare():
    assert one_answer(PROMPTS, [{"a": YES, "b": YES, "c": Value.NOT_LOOKED}]) == OneAnswer(1, 1)
    assert one_answer(PROMPTS, [{"a": YES, "b": Value.NOT_LOOKED}]) == OneAnswer(0, 0)
