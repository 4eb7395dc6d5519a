"""What one reviewer answered to a question, to stand beside what others answered."""

from dataclasses import dataclass

from audit.method.framework import Question
from audit.models import Answer, ReadingAnswer


@dataclass(frozen=True)
class Side:
    """What one reviewer answered, in words."""

    reviewer: str
    answer: str
    comment: str


def build_side(question: Question, reviewer: str, answer: Answer | ReadingAnswer | None) -> Side:
    """Build the Side of a reviewer, from their stored answer or None."""
    unanswered = answer is None or answer.value is None
    words = "Not answered" if unanswered else question.label(answer.value)
    return Side(reviewer, words, answer.comment if answer else "")
