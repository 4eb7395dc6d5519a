"""The page of one question, ready to print: its figures, its prompts and the cases behind them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from audit.method.answers import FALLS_SHORT, NOT_APPLICABLE, SUFFICIENT, Value
from audit.results.pages.figures import FigureLine, figure_line, key_question_line
from audit.results.report import unlisted
from cases.lists.table import links_of, shown_of, size_in, sizes_for

WORST_FIRST = (*FALLS_SHORT, *reversed(SUFFICIENT), *NOT_APPLICABLE)


@dataclass(frozen=True)
class QuestionPage:
    """What the page of a question shows.

    `counted`: what the percentage counts, in words. `each_answer`: "Fully 12, Mostly 8", where it has several answers
    that count the same; else "". `why_limiting`: why the question limits its standard, "" if it does not.
    `groups`: (answer in words, what was given to the builder).
    `unlisted`: how many more cases count; 0 if the user may not know even that.
    """

    notice: str
    signed_otherwise: str
    incomplete: str
    line: FigureLine
    counted: str
    each_answer: str
    why_limiting: str
    key_question: str
    standard: str
    look_for: str
    prompts: tuple[FigureLine, ...]
    groups: tuple[tuple[str, list], ...]
    unlisted: int


@dataclass(frozen=True)
class ListedCases:
    """The cases of a question on one page of the list, in groups by answer.

    `groups`: (answer in words, how many cases have it on all pages, [Answer] on this page). `page`: of their numbers.
    """

    groups: tuple[tuple[str, int, list], ...]
    page: Page
    per_page: int

    @property
    def numbers(self):
        """Return the numbers of the cases on this page."""
        return list(self.page)

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


def found_by(search, sought, numbers):
    """Return those of {Value: [number of a case]} that the QuestionCasesForm asks for; `sought` are their numbers."""
    found = {
        value: [number for number in of_value if number in sought]
        for value, of_value in numbers.items()
        if search.finds(value.key)
    }
    return {value: of_value for value, of_value in found.items() if of_value}


def list_cases(question, numbers, sent, read):
    """Return the ListedCases on the page that `sent`, a QueryDict, asks for.

    `numbers`: {Value: [number of a case]} of all that were found. `read`: from the numbers of the cases on the page to
    {number: Answer}.
    """
    values, size = [value for value in WORST_FIRST if value in numbers], size_in(sent)
    page = Paginator([number for value in values for number in numbers[value]], size).get_page(sent.get("page"))
    answers = read(list(page))
    shown = [(value, [answers[number] for number in numbers[value] if number in answers]) for value in values]
    groups = tuple((question.label(value), len(numbers[value]), given) for value, given in shown if given)
    return ListedCases(groups, page, size)


def build_question_page(report, question, answers):
    """Return the QuestionPage of a question. `answers`: {Value: those of the cases that are listed}."""
    framework = report.framework
    figure, line, prompts = _figures(report, question.code)
    standard = framework.standard_of.get(question.code)
    return QuestionPage(
        notice=report.notice,
        signed_otherwise=report.signed_otherwise,
        incomplete=report.incomplete,
        line=line,
        counted="Sufficient" if standard else question.labels_of(Value.YES),
        each_answer="" if figure.hidden else question.each_in_words(figure.tally),
        why_limiting=_why_limiting(report, standard) if line.limiting else "",
        key_question=key_question_of(framework, question.code),
        standard=f"{standard.code} {standard.title}" if standard else "",
        look_for=question.look_for,
        prompts=tuple(figure_line(report, prompt) for prompt in prompts),
        groups=tuple((question.label(value), answers[value]) for value in WORST_FIRST if value in answers),
        unlisted=0 if figure.hidden else unlisted(figure, answers),
    )


def _why_limiting(report, standard):
    """Say why a standard rests on its limiting question, and that people decided otherwise if they did."""
    found = next(each for each in report.rating.standards if each.code == standard.code)
    if found.left_out or found.decided:
        return "It is the lowest, so by the rule its rating is that of the standard. A panel decided otherwise."
    return "The standard takes the rating of this question because it is the lowest."


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
