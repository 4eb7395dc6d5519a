"""Plan an audit with what an earlier one was planned with."""

from typing import Any

from django.db import transaction

from audit.method.kinds import kinds_to_sample
from audit.models import Audit, QuestionNote, Sample
from audit.planning.actions.plan import change_plan, plan_audit
from audit.planning.actions.reviewers import set_reviewers
from audit.planning.sample_plan import plan_from_earlier
from cases.models import User
from cases.people.reads import holders
from cases.permissions import Permission


@transaction.atomic
def plan_again(*, earlier: Audit, by: User | None = None, **planned: Any) -> Audit:
    """Plan an audit as plan_audit does with `planned`, with the sample plan, reviewers and agreed notes of `earlier`.

    The sample plan comes without its dates and with a new seed, so that it draws other cases. People who no longer
    review in the PDU are left out, and so are notes on questions that the framework lacks. Raises FrameworkProblem.
    """
    audit = plan_audit(**planned, by=by)
    for sample in Sample.objects.filter(audit=earlier, kind__in=kinds_to_sample(audit.framework)).exclude(plan={}):
        change_plan(audit=audit, plan=plan_from_earlier(sample.plan, unit=audit.unit), kind=sample.kind, by=by)
    reviewers = earlier.reviewers.filter(user__in=holders(Permission.REVIEW, audit.unit)).select_related("user")
    set_reviewers(audit=audit, capacities={each.user: each.capacity for each in reviewers}, by=by)
    for note in earlier.question_notes.filter(question__in=[*audit.framework.questions]):
        copied = QuestionNote(audit=audit, question=note.question, text=note.text, written_by=note.written_by)
        copied._history_user = by
        copied.save()
    return audit
