"""Store the answers of a review, each on top of the version that the person had before them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.frameworks import FrameworkProblem
from audit.method.answers import NOT_APPLICABLE, AnswerChange, Value
from audit.method.applicability import applicable_questions
from audit.models import UNANSWERED, Answer, FrameworkChanged, Reading, Review
from audit.models.reviewing.review import reviews_to_save
from audit.reviewing.locking import lock_for_answers
from audit.reviewing.reads.answer_changes import (
    SaveResult,
    is_based_on,
    says_the_same,
    stored_or_new,
    user_left_it_alone,
)
from cases.models import User


class NotOffered(Exception):
    """The prompts of this key question cannot be set not applicable together; the text says why."""


@transaction.atomic
def save_answers(*, review: Review, changes: Iterable[AnswerChange], by: User | None = None) -> SaveResult:
    """Store each change that is based on what is stored, and report the others. Raises ReviewClosed, AuditClosed.

    Sending the same again changes nothing, so that a save whose confirmation was lost can be repeated. Nor does an
    answer that the person left alone while another person changed it.
    """
    review = lock_for_answers(review)
    return store_each(review, changes, review.answers_by_code(), by)


@transaction.atomic
def save_own_answers(*, number: int, fill_in: Callable[[Review], Any], by: User) -> tuple[Any, SaveResult] | None:
    """Do what save_answers does, in a third of the time, for the person's own open Review of this number.

    `fill_in` turns the Review into the form of what was sent, or None. Returns (form, SaveResult), in which answers
    that were not sent are PlainAnswers. Returns None, with nothing stored, where anything is out of the ordinary;
    save_answers then decides.
    """
    own = reviews_to_save().select_for_update(of=("self",)).filter(pk=number, reviewer=by)
    review = next(iter(own), None)
    form = fill_in(review) if review and _takes_answers_of(review, by) else None
    if form is None:
        return None
    changes = form.changes(review.answers_by_code)
    return form, store_each(review, changes, review.answers_around(form.sent()), by)


def _takes_answers_of(review, user):
    """Whether the review is open, the user's own, and its framework file unchanged."""
    if review.submitted_at or review.audit.signed_off_at or not review.is_own_to_write_by(user):
        return False
    try:
        return bool(review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False


def store_each(
    review: Review | Reading, changes: Iterable[AnswerChange], answers: dict[str, Any], by: User | None
) -> SaveResult:
    """Store each change in the locked review, or reading of a case that all read, beside these {code: answer}."""
    asked = applicable_questions(review.audit.framework, review.facts)
    saved = SaveResult(review, answers)
    for change in changes:  # one by one: a stale answer keeps no other from being stored
        if change.code not in asked:
            saved.not_asked.append(change.code)
        elif _store(review, answers, change, by):
            saved.stored.append(change.code)
        else:
            saved.stale.append(change.code)
    return saved


def _store(review, answers, change, by):
    """Store a change, if need be. Returns whether the answer is as the person wants it."""
    answer = stored_or_new(review, answers, change.code)
    if says_the_same(answer, change):
        return True
    if not is_based_on(change, answer):
        return user_left_it_alone(change, answer)
    answer.comment = change.comment
    # what stood before one step for several prompts is no longer put back: the person has answered this one since
    answers[change.code] = write_answer(answer, change.value, None, by)
    return True


def write_answer(answer: Answer, value: int | None, value_before: int | None, by: User | None) -> Answer:
    """Save the answer with this value as its next version. See Answer for `value_before`."""
    answer.value, answer.value_before = value, value_before
    answer.version += 1
    answer.answered_by = answer._history_user = by
    answer.answered_at = timezone.now()  # else it stays as it was in an Answer that was read without it
    answer.save()
    return answer


@transaction.atomic
def set_prompts_not_applicable(
    *, review: Review, key_question: str, seen: Mapping[str, AnswerChange], by: User | None = None
) -> list[Answer]:
    """Answer the unanswered prompts of a key question (its code) “not applicable”, noting that they were unanswered.

    `seen` is {code: AnswerChange} of what the person had before them. A prompt that says something else by now is left
    as it is. Returns the Answers left for that reason. Raises ReviewClosed, AuditClosed, KeyError, and NotOffered where
    the framework has a prompt that always applies.
    """
    review = lock_for_answers(review)
    answers = review.answers_by_code()
    left = []
    for prompt in _prompts_set_together(review, key_question):
        answer = stored_or_new(review, answers, prompt.code)
        if answer.value in NOT_APPLICABLE:
            continue
        # a prompt that was not sent had no answer on the page
        if not says_the_same(answer, seen.get(prompt.code) or AnswerChange(prompt.code, None, "", 0)):
            left.append(answer)
        elif answer.value is None:
            write_answer(answer, Value.NOT_APPLICABLE, UNANSWERED, by)
    return left


def _prompts_set_together(review, code):
    """The prompts of a key question that apply to the case. Raises KeyError, NotOffered."""
    framework = review.audit.framework
    (question,) = [question for question in framework.key_questions if question.code == code] or [None]
    if question is None:
        raise KeyError(code)
    if not question.prompts_may_be_set_aside:
        raise NotOffered(f"The framework has prompts under {code} that apply in every case.")
    asked = applicable_questions(framework, review.facts)
    return [prompt for prompt in question.prompts if prompt.code in asked]


@transaction.atomic
def put_prompts_back(*, review: Review, key_question: str, by: User | None = None) -> None:
    """Put back the answers of a key question's prompts from before they were set not applicable in one step.

    A prompt that was answered since keeps that answer. Raises ReviewClosed, AuditClosed, KeyError, NotOffered.
    """
    review = lock_for_answers(review)
    codes = [prompt.code for prompt in _prompts_set_together(review, key_question)]
    for answer in review.answers.filter(question__in=codes, value_before__isnull=False):
        write_answer(answer, None if answer.value_before == UNANSWERED else answer.value_before, None, by)
