"""The lowest-score rule: a standard takes the rating of its lowest key question (docs/method.md)."""

from collections.abc import Mapping, Sequence

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
from audit.method.rating.standard import Judgement, StandardRating
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
        standard, rating=judgement.rating, judgement=judgement, score=_score_of(framework, standard, judgement.rating)
    )


def rate_by_lowest_key_question(
    framework: Framework,
    standard: Standard,
    key_questions: tuple[KeyQuestionRating, ...],
    judgement: Judgement | None,
    has_cases: bool,
) -> StandardRating:
    """Apply the lowest-score rule, then a panel's decision if it is still allowed and a second person confirmed it.

    A key question without any answer yet, or with too few cases, leaves the standard without a rating. One that applies
    to no case is passed over.
    """
    applied = [question for question in key_questions if question.tally.applicable]
    waiting = not has_cases or any(question.waiting for question in key_questions)
    if waiting or not applied or any(question.few for question in applied):
        refused = judgement is not None and judgement.rating is not None and not waiting
        return StandardRating(
            standard, missing=waiting, refused=refused, judgement=judgement, key_questions=key_questions
        )
    limiting = limiting_of(applied)
    rating = limiting[0].band.rating if limiting[0].band else None
    moves = allowed_moves(framework, applied)
    moved = judgement is not None and judgement.rating != rating
    fits = judgement is not None and judgement.rating in moves and judgement.computed in {None, rating}
    move = judgement.rating if judgement and moved and fits else None
    decided, unconfirmed = (None, move) if judgement and judgement.waits else (move, None)
    return StandardRating(
        standard,
        rating=rating,
        decided=decided,
        waiting=unconfirmed,
        refused=moved and not fits,
        score=_score_of(framework, standard, decided or rating),
        judgement=judgement,
        key_questions=key_questions,
        limiting=limiting,
        moves=moves,
    )


def limiting_of(key_questions: Sequence[KeyQuestionRating]) -> tuple[KeyQuestionRating, ...]:
    """Return the key question with the lowest share, several if they tie. At least one must apply to a case."""
    applied = [question for question in key_questions if question.tally.applicable]
    lowest = min(question.share for question in applied)
    return tuple(question for question in applied if question.share == lowest)


def _score_of(framework: Framework, standard: Standard, rating: str | None) -> int | None:
    return framework.band[rating].score if rating and standard.counted else None
