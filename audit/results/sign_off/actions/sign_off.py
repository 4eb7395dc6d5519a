"""Sign an audit off, which stores its result, and take a sign-off back."""

import datetime

from django.db import transaction
from django.utils import timezone

from audit.method.rating.signed import ratings_to_sign
from audit.models import Audit, EarlierVersion
from audit.notices.actions.notices import tell_of_sign_off
from audit.planning.locking import lock_open
from audit.results.report import Report, report_on_audit
from audit.results.rollup import answers_by_case, roll_up
from audit.results.sign_off.reads import SHORTEST_KEPT, default_keep_until
from audit.results.texts import texts_to_sign
from audit.results.versions import drafts_to_sign, figures_are_open, version_to_sign
from cases.actions.trail import record_event
from cases.models import DeliveryUnit, Event, User

RULES = 3  # the version of the rules: one more when audit/method begins to rate the same tallies differently
LONGEST_KEPT = datetime.timedelta(days=10 * 365)
NO_REVIEW = "No review is submitted yet, so there is no result to sign off. The audit can be signed off without one."
REVIEWED_MEANWHILE = "A review has just been submitted, so there is a result. Look at it before you sign it off."


class SignOffRefused(Exception):
    """The audit cannot be signed off, or its sign-off cannot be taken back; the text says why."""


@transaction.atomic
def sign_off(
    *, audit: Audit, keep_until: datetime.date | None = None, without_result: bool = False, by: User | None = None
) -> Audit:
    """Store the audit's tallies and ratings as they are now. From then on its result comes from that snapshot.

    `keep_until`: the last day on which cases, references and free text are kept (default: default_keep_until).
    `without_result`: sign off an audit that has no submitted review, so that its cases can be removed.
    Raises AuditClosed, SignOffRefused.
    """
    lock_open(audit)
    DeliveryUnit.objects.select_for_update().get(
        pk=audit.unit_id
    )  # of two sign-offs at once neither would know the other's result
    audit = Audit.objects.for_report().get(pk=audit.pk)
    today = timezone.localdate()
    keep_until = keep_until or default_keep_until(audit, today, without_result=without_result)
    rolled_up, report = roll_up(audit), report_on_audit(audit)
    if without_result == bool(rolled_up.cases):
        raise SignOffRefused(REVIEWED_MEANWHILE if without_result else NO_REVIEW)
    if not today + SHORTEST_KEPT <= keep_until <= today + LONGEST_KEPT:
        raise SignOffRefused(
            "Choose a date between 30 days and ten years from now: once the cases are deleted, no one can check "
            "the result for mistakes or take back the sign-off."
        )
    audit.snapshot = {
        "rules": RULES,
        **_reviewed_to_sign(audit),
        "rolled_up": rolled_up.as_json(),
        "ratings": ratings_to_sign(report.rating),
        "chances": report.chances.as_json() if report.chances else None,
        **_written_to_sign(audit),
        **version_to_sign(audit),
    }
    audit.signed_off_at, audit.signed_off_by, audit.keep_until = timezone.now(), by, keep_until
    audit._history_user = by
    audit.save()
    result = "without a result" if without_result else _result_told(report)
    record_event(kind=Event.Kind.SIGNED_OFF, unit=audit.unit, audit=audit.pk, result=result, by=by)
    tell_of_sign_off(audit=audit, by=by)
    return audit


def _result_told(report: Report) -> str:
    if not report.framework.rated:
        return "percentages and judgements in words"
    return report.rating.overall or "no overall rating"


def _written_to_sign(audit: Audit) -> dict[str, object]:
    return {"recommendations": drafts_to_sign(audit), "texts": texts_to_sign(audit)}


def _reviewed_to_sign(audit: Audit) -> dict[str, object]:
    of_kinds = {"reviewed_of_kinds": audit.reviewed_of_kinds()} if audit.framework.kinds else {}
    return {"reviewed": list(audit.reviewed), **of_kinds}


@transaction.atomic
def take_back_sign_off(*, audit: Audit, reason: str, by: User | None = None) -> Audit:
    """Open a signed-off audit again, so that its result follows its answers. Raises SignOffRefused.

    The signed result is kept as an EarlierVersion.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if audit.signed_off_at is None:
        raise SignOffRefused("This audit is not signed off.")
    if audit.removed_at:
        raise SignOffRefused("Its cases have been deleted, so the sign-off is permanent.")
    if not reason.strip():
        raise SignOffRefused("Taking back a sign-off needs a reason.")
    _keep_version(audit, reason.strip())
    audit.signed_off_at = audit.signed_off_by = audit.snapshot = audit.keep_until = None
    audit.confirmed_at = audit.confirmed_by = None
    audit._history_user = by
    audit.save()
    record_event(kind=Event.Kind.SIGN_OFF_UNDONE, unit=audit.unit, audit=audit.pk, reason=reason.strip(), by=by)
    return audit


def _keep_version(audit: Audit, reason: str) -> None:
    """Store a signed-off result, and the answers that it counted, before it is taken back."""
    EarlierVersion.objects.create(
        audit=audit,
        number=audit.version,
        signed_off_at=audit.signed_off_at,
        signed_off_by=audit.signed_off_by,
        taken_back_at=timezone.now(),
        reason=reason,
        figures_open=figures_are_open(audit),
        answers=answers_by_case(audit),
        snapshot=audit.snapshot,
    )
