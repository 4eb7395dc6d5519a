"""Writing the answers of a review, each on top of the version that the person had before them."""

from dataclasses import dataclass, field

from django.db import transaction

from audit.frameworks import FrameworkProblem
from audit.method.answers import AnswerChange, Value
from audit.method.applicability import applicable_questions
from audit.models import UNANSWERED, Answer, FrameworkChanged, Review
from audit.planning.locking import AuditClosed


class ReviewClosed(Exception):
    """A review that takes no answers now; the text says why."""


class NotOffered(Exception):
    """A key question whose prompts cannot all be set not applicable; the text says why."""


@dataclass
class Saved:
    """What came of it: `answers`, {code: Answer}, as stored now; the codes whose change is `stored`.

    `stale`: the codes of which nothing was stored, since somebody else had saved another answer in between.
    `not_asked`: those that the facts of the case do not ask any more. `waiting`: those that nobody has tried to store.
    """

    review: Review
    answers: dict[str, Answer]
    stored: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


@transaction.atomic
def save_answers(*, review, changes, by=None):
    """Store each AnswerChange that is based on what is stored; tell of the others. Raises ReviewClosed, AuditClosed.

    Sending the same again is no change, so that a save whose confirmation was lost can be repeated. Neither is what
    the person never touched, when somebody else changed it in between.
    """
    review = lock_for_answers(review)
    return _store_each(review, changes, review.answers_by_code(), by)


@transaction.atomic
def save_own_answers(*, number, fill_in, by):
    """As save_answers, for the person's own open Review of this number, at a third of the time: (form, Saved).

    `fill_in` turns the Review into the form of what was sent, or None. None comes back, and nothing is stored, where
    anything is out of the ordinary: save_answers then decides. In `answers` what was not sent is a PlainAnswer.
    """
    own = Review.objects.to_save().select_for_update(of=("self",)).filter(pk=number, reviewer=by)
    review = next(iter(own), None)
    form = fill_in(review) if review and _takes_answers_of(review, by) else None
    if form is None:
        return None
    changes = form.changes(review.answers_by_code)
    return form, _store_each(review, changes, review.answers_around(form.sent()), by)


def _takes_answers_of(review, user):
    if review.submitted_at or review.audit.signed_off_at or not review.is_own_to_write_by(user):
        return False
    try:
        return bool(review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False


def _store_each(review, changes, answers, by):
    asked = applicable_questions(review.audit.framework, review.facts)
    saved = Saved(review, answers)
    for change in changes:  # one by one: a stale answer keeps no other from being stored
        if change.code not in asked:
            saved.not_asked.append(change.code)
        elif _store(review, answers, change, by):
            saved.stored.append(change.code)
        else:
            saved.stale.append(change.code)
    return saved


def compare_with_stored(*, review, changes, answers):
    """As save_answers would find each AnswerChange beside these `answers`, storing none: Saved with `waiting`."""
    found = Saved(review, answers)
    for change in changes:
        answer = answers.get(change.code) or Answer(review=review, question=change.code, version=0)
        if _says(answer, change):
            continue
        if _is_based_on(change, answer):
            found.waiting.append(change.code)
        elif not _is_as_it_was(answer, change):
            found.stale.append(change.code)
    return found


def lock_for_answers(review):
    """The Review as it is now; nobody submits it until the transaction ends. Raises ReviewClosed, AuditClosed."""
    locked = Review.objects.for_page().select_for_update(of=("self",)).get(pk=review.pk)
    if locked.audit.signed_off_at:
        raise AuditClosed(f"“{locked.audit}” is signed off: its answers can no longer be changed.")
    if locked.sampled_case.replaced_at:
        raise ReviewClosed(f"{locked.sampled_case} was replaced: it is not reviewed any more.")
    if locked.submitted_at:
        raise ReviewClosed("This review is submitted: its answers can no longer be changed.")
    return locked


def _store(review, answers, change, by):
    """Whether the change is stored now, or changes nothing."""
    answer = answers.get(change.code) or Answer(review=review, question=change.code, version=0)
    if _says(answer, change):
        return True
    if not _is_based_on(change, answer):
        return _is_as_it_was(answer, change)
    answer.comment = change.comment
    answers[change.code] = _write(answer, change.value, None, by)
    return True


def _is_based_on(change, answer):
    """Whether the person had before them what is stored. An answer that a restored backup lacks stands against none."""
    return answer.version == change.based_on or answer.version == 0 < change.based_on


def _says(answer, change):
    return (answer.value, answer.comment) == (change.value, change.comment)


def _is_as_it_was(answer, change):
    """Whether the change says what its version said: somebody else has answered anew, and this person did not."""
    if change.based_on == 0:
        return change.value is None and not change.comment
    past = Answer.history.filter(review_id=answer.review_id, question=answer.question, version=change.based_on)
    return past.filter(value=change.value, comment=change.comment).exists()


def _write(answer, value, value_before, by):
    answer.value, answer.value_before = value, value_before
    answer.version += 1
    answer.answered_by = answer._history_user = by
    answer.save()
    return answer


@transaction.atomic
def set_prompts_not_applicable(*, review, key_question, seen, by=None):
    """Answer all prompts of a key question (its code) “not applicable”, noting what stood there.

    `seen`: {code: AnswerChange} of what the person had before them. A prompt that says something else by now is left
    as it is: returns their Answers. Raises ReviewClosed, AuditClosed, KeyError, and NotOffered where the framework has
    a prompt that always applies.
    """
    review = lock_for_answers(review)
    answers = review.answers_by_code()
    left = []
    for prompt in _prompts_set_together(review, key_question):
        answer = answers.get(prompt.code) or Answer(review=review, question=prompt.code, version=0)
        if answer.value == Value.NOT_APPLICABLE:
            continue
        if _says(answer, seen.get(prompt.code) or AnswerChange(prompt.code, None, "", 0)):
            _write(answer, Value.NOT_APPLICABLE, answer.value or UNANSWERED, by)
        else:
            left.append(answer)
    return left


def _prompts_set_together(review, code):
    framework = review.audit.framework
    (question,) = [question for question in framework.key_questions if question.code == code] or [None]
    if question is None:
        raise KeyError(code)
    if not question.prompts_may_be_set_aside:
        raise NotOffered(f"The framework has prompts under {code} that apply in every case.")
    asked = applicable_questions(framework, review.facts)
    return [prompt for prompt in question.prompts if prompt.code in asked]


@transaction.atomic
def put_prompts_back(*, review, key_question, by=None):
    """Put back what stood in a key question's prompts before they were set not applicable in one step.

    A prompt that was answered anew since keeps that answer. Raises ReviewClosed, AuditClosed, KeyError, NotOffered.
    """
    review = lock_for_answers(review)
    codes = [prompt.code for prompt in _prompts_set_together(review, key_question)]
    for answer in review.answers.filter(question__in=codes, value_before__isnull=False):
        _write(answer, None if answer.value_before == UNANSWERED else answer.value_before, None, by)
