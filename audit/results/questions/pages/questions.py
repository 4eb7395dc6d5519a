"""The page of all questions, ready to print: each key question with its prompts, and where to start."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.method.rating.banding import Figure, KeyQuestionRating
from audit.method.rating.explain import share_text
from audit.method.rating.prompts import strongest_prompts, weakest_prompts, where_to_start
from audit.method.rating.standard import StandardRating
from audit.method.words import Words
from audit.results.pages.figures import FigureLine, figure_line, key_question_line
from audit.results.pages.result import StandardBlock
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
    """A standard, as the result shows it, with its key questions; without any if it is judged on evidence."""

    block: StandardBlock
    questions: tuple[QuestionBlock, ...]


def build_questions(report: Report, blocks: Iterable[StandardBlock]) -> tuple[QuestionsOfStandard, ...]:
    """Return the standards of these StandardBlocks with their questions; without them if no figure is shown."""
    words, standards = report.words, {standard.code: standard for standard in report.rating.standards}
    return tuple(
        QuestionsOfStandard(
            block,
            tuple(
                _block(report, standards[block.code], question, words)
                for question in standards[block.code].key_questions
                if not report.ratings_only
            ),
        )
        for block in blocks
    )


def build_start(report: Report) -> tuple[PromptLine, ...]:
    """Return the weakest prompts of the limiting questions; none if the reader sees no figure."""
    start = () if report.ratings_only else where_to_start(report.rating.standards)
    return _in_words(start, report.words)


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
