"""Correct an answer of a look after it was finished."""

from django.db import transaction
from django.utils import timezone

from audit.method.answers import AnswerChange
from audit.models import Correction, Look, Notice
from audit.notices.actions.notices import tell
from audit.oversight.findings.actions.drafts import record_finding
from audit.oversight.findings.actions.release import release_of_look
from audit.oversight.findings.reads import usual_due, usual_owner
from audit.oversight.looks.locking import CorrectionRefused, lock_finished
from audit.reviewing.actions.answering import write_answer
from audit.reviewing.reads.answer_changes import stored_or_new
from cases.actions.trail import record_event
from cases.models import Event, User


@transaction.atomic
def correct_answer(*, look: Look, change: AnswerChange, reason: str, by: User) -> Correction:
    """Change an answer of a finished look, keep the reason, and tell the practitioner.

    The change's comment is a gap that was not written down before; it is released at once, with the usual owner and
    day. A finding that was released already stays as it is. Raises CorrectionRefused, FindingRefused.
    """
    look = lock_finished(look)
    answers = look.review.answers_by_code()
    answer = stored_or_new(look.review, answers, change.code)
    if answer.version != change.based_on:
        said = look.sampled_case.audit.framework.questions[change.code].label(answer.value)
        raise CorrectionRefused(f"{answer.answered_by} has changed this answer to “{said}” since. Yours is not saved.")
    if answer.value == change.value and not change.comment:
        raise CorrectionRefused("This is the answer already. Choose another one.")
    answer.comment = change.comment or answer.comment
    write_answer(answer, change.value, None, by)
    if change.comment:
        _release_gap(look, change, by)
    kept = Correction.objects.create(look=look, question=change.code, reason=reason, by=by, at=timezone.now())
    _tell(look, change.code, by)
    return kept


def _release_gap(look, change, by):
    task = {"owner": usual_owner(look.case), "due": usual_due(timezone.localdate())}
    record_finding(look=look, question=change.code, text=change.comment, **task, by=by)
    release_of_look(look=look, by=by)


def _tell(look, code, by):
    sampled = look.sampled_case
    facts = {"unit": sampled.audit.unit, "audit": sampled.audit_id, "case": sampled.case}
    record_event(kind=Event.Kind.LOOK_CORRECTED, what=f"{sampled}, {code}", **facts, by=by)
    practitioner = sampled.case.practitioner
    if practitioner and practitioner.account:
        tell(user=practitioner.account, kind=Notice.Kind.CORRECTED, review=look.review, by=by)
