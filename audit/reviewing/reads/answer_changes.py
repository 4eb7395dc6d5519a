"""Compare changes that people send with the answers that are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.method.answers import AnswerChange
from audit.models import Answer, PlainAnswer, Review


@dataclass
class SaveResult:
    """What became of the changes sent to a review, by question code, and its `answers` as stored now.

    `stored` is saved or was saved already. `stale` was not saved, since another person had saved an answer in between.
    `not_asked` no longer applies to the case. `waiting` could be saved, and no one has tried yet.
    """

    review: Review
    answers: dict[str, Answer | PlainAnswer]
    stored: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


def compare_with_stored(
    *, review: Review, changes: Iterable[AnswerChange], answers: dict[str, Answer | PlainAnswer]
) -> SaveResult:
    """What would become of each change beside these `answers`, {code: Answer}. What says the same is left out."""
    found = SaveResult(review, answers)
    for change in changes:
        answer = stored_or_new(review, answers, change.code)
        if says_the_same(answer, change):
            continue
        if is_based_on(change, answer):
            found.waiting.append(change.code)
        elif not user_left_it_alone(change, answer):
            found.stale.append(change.code)
    return found


def stored_or_new(review: Review, answers: Mapping[str, Answer], code: str) -> Answer:
    """The stored Answer to the question of this code, or a new one of version 0 that is not saved."""
    return answers.get(code) or review.new_answer(code)


def says_the_same(answer: Answer, change: AnswerChange) -> bool:
    """Whether value and comment are those that are stored."""
    return (answer.value, answer.comment) == (change.value, change.comment)


def is_based_on(change: AnswerChange, answer: Answer) -> bool:
    """Whether the person had before them what is stored. An answer that a restored backup lacks stands against none."""
    return answer.version == change.based_on or answer.version == 0 < change.based_on


def user_left_it_alone(change: AnswerChange, answer: Answer) -> bool:
    """Whether the change says what the version that it is based on said: another person has answered since."""
    if change.based_on == 0:
        return change.value is None and not change.comment
    return answer.as_of(change.based_on).filter(value=change.value, comment=change.comment).exists()
