"""A scratch copy of a rating: what it would be if more cases were sufficient."""

from collections.abc import Mapping
from dataclasses import replace

from audit.method.framework import Framework
from audit.method.rating.audit import AuditRating, add_scores, missing_of, rate_overall
from audit.method.rating.banding import KeyQuestionRating
from audit.method.rating.lowest_score import rate_by_lowest_key_question, rate_key_question
from audit.method.rating.standard import StandardRating
from audit.method.tally import Tally


def open_questions(rating: AuditRating) -> tuple[KeyQuestionRating, ...]:
    """Return the key questions in which more cases could be sufficient.

    Left out are standards without a rating, and those of which the reader may not know all figures: what became of the
    rating would give away the rest.
    """
    return tuple(
        question
        for standard in rating.standards
        if standard.final and not any(q.hidden for q in standard.key_questions)
        for question in standard.key_questions
        if short_of(question)
    )


def short_of(question: KeyQuestionRating) -> int:
    """Return how many cases are not sufficient in it, and so could become sufficient."""
    return question.tally.no + question.tally.absent


def with_more_sufficient(rating: AuditRating, more: Mapping[str, int]) -> AuditRating:
    """Return the rating as if `more` cases were sufficient, {code of an open question: how many}.

    Standards without such a question stay as they are. No number is above short_of the question.
    """
    framework = rating.framework
    standards = tuple(_raised(framework, standard, more) for standard in rating.standards)
    score, max_score = add_scores(framework, standards)
    overall = rate_overall(framework, score, max_score)
    missing = missing_of(standards)
    return replace(rating, standards=standards, score=score, max_score=max_score, overall=overall, missing=missing)


def _raised(framework: Framework, standard: StandardRating, more: Mapping[str, int]) -> StandardRating:
    if not any(more.get(question.code) for question in standard.key_questions):
        return standard
    framework = framework.of_kind(standard.standard.kind)
    asked = zip(standard.standard.key_questions, standard.key_questions, strict=True)
    questions = tuple(
        rate_key_question(
            framework,
            question,
            {question.code: _more_sufficient(rated.tally, more.get(question.code, 0))}
            | {prompt.code: prompt.tally for prompt in rated.prompts},
            rated.tally.answered + rated.unanswered,
        )
        for question, rated in asked
    )
    return rate_by_lowest_key_question(framework, standard.standard, questions, standard.judgement, has_cases=True)


def _more_sufficient(tally: Tally, cases: int) -> Tally:
    from_absent = max(cases - tally.no, 0)
    return replace(tally, yes=tally.yes + cases, no=tally.no - (cases - from_absent), absent=tally.absent - from_absent)
