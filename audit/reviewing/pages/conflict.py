"""Two answers to one question, ready to print, and the text that says when an answer was saved."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from audit.method.answers import AnswerChange
from audit.method.framework import Item, Question
from audit.models import Answer
from cases.models import User


@dataclass(frozen=True)
class Conflict:
    """Two answers to one question: the stored one, which another person gave in between, and the user's own."""

    code: str
    label: str
    theirs: Answer
    their_answer: str
    who: str
    when: str
    my_answer: str
    my_comment: str


def build_conflict(question: Question, answer: Answer, change: AnswerChange, user: User | None = None) -> Conflict:
    """Build the Conflict between the stored answer and a change that `user` sent."""
    who = "you, in another window" if answer.answered_by == user else str(answer.answered_by or "someone else")

    def label(value):
        return "not answered" if value is None else question.label(value)

    return Conflict(
        question.code,
        question.text if isinstance(question, Item) else question.code,
        answer,
        label(answer.value),
        who,
        _moment(answer.answered_at),
        label(change.value),
        change.comment,
    )


def saved_text(answer: Answer | None, user: User) -> str:
    """“Saved 14:32”, with the day unless it was today, and the name unless it was `user`; "" for no answer."""
    if answer is None:
        return ""
    who = f" by {answer.answered_by}" if answer.answered_by and answer.answered_by != user else ""
    return f"Saved {_moment(answer.answered_at)}{who}"


def _moment(at):
    """“14:32”, with the day unless it was today."""
    at = localtime(at)
    return date_format(at, "H:i") if at.date() == localdate() else date_format(at, "j F Y, H:i")
