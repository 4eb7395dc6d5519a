"""The readings of one case side by side, ready to print. Questions that were answered differently come first."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.method.applicability import applicable_questions
from audit.method.framework import Question
from audit.method.sections import sections_of, whole_of
from audit.models import QuestionNote, Reading, SharedCase
from audit.moderating.pages.side import Side, build_side
from audit.together.forms import NoteBox, NotesForm


@dataclass(frozen=True)
class ComparedLine:
    """A question with every answer to it, the agreed note, and its box in the form, if there is one."""

    question: Question
    sides: tuple[Side, ...]
    note: QuestionNote | None
    box: NoteBox | None


@dataclass(frozen=True)
class Comparison:
    """The lines by group, and how many reviewers' answers they show. With fewer than two, all lines are in `same`."""

    differ: tuple[ComparedLine, ...]
    same: tuple[ComparedLine, ...]
    readers: int

    @property
    def compares(self) -> bool:
        """Whether there are answers of two people to compare."""
        return self.readers > 1


def build_comparison(
    shared: SharedCase, readings: Sequence[Reading], notes: dict[str, QuestionNote], form: NotesForm | None
) -> Comparison:
    """Build the Comparison of these submitted readings. `notes`: {question code: QuestionNote}."""
    answers = [(str(reading.reviewer), {each.question: each for each in reading.answers.all()}) for reading in readings]
    differ, same = [], []
    for question in questions_of(shared):
        given = [(name, each.get(question.code)) for name, each in answers]
        values = {answer.value for _, answer in given if answer}
        line = _line(question, given, notes.get(question.code), form)
        (differ if len(values) > 1 else same).append(line)
    return Comparison(tuple(differ), tuple(same), len(answers))


def build_notes(notes: dict[str, QuestionNote], form: NotesForm, *, with_boxes: bool) -> list[ComparedLine]:
    """Build a line without answers of each question in the form."""
    return [
        ComparedLine(question, (), notes.get(code), form.box(code) if with_boxes else None)
        for code, question in form.questions.items()
    ]


def questions_of(shared: SharedCase) -> tuple[Question, ...]:
    """The questions that apply to the case, in the order of a review."""
    framework = shared.audit.framework
    return whole_of(sections_of(framework, applicable_questions(framework, shared.facts))).questions


def _line(question, given, note, form):
    sides = tuple(build_side(question, name, answer) for name, answer in given)
    return ComparedLine(question, sides, note, form.box(question.code) if form else None)
