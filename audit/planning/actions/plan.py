"""Writing audits and what is planned for them."""

from copy import copy

from django.db import transaction

from audit.frameworks import framework
from audit.models import Audit, Purpose, Sample
from audit.planning.locking import lock_open
from audit.planning.reads import audit_version, plan_version
from cases.actions.trail import record_event
from cases.models import Event

ANY = object()  # whatever is planned at present may be replaced


class ChangedMeanwhile(Exception):
    """Another person saved `what` since the page was shown; `stored` is theirs, `version` tells it from others."""

    def __init__(self, what, stored, version):
        super().__init__(
            f"Somebody changed {what} while you wrote yours. Read theirs, then save yours again to replace it."
        )
        self.stored, self.version = stored, version


@transaction.atomic
def create_audit(*, unit, title, framework_code, about="", by=None):
    """A new audit, bound to its framework's file as it is now. Raises FrameworkProblem."""
    audit = Audit(unit=unit, title=title, framework_code=framework_code, about=about)
    __bind_to_framework(audit, by=by)
    audit.save()
    return audit


@transaction.atomic
def plan_audit(
    *,
    unit,
    title,
    framework_code,
    purpose=Purpose.MOCK_INSPECTION,
    about="",
    review_from=None,
    review_until=None,
    keep_months=None,
    by=None,
):
    """A new audit with its purpose, when is reviewed and how long its cases are kept. Raises FrameworkProblem."""
    audit = create_audit(unit=unit, title=title, framework_code=framework_code, about=about, by=by)
    audit.purpose, audit.keep_months = purpose, keep_months
    audit.review_from, audit.review_until = review_from, review_until
    audit._history_user = by
    audit.save()
    record_event(kind=Event.Kind.PLANNED, unit=unit, audit=audit.pk, what="the audit", by=by)
    return audit


@transaction.atomic
def change_audit(*, audit, title, about, review_from, review_until, keep_months, based_on=ANY, by=None):
    """Change what an audit is called, what stands above its results, when is reviewed and how long cases are kept.

    `based_on`: the audit_version that the person had before them. Raises AuditClosed, ChangedMeanwhile.
    """
    lock_open(audit)
    audit = Audit.objects.get(pk=audit.pk)
    before = audit_version(audit)
    changed = copy(audit)
    changed.title, changed.about, changed.keep_months = title, about, keep_months
    changed.review_from, changed.review_until = review_from, review_until
    if audit_version(changed) != before:
        if based_on not in (ANY, before):
            raise ChangedMeanwhile("title or dates", audit, before)
        changed._history_user = by
        changed.save()
    return changed


@transaction.atomic
def change_plan(*, audit, plan, based_on=ANY, by=None):
    """Store what the audit's sample is to be, a dict of `planning.sample_plan`; what is drawn already stays as it is.

    `based_on`: the plan_version that the person had before them. Raises AuditClosed, ChangedMeanwhile.
    """
    lock_open(audit)
    sample = Sample.objects.filter(audit=audit).first() or Sample(audit=audit)
    if sample.pk is None or sample.plan != plan:
        if based_on is not ANY and based_on != plan_version(sample):
            raise ChangedMeanwhile("the plan", sample.plan, plan_version(sample))
        sample.plan = plan
        sample._history_user = by
        sample.save()
        record_event(kind=Event.Kind.PLANNED, unit=audit.unit, audit=audit.pk, what="the sample", by=by)
    return sample


def __bind_to_framework(audit, *, by=None):
    """Note in a new audit which framework file it is made with, and by whom. Raises FrameworkProblem."""
    used = framework(audit.framework_code)
    audit.framework_version, audit.framework_checksum, audit.created_by = used.version, used.checksum, by
