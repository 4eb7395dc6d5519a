"""A finished look, to read: its answers, what was corrected since, and what was found."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.method.answers import Value
from audit.models import Finding, Look
from audit.oversight.looks.pages.words import correction_in_words, direction_in_words
from audit.oversight.looks.questions import DIRECTION, OF_THE_LOOK, TODAY
from audit.oversight.looks.reads import corrections_of, found_in, is_own_work, own_answers, questions_of
from cases.models import User


@dataclass(frozen=True)
class AnsweredLine:
    """A question with the answer in words, the practitioner's view, and what was corrected since."""

    number: int
    code: str
    text: str
    answer: str
    own_view: str
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class FinishedPage:
    """`state`: finished or corrected, who did it and when; or why the look is not finished.

    `beside`: (question, answer) of what a look asks beside its instrument, where it was answered.
    """

    state: str
    is_own_work: bool
    is_finished: bool
    lines: tuple[AnsweredLine, ...]
    beside: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def build_finished_page(look: Look, user: User) -> FinishedPage:
    """Build the FinishedPage. Takes four queries. `user` sees of the findings those that they may read."""
    answers, views, corrections = look.review.answers_by_code(), own_answers(look), corrections_of(look)
    lines = (
        AnsweredLine(
            number,
            question.code,
            question.text,
            _answer(question, answers.get(question.code)),
            _own_view(question, views.get(question.code)),
            tuple(correction_in_words(each) for each in corrections if each.question == question.code),
        )
        for number, question in enumerate(questions_of(look), start=1)
    )
    own = is_own_work(look)
    state, findings = _state(look, corrections), tuple(found_in(look, user))
    return FinishedPage(state, own, bool(look.finished_at), tuple(lines), tuple(_beside(look)), findings)


def _beside(look):
    if direction := direction_in_words(look):
        yield OF_THE_LOOK[DIRECTION].text, direction
    if look.needs_action_today is not None:
        yield OF_THE_LOOK[TODAY].text, "Yes" if look.needs_action_today else "No"


def _answer(question, answer):
    return question.label(answer.value) if answer and answer.value else question.label(Value.NOT_LOOKED)


def _own_view(question, answer):
    if answer is None:
        return ""
    return ". ".join(part for part in (question.label(answer.value) if answer.value else "", answer.comment) if part)


def _state(look, corrections):
    if not look.finished_at:
        return "Not finished"
    words = "Finished and corrected since" if corrections else "Finished"
    how = "with the practitioner" if look.mode == Look.Mode.TOGETHER else "alone"
    return f"{words}: {look.review.reviewer} on {date_format(localtime(look.finished_at), 'j F Y')}, read {how}"
