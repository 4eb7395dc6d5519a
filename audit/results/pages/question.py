"""The page of one question, ready to print: its figures, its prompts and the cases behind them."""

from dataclasses import dataclass, replace

from audit.method.answers import Value
from audit.results.pages.result import FigureLine, figure_line, key_question_line
from audit.results.report import unlisted

WORST_FIRST = (Value.NO, Value.ABSENT, Value.YES, Value.NOT_APPLICABLE)


@dataclass(frozen=True)
class QuestionPage:
    """What the page of a question shows.

    `counted`: what the percentage counts, in words. `groups`: (answer in words, [Answer]) of the cases listed.
    `unlisted`: how many more cases count; 0 if the user may not know even that.
    """

    notice: str
    signed_otherwise: str
    incomplete: str
    line: FigureLine
    counted: str
    key_question: str
    standard: str
    look_for: str
    prompts: tuple[FigureLine, ...]
    groups: tuple[tuple[str, list], ...]
    unlisted: int

    @property
    def case_numbers(self):
        """Return the numbers of the cases listed."""
        return [answer.review.sampled_case.number for _, answers in self.groups for answer in answers]

    def found_by(self, search):
        """Return the page with only those cases that the CaseSearchForm finds."""
        found = [
            (name, search.found(answers, lambda each: each.review.sampled_case.case)) for name, answers in self.groups
        ]
        return replace(self, groups=tuple((name, answers) for name, answers in found if answers))


def build_question_page(report, question, answers):
    """Return the QuestionPage of a question. `answers`: {Value: [Answer]} of the cases that are listed."""
    framework = report.framework
    figure, line, prompts = _figures(report, question.code)
    standard = framework.standard_of.get(question.code)
    return QuestionPage(
        notice=report.notice,
        signed_otherwise=report.signed_otherwise,
        incomplete=report.incomplete,
        line=line,
        counted="Sufficient" if standard else question.label(Value.YES),
        key_question=key_question_of(framework, question.code),
        standard=f"{standard.code} {standard.title}" if standard else "",
        look_for=question.look_for,
        prompts=tuple(figure_line(framework, prompt) for prompt in prompts),
        groups=tuple((question.label(value), answers[value]) for value in WORST_FIRST if value in answers),
        unlisted=0 if figure.hidden else unlisted(figure, answers),
    )


def key_question_of(framework, code):
    """Return the code of a prompt's key question; "" for other questions."""
    return next((q.code for q in framework.key_questions if code in [prompt.code for prompt in q.prompts]), "")


def _figures(report, code):
    """Return (the question's Figure, its FigureLine, the Figures of its prompts)."""
    for standard in report.rating.standards:
        for question in standard.key_questions:
            if question.code == code:
                line = key_question_line(report.framework, question, question in standard.limiting)
                return question, line, question.prompts
            for prompt in question.prompts:
                if prompt.code == code:
                    return prompt, figure_line(report.framework, prompt), ()
    item = next(item for item in report.rating.items if item.code == code)
    return item, figure_line(report.framework, item), ()
