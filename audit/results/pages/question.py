"""The page of one question, ready to print: its figures, its prompts and the cases behind them."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from audit.method.answers import Value
from audit.results.pages.result import FigureLine, figure_line, key_question_line
from audit.results.report import unlisted
from cases.lists.table import links_of, shown_of, size_in, sizes_for

WORST_FIRST = (Value.NO, Value.ABSENT, Value.YES, Value.NOT_APPLICABLE)


@dataclass(frozen=True)
class QuestionPage:
    """What the page of a question shows.

    `counted`: what the percentage counts, in words. `groups`: (answer in words, [Answer]) of the cases found.
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

    def found_by(self, search, sought):
        """Return the page with only the answers that the QuestionCasesForm asks for, of the cases of these numbers."""
        found = [
            (name, [each for each in answers if each.review.sampled_case.number in sought])
            for name, answers in self.groups
            if search.finds(Value(answers[0].value).key)
        ]
        return replace(self, groups=tuple((name, answers) for name, answers in found if answers))


@dataclass(frozen=True)
class ListedCases:
    """The cases of a question on one page of the list, in groups by answer.

    `groups`: (answer in words, how many cases have it on all pages, [Answer] on this page).
    """

    groups: tuple[tuple[str, int, list], ...]
    page: Page
    per_page: int

    @property
    def numbers(self):
        """Return the numbers of the cases on this page."""
        return [answer.review.sampled_case.number for answer in self.page]

    @property
    def caption(self):
        """Say which cases these are: "26 to 50 of 56 cases"."""
        return shown_of(self.page, ("case", "cases"))

    @property
    def links(self):
        """Return the numbers of the pages to link to."""
        return links_of(self.page)

    @property
    def sizes(self):
        """Return the numbers of cases that a page may have."""
        return sizes_for(self.page.paginator.count)


def list_cases(groups, sent):
    """Return the ListedCases of a QuestionPage's `groups` on the page that `sent`, a QueryDict, asks for."""
    size = size_in(sent)
    page = Paginator([answer for _, answers in groups for answer in answers], size).get_page(sent.get("page"))
    shown = [(name, len(answers), [each for each in page if each in answers]) for name, answers in groups]
    return ListedCases(tuple(group for group in shown if group[-1]), page, size)


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
        prompts=tuple(figure_line(report, prompt) for prompt in prompts),
        groups=tuple((question.label(value), answers[value]) for value in WORST_FIRST if value in answers),
        unlisted=0 if figure.hidden else unlisted(figure, answers),
    )


def answers_of(question, answers):
    """Return (key, label) of the answers that were given, the worst first, as the choices of a field."""
    return [(value.key, question.label(value)) for value in WORST_FIRST if value in answers]


def key_question_of(framework, code):
    """Return the code of a prompt's key question; "" for other questions."""
    return next((q.code for q in framework.key_questions if code in [prompt.code for prompt in q.prompts]), "")


def _figures(report, code):
    """Return (the question's Figure, its FigureLine, the Figures of its prompts)."""
    for standard in report.rating.standards:
        for question in standard.key_questions:
            if question.code == code:
                line = key_question_line(report, question, question in standard.limiting)
                return question, line, question.prompts
            for prompt in question.prompts:
                if prompt.code == code:
                    return prompt, figure_line(report, prompt), ()
    item = next(item for item in report.rating.items if item.code == code)
    return item, figure_line(report, item), ()
