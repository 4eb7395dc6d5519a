"""Which figures a person may read who may not see all cases behind them, and a result without the others.

A figure is its whole question: with one of its counts shown, the others could be worked out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from .banding import Figure, KeyQuestionRating
from .rating import AuditRating, StandardRating
from .tally import Tally

FEWEST = 5  # cases that a figure rests on
NOT_SHOWN = f"not shown: it would tell of fewer than {FEWEST} cases"
Answers = Mapping[str, Mapping[str, int]]  # {case: {question code: value}}
AnyFigure = TypeVar("AnyFigure", bound=Figure)


def resting_on_few(tallies: Mapping[str, Tally], seen: Mapping[str, Tally]) -> frozenset[str]:
    """The codes of the questions that apply to some, and fewer than FEWEST, of the cases which the reader does not see.

    Both {question code: Tally}: of every case, and of those that the reader sees and could take away from it.
    """
    unseen = {code: tally.applicable - seen.get(code, Tally()).applicable for code, tally in tallies.items()}
    return frozenset(code for code, number in unseen.items() if 0 < number < FEWEST)


def compare_answers(answers: Answers, given_out: Iterable[Answers]) -> tuple[bool, frozenset[str]]:
    """What subtracting an earlier result from one with these answers would tell of 1 to FEWEST - 1 cases.

    (Whether the two differ in so few cases at all, the codes of the questions that differ in so few). A case that only
    one of them holds differs. Results that are alike tell nothing.
    """
    few, hidden = False, set()
    for earlier in given_out:
        changed = [_changed(answers.get(case, {}), earlier.get(case, {})) for case in {*answers, *earlier}]
        few = few or 0 < sum(map(bool, changed)) < FEWEST
        hidden |= {code for code, number in Counter(chain(*changed)).items() if number < FEWEST}
    return few, frozenset(hidden)


def _changed(now: Mapping[str, int], then: Mapping[str, int]) -> set[str]:
    """The codes of the questions that a case is counted otherwise in."""
    return {code for code in {*now, *then} if now.get(code) != then.get(code)}


def hide_figures(rating: AuditRating, hidden: Collection[str]) -> AuditRating:
    """The rating without the figures of the questions of these codes, and what could be worked out from them.

    The ratings of standards stay.
    """
    standards = tuple(_standard(standard, hidden) for standard in rating.standards)
    return replace(rating, standards=standards, items=tuple(_figure(item, hidden) for item in rating.items))


def _standard(standard: StandardRating, hidden: Collection[str]) -> StandardRating:
    if not any(question.code in hidden or _prompts(question) & set(hidden) for question in standard.key_questions):
        return standard
    questions = {question.code: _key_question(question, hidden) for question in standard.key_questions}
    limiting = tuple(questions[question.code] for question in standard.limiting)
    return replace(
        standard,
        key_questions=tuple(questions.values()),
        limiting=() if any(question.hidden for question in limiting) else limiting,
        moves={},
    )


def _prompts(question: KeyQuestionRating) -> set[str]:
    return {prompt.code for prompt in question.prompts}


def _key_question(question: KeyQuestionRating, hidden: Collection[str]) -> KeyQuestionRating:
    prompts = tuple(_figure(prompt, hidden) for prompt in question.prompts)
    question = _figure(replace(question, prompts=prompts), hidden)
    if question.hidden:
        return replace(question, band=None, up=None, down=None, rounding_decides=False, unanswered=0)
    return question


def _figure(figure: AnyFigure, hidden: Collection[str]) -> AnyFigure:
    return replace(figure, tally=Tally(), percent=None, hidden=True) if figure.code in hidden else figure
