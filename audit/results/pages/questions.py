"""The page of all questions, ready to print: each key question with its prompts, and where to start."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.frameworks import words_of
from audit.method.rating.banding import Figure, KeyQuestionRating
from audit.method.rating.explain import share_text, standing
from audit.method.rating.prompts import strongest_prompts, weakest_prompts, where_to_start
from audit.method.rating.standard import StandardRating
from audit.method.words import Words
from audit.results.pages.result import FigureLine, figure_line, key_question_line, rating_slug
from audit.results.report import Report


@dataclass(frozen=True)
class NamedPrompts:
    """The prompts that are the strongest or the weakest of a question. `name`: which of the two, in words."""

    name: str
    lines: tuple["PromptLine", ...]


@dataclass(frozen=True)
class PromptLine:
    """A prompt in a few words. `share`: "27%, 12 of 45"."""

    code: str
    title: str
    share: str


@dataclass(frozen=True)
class QuestionBlock:
    """A key question with its prompts. `extremes`: its strongest and weakest prompts, of a limiting question only."""

    line: FigureLine
    prompts: tuple[FigureLine, ...]
    extremes: tuple[NamedPrompts, ...]


@dataclass(frozen=True)
class QuestionsOfStandard:
    """A standard that rests on cases, with its rating and its key questions."""

    code: str
    title: str
    standing: str
    rating_slug: str
    questions: tuple[QuestionBlock, ...]


def build_questions(report: Report) -> tuple[QuestionsOfStandard, ...]:
    """Return the standards that rest on cases, with their questions; none without a case, or if no figure is shown."""
    if not report.rating.cases or report.ratings_only:
        return ()
    words = words_of(report.framework)
    return tuple(
        QuestionsOfStandard(
            standard.code,
            standard.standard.title,
            standing(report.framework, standard) if report.framework.rated else "",
            rating_slug(standard.final),
            tuple(_block(report, standard, question, words) for question in standard.key_questions),
        )
        for standard in report.rating.standards
        if standard.standard.from_cases
    )


def build_start(report: Report) -> tuple[PromptLine, ...]:
    """Return the weakest prompts of the limiting questions; none if the reader sees no figure."""
    start = () if report.ratings_only else where_to_start(report.rating.standards)
    return _in_words(start, words_of(report.framework))


def _block(report: Report, standard: StandardRating, question: KeyQuestionRating, words: Words) -> QuestionBlock:
    limiting = question in standard.limiting
    return QuestionBlock(
        key_question_line(report, question, limiting),
        tuple(figure_line(report, prompt) for prompt in question.prompts),
        tuple(_extremes(question, words)) if limiting else (),
    )


def _extremes(question: KeyQuestionRating, words: Words) -> Iterable[NamedPrompts]:
    for name, prompts in (("Strongest", strongest_prompts(question)), ("Weakest", weakest_prompts(question))):
        if prompts:
            yield NamedPrompts(f"{name} prompt{'s' * (len(prompts) > 1)}", _in_words(prompts, words))


def _in_words(prompts: Iterable[Figure], words: Words) -> tuple[PromptLine, ...]:
    return tuple(PromptLine(each.code, words.title_of(each.question), share_text(each)) for each in prompts)
