"""In how many reviews all prompts have the same answer, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.method.framework import Framework
from audit.method.reviewers.one_answer import OneAnswer, one_answer
from audit.reviewing.reads.case_reviews import CaseReviews


@dataclass(frozen=True)
class OneAnswerLine:
    """A key question by its code and text; no code for all of them together."""

    code: str
    text: str
    share: str


def build_one_answer_lines(framework: Framework, cases: Iterable[CaseReviews]) -> list[OneAnswerLine]:
    """The OneAnswerLines of all submitted reviews, first and second: all prompts, then those of each key question.

    Empty where no review is submitted.
    """
    reviews = [
        {code: value for code, value in each.values.items() if code in case.asked}
        for case in cases
        for each in (case.first, case.second)
        if each and each.review.submitted_at
    ]
    if not reviews:
        return []
    groups = [(each, {prompt.code for prompt in each.prompts}) for each in framework.key_questions]
    lines = [OneAnswerLine(each.code, each.text, _share(one_answer(codes, reviews))) for each, codes in groups]
    every = set().union(*(codes for _, codes in groups))
    return [OneAnswerLine("", "All prompts of a review", _share(one_answer(every, reviews))), *lines]


def _share(found: OneAnswer):
    return f"{found.percent}%, {found.same} of {found.n}" if found.n else "No review yet"
