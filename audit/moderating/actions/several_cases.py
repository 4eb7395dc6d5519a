"""Change the reviews of several cases at once: all of them, or none."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.models import Audit, SampledCase
from audit.moderating.actions.due_dates import set_due_date
from audit.moderating.actions.second_reviews import mark_for_second_review, remove_from_second_review
from audit.moderating.changes import GIVEN, Action, Change
from audit.moderating.reads import reviews_version
from audit.planning.actions.allocation import REPLACED, AllocationRefused, allocate
from audit.planning.actions.reviewers import SharedOut, share_out_reviews
from audit.planning.locking import lock_open
from cases.models import User


class SomeRefused(Exception):
    """Some of the cases cannot be changed like this, so none was. `refused`: {SampledCase: why}."""

    def __init__(self, refused: dict[SampledCase, str]) -> None:
        super().__init__(refused)
        self.refused = refused


class ReviewsChanged(Exception):
    """One of the reviews was changed after the person saw what they confirm, so none of the cases was changed."""


@transaction.atomic
def change_several(
    *, audit: Audit, cases: QuerySet[SampledCase], change: Change, seen: str = "", by: User | None = None
) -> dict[SampledCase, Any]:
    """Do with each of the audit's cases what the action for one case does. Returns {case: what that action returns}.

    `seen`: the reviews_version that the person confirmed; "" if they were not asked.
    Raises AuditClosed, SomeRefused, ReviewsChanged.
    """
    found, version = _locked(audit, cases)
    done, refused = {}, {}
    for sampled in found:
        try:
            done[sampled] = _change_one(sampled, change, by)
        except AllocationRefused as why:
            refused[sampled] = str(why)
    _raise_if(refused, seen not in ("", version))
    return done


def why_refused(*, audit: Audit, cases: QuerySet[SampledCase], change: Change) -> dict[SampledCase, str]:
    """{each of the cases that change_several would refuse now: why}. Changes nothing. Raises AuditClosed."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                change_several(audit=audit, cases=cases, change=change)
        except SomeRefused as some:
            return some.refused
        transaction.set_rollback(True)
    return {}


@transaction.atomic
def share_out_several(
    *, audit: Audit, cases: QuerySet[SampledCase], part: str, seen: str = "", by: User | None = None
) -> SharedOut:
    """Share out those of the cases whose review of this part has no reviewer. It takes and raises the same."""
    found, version = _locked(audit, cases)
    _raise_if({sampled: REPLACED for sampled in found if sampled.replaced_at}, seen not in ("", version))
    return share_out_reviews(audit=audit, part=part, among={sampled.number for sampled in found}, by=by)


def _locked(audit, cases):
    """([the cases], the version of their reviews), as they are until the transaction ends."""
    lock_open(audit)
    found = list(cases.with_case().select_related("audit__unit").prefetch_related("reviews"))
    return found, reviews_version(found)


def _raise_if(refused, is_changed):
    if refused:
        raise SomeRefused(refused)
    if is_changed:
        raise ReviewsChanged


def _change_one(sampled, change, by):
    if change.action in GIVEN:
        return allocate(sampled=sampled, reviewer=change.reviewer, part=GIVEN[change.action], by=by)
    if change.action == Action.DUE:
        return set_due_date(sampled=sampled, due_on=change.due_on, by=by)
    if change.action == Action.MARK:
        return mark_for_second_review(sampled=sampled, by=by)
    return remove_from_second_review(sampled=sampled, by=by)
