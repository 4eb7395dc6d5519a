"""Leave notices, and take them away."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, Finding, Notice, PreparedFile, Review
from audit.notices.reads import due_to_tell, result_readers, second_persons, to_remind
from cases.models import User

Kind = Notice.Kind


def tell(
    *,
    user: User | None,
    kind: str,
    audit: Audit | None = None,
    review: Review | None = None,
    finding: Finding | None = None,
    prepared_file: PreparedFile | None = None,
    by: User | None = None,
) -> Notice | None:
    """Leave the user a notice, in place of an unseen one like it. None for what a person did themselves."""
    if user is None or user == by:
        return None
    what = {"user": user, "kind": kind, "audit": audit, "review": review, "finding": finding}
    what["prepared_file"] = prepared_file
    for earlier in Notice.objects.filter(**what, seen_at=None):
        _put_away(earlier)
    return Notice.objects.create(**what)


def tell_of_sign_off(*, audit: Audit, by: User | None = None) -> None:
    """Tell everyone who can see the result, except the person who signed it off."""
    for reader in result_readers(audit):
        tell(user=reader, kind=Kind.SIGNED_OFF, audit=audit, by=by)


def tell_of_move(*, audit: Audit, by: User | None = None) -> None:
    """Tell everyone who can confirm it that a moved rating waits, except the person who recorded it."""
    for person in second_persons(audit):
        tell(user=person, kind=Kind.TO_CONFIRM, audit=audit, by=by)


def withdraw(*, kinds: Iterable[str], reviews: Iterable[Review], by: User | None = None) -> None:
    """Delete the notices of these kinds on the reviews: they no longer hold."""
    Notice.objects.filter(kind__in=kinds, review__in=reviews).delete()


def tell_of_due_dates(*, by: User | None = None) -> None:
    """Tell reviewers of what is due within three days and of what is overdue, each once for a due date."""
    today = timezone.localdate()
    for kind in (Kind.DUE_SOON, Kind.OVERDUE):
        for review in to_remind(kind, today):
            # a second run at the same moment finds what the first one stored
            which = {"user": review.reviewer, "kind": kind, "review": review}
            Notice.objects.get_or_create(**which, defaults={"audit": review.audit})


@transaction.atomic
def dismiss(*, last: Notice, by: User) -> None:
    """Dismiss a notice of the user, and earlier ones of its kind and audit: the page shows them as one line."""
    same = Notice.objects.filter(user=by, kind=last.kind, audit=last.audit, pk__lte=last.pk, seen_at=None)
    for notice in same.select_for_update():
        _put_away(notice)


@transaction.atomic
def dismiss_due_dates(*, kind: str, audit: Audit, by: User) -> None:
    """Dismiss what the user is told about due dates in an audit: that reviews are overdue, or are due soon."""
    for review in due_to_tell(by).filter(kind=kind, sampled_case__audit=audit):
        notice, _ = Notice.objects.get_or_create(user=by, kind=kind, review=review, defaults={"audit": audit})
        _put_away(notice)


def _put_away(notice):
    notice.seen_at = timezone.now()
    notice.save(update_fields=["seen_at"])
