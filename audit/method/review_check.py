"""What a review still needs before it can be submitted, and where its answers contradict each other or the facts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from audit.method.answers import APPLICABLE, FALLS_SHORT, NOT_APPLICABLE, SUFFICIENT, Value
from audit.method.applicability import applicable_questions, known_conditions
from audit.method.framework import Framework, KeyQuestion, Question
from audit.method.warnings.coded import (
    AGAINST_FACTS,
    ALL_PROMPTS_MET,
    NO_COMMENT,
    NO_PROMPT_MET,
    PackWarning,
    warnings_met,
)


class RemarkKind(Enum):
    UNANSWERED = "unanswered"
    NO_REASONING = "no reasoning"
    CONTRADICTION = "contradiction"
    NO_COMMENT = "no comment"


@dataclass(frozen=True)
class Remark:
    """A sentence about the question of this code: something to complete or to look at.

    `warning`: the code of the warning that says it; "" for what is missing.
    """

    code: str
    kind: RemarkKind
    text: str
    warning: str = ""


@dataclass(frozen=True)
class ReviewCheck:
    """The result of check_review.

    `asked`: codes of the questions that apply. `answered`: how many of them have an answer. A review with something
    `missing` cannot be submitted; one with `warnings` can.
    """

    asked: frozenset[str]
    answered: int
    missing: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def check_review(
    framework: Framework,
    facts: Mapping[str, object],
    answers: Mapping[str, Value | int | None],
    comments: Mapping[str, str],
    pack: tuple[PackWarning, ...] = (),
) -> ReviewCheck:
    """Check a review's `answers`, {code: Value, or None for a comment without an answer}, and `comments`, {code: text}.

    `pack`: the framework's own warnings. Answers to questions that do not apply are left out. Remarks come in the order
    of the framework.
    """
    asked = applicable_questions(framework, facts)
    given = {code: Value(value) for code, value in answers.items() if value is not None and code in asked}
    written = {code for code, text in comments.items() if text.strip()}
    questions = [question for code, question in framework.questions.items() if code in asked]
    met = warnings_met(pack, framework, facts, given)
    return ReviewCheck(
        asked,
        len(given),
        tuple(remark for question in questions for remark in _find_missing(question, given, written)),
        tuple(
            remark
            for question in questions
            for remark in _find_warnings(framework, facts, question, given, written, met.get(question.code, ()))
        ),
    )


def _find_missing(question: Question, given: Mapping[str, Value], written: set[str]) -> Iterator[Remark]:
    if question.code not in given:
        yield Remark(question.code, RemarkKind.UNANSWERED, "Not answered")
    elif isinstance(question, KeyQuestion) and question.code not in written:
        yield Remark(question.code, RemarkKind.NO_REASONING, "The judgement has no reasoning")


def _find_warnings(
    framework: Framework,
    facts: Mapping[str, object],
    question: Question,
    given: Mapping[str, Value],
    written: set[str],
    met: Collection[PackWarning],
) -> Iterator[Remark]:
    answer = given.get(question.code)
    if isinstance(question, KeyQuestion):
        yield from _contradicted_by_prompts(question, given)
    elif answer in FALLS_SHORT and question.no_wants_words and question.code not in written:
        text = NO_COMMENT.message.format(question.label(answer))
        yield Remark(question.code, RemarkKind.NO_COMMENT, text, NO_COMMENT.code)
    if answer in NOT_APPLICABLE and (why := _condition_known_to_be_met(framework, facts, question)):
        text = AGAINST_FACTS.message.format(question.label(answer), why)
        yield Remark(question.code, RemarkKind.CONTRADICTION, text, AGAINST_FACTS.code)
    for warning in met:
        yield Remark(question.code, RemarkKind.CONTRADICTION, warning.message, warning.code)


def _contradicted_by_prompts(question: KeyQuestion, given: Mapping[str, Value]) -> Iterator[Remark]:
    """Yield a remark if every prompt that applies contradicts the judgement. Only a warning: prompts never decide."""
    answers = {given.get(prompt.code) for prompt in question.prompts} & set(APPLICABLE)
    judgement = given.get(question.code)
    if judgement in SUFFICIENT and answers and answers <= set(FALLS_SHORT):
        yield Remark(question.code, RemarkKind.CONTRADICTION, NO_PROMPT_MET.message, NO_PROMPT_MET.code)
    if judgement in FALLS_SHORT and answers and answers <= set(SUFFICIENT):
        yield Remark(question.code, RemarkKind.CONTRADICTION, ALL_PROMPTS_MET.message, ALL_PROMPTS_MET.code)


def _condition_known_to_be_met(framework: Framework, facts: Mapping[str, object], question: Question) -> str:
    """Return the title of the question's condition if the case is known to meet it; "" if not, or without one."""
    name = question.applies_to
    return framework.conditions[name].title if name and known_conditions(framework, facts)[name] else ""
