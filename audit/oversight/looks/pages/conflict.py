"""Two answers of a look to choose from, each with what goes with its text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audit.method.answers import AnswerChange
from audit.method.framework import Question
from audit.oversight.looks.changes import More
from audit.oversight.looks.pages.words import more_in_words
from audit.reviewing.pages.conflict import Conflict, build_conflict
from cases.models import User


def build_look_conflict(
    question: Question,
    answer: Any,
    sent: tuple[AnswerChange, More],
    *,
    stored: More,
    owners: Mapping[str, str],
    user: User,
) -> Conflict:
    """Build the Conflict between what is stored and what `user` sent, each with what goes with its text."""
    change, more = sent
    conflict = build_conflict(question, answer, change, user)
    if not question.labels:  # a text alone
        conflict = replace(conflict, their_answer="", my_answer="")
    theirs = more_in_words(stored, owners) if answer.comment or not question.labels else ""
    mine = more_in_words(more, owners) if change.comment or not question.labels else ""
    return replace(
        conflict,
        label=question.text,
        their_answer=", ".join(part for part in (conflict.their_answer, theirs) if part),
        my_answer=", ".join(part for part in (conflict.my_answer, mine) if part),
    )
