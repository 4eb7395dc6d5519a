"""What a quality lead's home page shows of the audits in progress."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from audit.home.reads import audits_led, since
from audit.models import Audit
from audit.reviewing.pages.due import DueDate
from cases.permissions import Permission, permissions_anywhere

LISTED = 10  # audits; the others stand in the list of audits


@dataclass(frozen=True)
class AuditLine:
    """An audit in progress. `unallocated`: how many of its cases have no reviewer yet."""

    audit: Audit
    due: DueDate | None
    unallocated: int


@dataclass(frozen=True)
class Leading:
    """The audits in progress, the first due first: `lines` are the first LISTED of `number`.

    `overdue`, `unallocated` and `came_in` (since the day `since`) are the lines, of all of them, with such reviews.
    """

    lines: tuple[AuditLine, ...]
    number: int
    overdue: tuple[AuditLine, ...]
    unallocated: tuple[AuditLine, ...]
    came_in: tuple[AuditLine, ...]
    since: date
    may_plan: bool

    @property
    def more(self):
        return self.number - len(self.lines)


def build_leading(user):
    """Build the Leading of a User who moderates audits. Reviews are never counted by person."""
    lines = [_line(audit) for audit in audits_led(user)]
    return Leading(
        lines=tuple(lines[:LISTED]),
        number=len(lines),
        overdue=tuple(line for line in lines if line.audit.overdue),
        unallocated=tuple(line for line in lines if line.unallocated and _has_begun(line.audit)),
        came_in=tuple(line for line in lines if line.audit.came_in),
        since=since(),
        may_plan=Permission.PLAN in permissions_anywhere(user),
    )


def _has_begun(audit):
    """Whether the first day of reviewing has come; without one, cases wait to be shared out at once."""
    return audit.review_from is None or audit.review_from <= localdate()


def _line(audit):
    until = audit.review_until
    due = DueDate(until, (until - localdate()).days) if until else None
    return AuditLine(audit, due, audit.sampled - audit.with_reviewer)
