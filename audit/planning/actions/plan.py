"""Create audits, and store what is planned for them."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import transaction

from audit.frameworks import FrameworkProblem, framework, framework_paths
from audit.method.kinds import words_for
from audit.models import Audit, Notice, OwnFramework, Purpose, Review, Sample
from audit.notices.actions.notices import withdraw
from audit.planning.locking import lock_open
from audit.planning.reads import audit_version, plan_version
from cases.actions.trail import record_event
from cases.models import DeliveryUnit, Event, User


class ChangedMeanwhile(Exception):
    """Another user saved `what` since the page was shown. `stored` is what they saved, `version` its version."""

    def __init__(self, what: str, stored: Any, version: str):
        super().__init__(
            f"While you were editing, {what} changed: someone else saved, or you did in another window. Read what was "
            "saved, then save again to replace it."
        )
        self.stored, self.version = stored, version


@transaction.atomic
def create_audit(
    *, unit: DeliveryUnit, title: str, framework_code: str, about: str = "", by: User | None = None
) -> Audit:
    """Create an audit, bound to its framework's file as it is now. Raises FrameworkProblem."""
    audit = Audit(unit=unit, title=title, framework_code=framework_code, about=about)
    _bind_to_framework(audit, by=by)
    audit.save()
    return audit


@transaction.atomic
def plan_audit(
    *,
    unit: DeliveryUnit,
    title: str,
    framework_code: str,
    purpose: str = Purpose.MOCK_INSPECTION,
    about: str = "",
    review_from: date | None = None,
    review_until: date | None = None,
    keep_months: int | None = None,
    follows: Audit | None = None,
    by: User | None = None,
) -> Audit:
    """Create an audit with its purpose, its days of reviewing and how long its cases are kept.

    `keep_months` counts from the sign-off. `follows`: the audit of the same unit that it is compared with.
    Raises FrameworkProblem.
    """
    audit = create_audit(unit=unit, title=title, framework_code=framework_code, about=about, by=by)
    audit.purpose, audit.keep_months, audit.follows = purpose, keep_months, follows
    audit.review_from, audit.review_until = review_from, review_until
    audit._history_user = by
    audit.save()
    record_event(kind=Event.Kind.PLANNED, unit=unit, audit=audit.pk, what="the audit", by=by)
    return audit


@transaction.atomic
def change_audit(
    *,
    audit: Audit,
    title: str,
    about: str,
    review_from: date | None,
    review_until: date | None,
    keep_months: int | None,
    follows: Audit | None,
    based_on: str | None = None,
    by: User | None = None,
) -> Audit:
    """Change an audit's title, the text above its results, its days, how long its cases are kept and what it follows.

    `based_on`: the audit_version that the page was shown with; None overwrites any.
    Raises AuditClosed, ChangedMeanwhile.
    """
    lock_open(audit)
    audit = Audit.objects.get(pk=audit.pk)
    before = audit_version(audit)
    changed = copy(audit)
    changed.title, changed.about, changed.keep_months, changed.follows = title, about, keep_months, follows
    changed.review_from, changed.review_until = review_from, review_until
    if audit_version(changed) != before:
        if based_on not in (None, before):
            raise ChangedMeanwhile("title or dates", audit, before)
        changed._history_user = by
        changed.save()
    if review_until != audit.review_until:
        undated = Review.objects.filter(sampled_case__audit=audit, due_on=None)
        withdraw(kinds=Notice.DUE, reviews=undated, by=by)  # the new date has notices of its own
    return changed


@transaction.atomic
def change_plan(
    *, audit: Audit, plan: Mapping[str, Any], kind: str = "", based_on: str | None = None, by: User | None = None
) -> Sample:
    """Store the plan of the audit's sample, a dict of `planning.sample_plan`. Cases drawn already stay as they are.

    `kind`: the kind of case that it is a sample of. `based_on`: the plan_version that the page was shown with; None
    overwrites any. Raises AuditClosed, ChangedMeanwhile.
    """
    lock_open(audit)
    sample = Sample.objects.filter(audit=audit, kind=kind).first() or Sample(audit=audit, kind=kind)
    if sample.pk is None or sample.plan != plan:
        if based_on not in (None, plan_version(sample)):
            raise ChangedMeanwhile("the plan", sample.plan, plan_version(sample))
        sample.plan = plan
        sample._history_user = by
        sample.save()
        what = f"the sample of {words_for(audit.framework, kind)}" if kind else "the sample"
        record_event(kind=Event.Kind.PLANNED, unit=audit.unit, audit=audit.pk, what=what, by=by)
    return sample


def _bind_to_framework(audit: Audit, *, by: User | None = None) -> None:
    """Note in a new audit its framework and who created it. Raises FrameworkProblem, also for one of another place."""
    used = framework(audit.framework_code)
    own = None if used.code in framework_paths() else OwnFramework.objects.of_checksum(used.code, used.checksum)
    if own and not own.is_offered_in(audit.unit):
        remedy = f"It belongs to {own.whose}. Choose another framework for an audit of {audit.unit}."
        raise FrameworkProblem(own.title, f"version {own.version}", remedy)
    audit.framework_version, audit.framework_checksum, audit.created_by = used.version, used.checksum, by
