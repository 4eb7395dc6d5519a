"""Save what was answered and written in a look, each answer on top of the version that the person had before them."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from audit.frameworks import FrameworkProblem
from audit.method.answers import AnswerChange
from audit.method.applicability import applicable_questions
from audit.models import Finding, FrameworkChanged, Look, Review
from audit.models.oversight.look import looks_to_save
from audit.oversight.findings.actions.drafts import drop_draft, record_finding, record_strength
from audit.oversight.findings.checks import NOT_OF_TEAM
from audit.oversight.findings.rules import FindingRefused
from audit.oversight.looks.changes import More
from audit.oversight.looks.locking import lock_look, why_closed
from audit.oversight.looks.questions import DIRECTION, MODE, OF_THE_LOOK, OWN, TODAY, WELL
from audit.oversight.looks.reads import (
    OF_DIRECTION,
    OF_MODE,
    YES_OR_NO,
    drafts_of,
    fields_of,
    own_view,
    task_of,
    version_of,
)
from audit.reviewing.actions.answering import store_each, write_answer
from audit.reviewing.reads.answer_changes import (
    SaveResult,
    is_based_on,
    says_the_same,
    stored_or_new,
    user_left_it_alone,
)
from cases.models import Practitioner, User


@dataclass
class LookSaved(SaveResult):
    """What became of what was sent. `refused`: {question code: why its text was not taken}; then nothing of it was."""

    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_look(*, look: Look, changes: Iterable[AnswerChange], more: Mapping[str, More], by: User) -> LookSaved:
    """Store each change that is based on what is stored, and report the others. Raises LookClosed.

    A text under a question is a draft finding; without the text there is none. `more`: {question code: what goes with
    its text}. Sending the same again changes nothing.
    """
    return _save(lock_look(look), changes, more, by)


@transaction.atomic
def save_open_look(*, number: int, fill_in: Callable[[Look], Any], by: User) -> tuple[Any, LookSaved] | None:
    """Do what save_look does, in half of the time, for the open Look of this number that the person oversees.

    `fill_in` turns the Look into the form of what was sent. Returns (form, LookSaved). Returns None, with nothing
    stored, where anything is out of the ordinary; save_look then decides.
    """
    look = next(iter(looks_to_save().select_for_update(of=("self", "review")).filter(pk=number)), None)
    if look is None or not look.is_visible_to(by) or why_closed(look) or not _has_its_framework(look):
        return None
    form = fill_in(look)
    changes = form.changes(look.review.answers_by_code)
    return form, _save(look, changes, form.more(), by)


def _has_its_framework(look):
    try:
        return bool(look.review.audit.framework)
    except (FrameworkChanged, FrameworkProblem):
        return False


def _save(look, changes, more, by):
    saved = LookSaved(look.review, {})
    sent = list(changes)
    own = [each for each in sent if each.code.startswith(OWN)]
    fields = {each.code: each for each in sent if each.code in OF_THE_LOOK}
    _save_answers(saved, look, [each for each in sent if each not in own and each.code not in fields], more, by)
    _save_own_view(saved, look, own, by)
    _save_fields(saved, look, fields, more, by)
    return saved


def _save_answers(saved, look, changes, more, by):
    if not changes:
        return
    review = look.review
    answers = review.answers_around({change.code for change in changes})
    asked = applicable_questions(review.audit.framework, review.facts)
    texts = any(change.comment or stored_or_new(review, answers, change.code).comment for change in changes)
    drafts = drafts_of(look) if texts else {}
    for change in changes:
        draft = drafts.get((Finding.Kind.GAP, change.code))
        if change.code not in asked:
            saved.not_asked.append(change.code)
        elif not _store(saved, look, answers, draft, change, more.get(change.code), by):
            saved.stale.append(change.code)
    saved.answers |= answers


def _store(saved, look, answers, draft, change, task, by):
    """Store an answer with its text. Returns whether both are as the person wants them, or were refused."""
    answer = stored_or_new(look.review, answers, change.code)
    same_task = not change.comment or task is None or (draft is not None and task_of(draft) == task)
    if says_the_same(answer, change) and same_task:
        saved.stored.append(change.code)
        return True
    if not is_based_on(change, answer):
        return same_task and user_left_it_alone(change, answer)
    wanted = copy(answer)
    wanted.comment = change.comment
    try:
        # the answer is not stored without its text, nor the text without its answer
        with transaction.atomic() if change.comment or answer.comment else nullcontext():
            written = write_answer(wanted, change.value, None, by)
            _write_gap(look, draft, change, task, by)
    except FindingRefused as refused:
        saved.refused[change.code] = str(refused)
        return True
    answers[change.code] = written
    saved.stored.append(change.code)
    return True


def _write_gap(look, draft, change, task, by):
    if not change.comment.strip():
        if draft is not None:
            drop_draft(finding=draft, by=by)
    elif task is not None and (draft is None or (draft.text, task_of(draft)) != (change.comment.strip(), task)):
        owner = _practitioner(task.owner) if task.owner else None
        said = {"due": task.due, "risk_note": task.risk_note, "nothing_to_do": task.due is None}
        record_finding(look=look, question=change.code, text=change.comment, owner=owner, **said, by=by)


def _practitioner(number):
    found = Practitioner.objects.filter(pk=number).first()
    if found is None:
        raise FindingRefused(NOT_OF_TEAM)
    return found


def _save_own_view(saved, look, changes, by):
    """Store what the practitioner says, as answers of a review of their own."""
    view = own_view(look) if changes else None
    said = [replace(each, code=each.code.removeprefix(OWN)) for each in changes]
    if view is None:
        said = [each for each in said if each.value is not None or each.comment]
        if not said:
            saved.stored.extend(each.code for each in changes)
            return
        view = Review(sampled_case=look.sampled_case, part=Review.Part.OWN_VIEW)
        view._history_user = by
        view.save()
    stored = store_each(view, said, view.answers_by_code(), by)
    saved.answers |= {f"{OWN}{code}": answer for code, answer in stored.answers.items()}
    for name in ("stored", "stale", "not_asked"):
        getattr(saved, name).extend(f"{OWN}{code}" for code in getattr(stored, name))


def _save_fields(saved, look, changes, more, by):
    if not changes:
        return
    strength = drafts_of(look).get((Finding.Kind.STRENGTH, "")) if WELL in changes else None
    fields = fields_of(look, strength)
    wanted = {code: each for code, each in changes.items() if _is_wanted(saved, fields[code], each, more.get(code))}
    _write_fields(look, wanted, more, by)
    if WELL in wanted:
        try:
            strength = _write_strength(look, strength, wanted[WELL].comment, more[WELL], by)
        except FindingRefused as refused:
            saved.refused[WELL] = str(refused)
    saved.answers |= fields_of(look, strength)


def _is_wanted(saved, field, change, more):
    """Whether the field has to be written; notes in `saved` that it is as wanted, or that another person changed it."""
    sent = version_of(change.value, change.comment, more)
    if sent == field.version or sent == change.based_on:  # says the same, or the person left it alone
        saved.stored.append(change.code)
        return False
    if change.based_on != field.version:
        saved.stale.append(change.code)
        return False
    saved.stored.append(change.code)
    return True


def _write_fields(look, wanted, more, by):
    if not wanted.keys() - {WELL}:
        return
    if MODE in wanted:
        look.mode = _key_of(OF_MODE, wanted[MODE].value)
    if TODAY in wanted:
        look.needs_action_today = _key_of(YES_OR_NO, wanted[TODAY].value)
    if DIRECTION in wanted:
        look.direction_by = _key_of(OF_DIRECTION, wanted[DIRECTION].value)
        look.direction_on = more[DIRECTION].on
    look._history_user = by
    look.save()


def _key_of(values, wanted):
    return next((key for key, value in values.items() if value == wanted), next(iter(values)))


def _write_strength(look, strength, text, more, by):
    if not text.strip():
        if strength is not None:
            drop_draft(finding=strength, by=by)
        return None
    if strength is not None and strength.question != more.about:
        drop_draft(finding=strength, by=by)
    return record_strength(look=look, question=more.about, text=text, example=more.example, by=by)
