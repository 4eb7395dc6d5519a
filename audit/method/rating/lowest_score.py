"""The lowest-score rule: a standard takes the rating of its lowest key question (docs/method.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from audit.method.framework import Framework, KeyQuestion, Standard
from audit.method.rating.banding import (
    KeyQuestionRating,
    band_of,
    distance_down,
    distance_up,
    figure_of,
    is_few,
    rounding_decides,
    shown_percent,
)
from audit.method.rating.discretion import allowed_moves
from audit.method.rating.standard import NO_RATING, NOT_RATEABLE, Judgement, StandardRating
from audit.method.tally import Tally


def rate_key_question(
    framework: Framework, question: KeyQuestion, tallies: Mapping[str, Tally], asked: int
) -> KeyQuestionRating:
    """Return the question's figures from {question code: Tally}. `asked`: the number of cases it applies to."""
    tally = tallies.get(question.code, Tally())
    return KeyQuestionRating(
        question=question,
        tally=tally,
        percent=shown_percent(framework, tally),
        band=band_of(framework, tally.yes, tally.applicable),
        few=framework.rated and is_few(framework, tally.applicable),
        up=distance_up(framework, tally.yes, tally.applicable),
        down=distance_down(framework, tally.yes, tally.applicable),
        rounding_decides=rounding_decides(framework, tally),
        unanswered=max(asked - tally.answered, 0),
        prompts=tuple(figure_of(framework, prompt, tallies.get(prompt.code, Tally())) for prompt in question.prompts),
    )


def rate_standard(
    framework: Framework,
    standard: Standard,
    key_questions: tuple[KeyQuestionRating, ...],
    judgement: Judgement | None,
    *,
    has_cases: bool,
) -> StandardRating:
    """Rate one standard: from its key questions by the lowest-score rule, or by the judgement on evidence.

    A standard judged not rateable has no rating, is not `missing`, and does not count in the maximum.
    """
    if not framework.rated:
        return StandardRating(standard, key_questions=key_questions)
    if standard.from_cases:
        return rate_by_lowest_key_question(framework, standard, key_questions, judgement, has_cases)
    if judgement is None or judgement.rating not in {None, *framework.band}:
        return StandardRating(standard, missing=True, refused=judgement is not None, judgement=judgement)
    return StandardRating(
        standard,
        rating=judgement.rating,
        left_out=judgement.rating is None,
        judgement=judgement,
        score=_score_of(framework, standard, judgement.rating),
    )


def rate_by_lowest_key_question(
    framework: Framework,
    standard: Standard,
    key_questions: tuple[KeyQuestionRating, ...],
    judgement: Judgement | None,
    has_cases: bool,
) -> StandardRating:
    """Apply the lowest-score rule, then a panel's decision if it is still allowed and a second person confirmed it."""
    by_rule = _by_rule(framework, standard, key_questions, has_cases)
    if judgement is None:
        return by_rule
    by_rule = replace(by_rule, judgement=judgement)
    if judgement.rating is None:
        return _without_rating(by_rule, judgement)
    return by_rule if by_rule.missing else _moved(framework, by_rule, judgement)


def _by_rule(
    framework: Framework, standard: Standard, key_questions: tuple[KeyQuestionRating, ...], has_cases: bool
) -> StandardRating:
    """Apply the lowest-score rule alone.

    A key question without any answer yet, or with too few cases, leaves the standard without a rating. One that applies
    to no case is passed over.
    """
    applied = [question for question in key_questions if question.tally.applicable]
    missing = not has_cases or any(question.waiting for question in key_questions)
    if missing or not applied or any(question.few for question in applied):
        return StandardRating(standard, missing=missing, key_questions=key_questions)
    limiting = limiting_of(applied)
    rating = limiting[0].band.rating if limiting[0].band else None
    return StandardRating(
        standard,
        rating=rating,
        score=_score_of(framework, standard, rating),
        key_questions=key_questions,
        limiting=limiting,
        moves=allowed_moves(framework, applied),
    )


def _moved(framework: Framework, by_rule: StandardRating, judgement: Judgement) -> StandardRating:
    """Return a standard as a panel moved it by a band; `refused` if the figures do not allow that any more."""
    if judgement.rating == by_rule.rating:
        return by_rule
    if judgement.rating not in by_rule.moves or judgement.computed not in {None, by_rule.rating}:
        return replace(by_rule, refused=True)
    if judgement.waits:
        return replace(by_rule, waiting=judgement.rating)
    score = _score_of(framework, by_rule.standard, judgement.rating)
    return replace(by_rule, decided=judgement.rating, score=score)


def _without_rating(by_rule: StandardRating, judgement: Judgement) -> StandardRating:
    """Return a standard that a panel decided not to rate; `refused` if its cases give something else by now."""
    if judgement.computed not in {None, by_rule.rating or NO_RATING}:
        return by_rule if by_rule.missing else replace(by_rule, refused=True)
    if judgement.waits:
        return replace(by_rule, waiting=NOT_RATEABLE)
    return replace(by_rule, left_out=True, missing=False, score=None)


def limiting_of(key_questions: Sequence[KeyQuestionRating]) -> tuple[KeyQuestionRating, ...]:
    """Return the key question with the lowest share, several if they tie. At least one must apply to a case."""
    applied = [question for question in key_questions if question.tally.applicable]
    lowest = min(question.share for question in applied)
    return tuple(question for question in applied if question.share == lowest)


def _score_of(framework: Framework, standard: Standard, rating: str | None) -> int | None:
    return framework.band[rating].score if rating and standard.counted else None
