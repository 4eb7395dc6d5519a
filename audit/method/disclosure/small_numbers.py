"""Hide figures that would reveal a few cases to a reader who may not see them.

A question's figures are hidden together: a reader could work out the others from one of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from audit.method.rating.audit import AuditRating
from audit.method.rating.banding import Figure, KeyQuestionRating
from audit.method.rating.standard import StandardRating
from audit.method.tally import Tally

FEWEST = 5  # cases that a figure must rest on
NOT_SHOWN = f"not shown: it would reveal fewer than {FEWEST} cases"
Answers = Mapping[str, Mapping[str, int]]  # {case: {question code: value}}
AnyFigure = TypeVar("AnyFigure", bound=Figure)


def resting_on_few(tallies: Mapping[str, Tally], seen: Mapping[str, Tally]) -> frozenset[str]:
    """Return the codes of the questions that apply to 1 to FEWEST - 1 of the cases that the reader does not see.

    Both arguments are {question code: Tally}: of all cases, and of those `seen`, which the reader could subtract.
    """
    unseen = {code: tally.applicable - seen.get(code, Tally()).applicable for code, tally in tallies.items()}
    return frozenset(code for code, number in unseen.items() if 0 < number < FEWEST)


def compare_answers(answers: Answers, given_out: Iterable[Answers]) -> tuple[bool, frozenset[str]]:
    """Return what a reader could learn about 1 to FEWEST - 1 cases by subtracting an earlier result from this one.

    That is (whether the two differ in so few cases, codes of the questions whose answers differ in so few). A case that
    only one of them has counts as different. Two results that are alike reveal nothing.
    """
    few, hidden = False, set()
    for earlier in given_out:
        changed = [changed_codes(answers.get(case, {}), earlier.get(case, {})) for case in {*answers, *earlier}]
        few = few or 0 < sum(map(bool, changed)) < FEWEST
        hidden |= {code for code, number in Counter(chain(*changed)).items() if number < FEWEST}
    return few, frozenset(hidden)


def changed_codes(now: Mapping[str, int], then: Mapping[str, int]) -> set[str]:
    """Return the codes of the questions to which a case has another answer than before."""
    return {code for code in {*now, *then} if now.get(code) != then.get(code)}


def hide_figures(rating: AuditRating, hidden: Collection[str]) -> AuditRating:
    """Return the rating without the figures of the `hidden` codes, and without what would give them away.

    The ratings of standards stay.
    """
    standards = tuple(_hide_in_standard(standard, hidden) for standard in rating.standards)
    return replace(rating, standards=standards, items=tuple(_hide_figure(item, hidden) for item in rating.items))


def _hide_in_standard(standard: StandardRating, hidden: Collection[str]) -> StandardRating:
    if not any(question.code in hidden or _prompt_codes(question) & set(hidden) for question in standard.key_questions):
        return standard
    questions = {question.code: _hide_in_key_question(question, hidden) for question in standard.key_questions}
    limiting = tuple(questions[question.code] for question in standard.limiting)
    return replace(
        standard,
        key_questions=tuple(questions.values()),
        limiting=() if any(question.hidden for question in limiting) else limiting,
        moves={},
    )


def _prompt_codes(question: KeyQuestionRating) -> set[str]:
    return {prompt.code for prompt in question.prompts}


def _hide_in_key_question(question: KeyQuestionRating, hidden: Collection[str]) -> KeyQuestionRating:
    prompts = tuple(_hide_figure(prompt, hidden) for prompt in question.prompts)
    question = _hide_figure(replace(question, prompts=prompts), hidden)
    if question.hidden:
        return replace(question, band=None, up=None, down=None, rounding_decides=False, unanswered=0)
    return question


def _hide_figure(figure: AnyFigure, hidden: Collection[str]) -> AnyFigure:
    return replace(figure, tally=Tally(), percent=None, hidden=True) if figure.code in hidden else figure
