"""From tallies to ratings: the lowest-score rule, the score and the overall rating (method.md section 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .banding import (
    Figure,
    KeyQuestionRating,
    band_of,
    distance_down,
    distance_up,
    figure_of,
    is_few,
    rounding_decides,
    shown_percent,
)
from .discretion import allowed_moves
from .framework import Framework, KeyQuestion, Standard
from .tally import Tally


@dataclass(frozen=True)
class Judgement:
    """What people decided for a standard: its rating from evidence, or a move at professional discretion.

    `rating` None means that the standard cannot be rated: it then leaves the score and the maximum. `computed` is what
    the rule gave when a move was decided: the decision counts only as long as the rule still gives it.
    """

    rating: str | None
    rationale: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    computed: str | None = None


@dataclass(frozen=True)
class StandardRating:
    """One standard's rating, what led to it and where it may move.

    `rating`: what the rule (without cases: the judgement on evidence) gives; None while `missing` or not rateable, and
    where key questions rest on `too_few` cases: the standard then stays in the maximum, and there is no score.
    `decided`: what a panel decided instead, within its discretion; None without such a decision. `refused`: there
    is a decision, but the figures no longer allow it, so it does not count.
    `limiting`: the key question with the lowest percentage, several where they tie.
    `moves`: {rating a panel may move it to: the ground that allows it}.
    """

    standard: Standard
    rating: str | None = None
    missing: bool = False
    decided: str | None = None
    refused: bool = False
    score: int | None = None
    judgement: Judgement | None = None
    key_questions: tuple[KeyQuestionRating, ...] = ()
    limiting: tuple[KeyQuestionRating, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.standard.code

    @property
    def final(self) -> str | None:
        """The rating that counts."""
        return self.decided or self.rating

    @property
    def too_few(self) -> tuple[str, ...]:
        """The codes of the key questions that rest on too few cases to be rated; none in an unrated framework."""
        return tuple(question.code for question in self.key_questions if question.few)

    @property
    def held_back_by(self) -> tuple[KeyQuestionRating, ...]:
        """The key questions in the lowest band: all of them must rise before the standard does."""
        return tuple(q for q in self.key_questions if q.up and q.band and q.band.rating == self.rating)


@dataclass(frozen=True)
class AuditRating:
    """What follows from an audit's tallies and judgements.

    `score` and `overall` are None while a counted standard is `missing` (codes of standards, and of key questions
    that no case has answered yet) or rests on `too_few` cases (codes of key questions). `expected`: cases that are to
    be reviewed; until all are in the rating is `provisional`.
    """

    framework: Framework
    cases: int
    expected: int
    standards: tuple[StandardRating, ...]
    items: tuple[Figure, ...]
    score: int | None
    max_score: int
    overall: str | None
    missing: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        return self.cases < self.expected

    @property
    def too_few(self) -> tuple[str, ...]:
        return tuple(code for standard in self.standards for code in standard.too_few)


def rate(
    framework: Framework,
    tallies: Mapping[str, Tally],
    *,
    cases: int,
    expected: int | None = None,
    asked: Mapping[str, int] | None = None,
    judgements: Mapping[str, Judgement] | None = None,
) -> AuditRating:
    """Rate an audit of so many cases, out of those `expected` (default: all are in), from {question code: Tally} and
    {standard code: Judgement}.

    `asked`, {key question code: cases it applies to; none where it is not named}, tells how many answers are still
    missing (default: all cases). Judgements of standards that the framework does not have are passed over.
    """
    asked = asked if asked is not None else dict.fromkeys(framework.questions, cases)
    standards = tuple(
        rate_standard(
            framework,
            standard,
            tuple(rate_key_question(framework, q, tallies, asked.get(q.code, 0)) for q in standard.key_questions),
            (judgements or {}).get(standard.code),
            has_cases=cases > 0,
        )
        for standard in framework.standards
    )
    score, max_score = add_scores(framework, standards)
    return AuditRating(
        framework=framework,
        cases=cases,
        expected=cases if expected is None else expected,
        standards=standards,
        items=tuple(figure_of(framework, item, tallies.get(item.code, Tally())) for item in framework.items),
        score=score,
        max_score=max_score,
        overall=rate_overall(framework, score, max_score),
        missing=missing_of(standards),
    )


def rate_key_question(
    framework: Framework, question: KeyQuestion, tallies: Mapping[str, Tally], asked: int
) -> KeyQuestionRating:
    """The question's figures from {question code: Tally}; `asked` is the number of cases it applies to."""
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
    """Rate one standard. One that cannot be rated has neither a rating nor `missing`, and leaves score and maximum."""
    if not framework.rated:
        return StandardRating(standard, key_questions=key_questions)
    if standard.from_cases:
        return _rate_from_cases(framework, standard, key_questions, judgement, has_cases)
    if judgement is None or judgement.rating not in {None, *framework.band}:
        return StandardRating(standard, missing=True, refused=judgement is not None, judgement=judgement)
    return StandardRating(
        standard, rating=judgement.rating, judgement=judgement, score=_score(framework, standard, judgement.rating)
    )


def _rate_from_cases(
    framework: Framework,
    standard: Standard,
    key_questions: tuple[KeyQuestionRating, ...],
    judgement: Judgement | None,
    has_cases: bool,
) -> StandardRating:
    """The lowest-score rule. A key question that nobody answered yet leaves the standard without a rating;
    one that applied to no case is passed over; one that rests on too few cases leaves the standard unrated."""
    applied = [question for question in key_questions if question.tally.applicable]
    waiting = not has_cases or any(question.waiting for question in key_questions)
    if waiting or not applied or any(question.few for question in applied):
        refused = judgement is not None and judgement.rating is not None and not waiting
        return StandardRating(
            standard, missing=waiting, refused=refused, judgement=judgement, key_questions=key_questions
        )
    limiting = limiting_of(applied)
    rating = limiting[0].band.rating if limiting[0].band else None
    moves = allowed_moves(framework, limiting)
    moved = judgement is not None and judgement.rating != rating
    fits = judgement is not None and judgement.rating in moves and judgement.computed in {None, rating}
    decided = judgement.rating if judgement and moved and fits else None
    return StandardRating(
        standard,
        rating=rating,
        decided=decided,
        refused=moved and not fits,
        score=_score(framework, standard, decided or rating),
        judgement=judgement,
        key_questions=key_questions,
        limiting=limiting,
        moves=moves,
    )


def limiting_of(key_questions: Sequence[KeyQuestionRating]) -> tuple[KeyQuestionRating, ...]:
    """The key question with the lowest share, several where they tie; at least one must apply to a case."""
    applied = [question for question in key_questions if question.tally.applicable]
    lowest = min(question.share for question in applied)
    return tuple(question for question in applied if question.share == lowest)


def _score(framework: Framework, standard: Standard, rating: str | None) -> int | None:
    return framework.band[rating].score if rating and standard.counted else None


def add_scores(framework: Framework, standards: tuple[StandardRating, ...]) -> tuple[int | None, int]:
    """(score, maximum). Uncounted and unrateable standards leave both; there is no score while one is missing or rests
    on too few cases."""
    counted = [s for s in standards if s.standard.counted and (s.missing or s.too_few or s.score is not None)]
    max_score = len(counted) * framework.rating_bands[-1].score if framework.rated else 0
    if not counted or any(standard.score is None for standard in counted):
        return None, max_score
    return sum(standard.score or 0 for standard in counted), max_score


def rate_overall(framework: Framework, score: int | None, max_score: int) -> str | None:
    """The overall rating: each score band ends at its share of the maximum, rounded down."""
    if score is None:
        return None
    return next(band.rating for band in framework.score_bands if score <= int(max_score * band.share_of_maximum))


def missing_of(standards: tuple[StandardRating, ...]) -> tuple[str, ...]:
    """The codes of standards without a rating yet, each with those of its key questions that nobody answered."""
    return tuple(code for standard in standards if standard.missing for code in _missing_codes(standard))


def _missing_codes(standard: StandardRating) -> tuple[str, ...]:
    return standard.code, *(question.code for question in standard.key_questions if question.waiting)
