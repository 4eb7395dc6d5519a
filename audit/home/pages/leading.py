"""What a quality lead's home page shows of the audits in progress."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem
from audit.home.reads import audits_led, since
from audit.home.standing import count_judged, standards_on_evidence
from audit.models import Audit, FrameworkChanged
from audit.reviewing.pages.due import DueDate
from cases.counted import counted
from cases.places.choices import has_unit_to_plan_in

LISTED = 10  # audits; the others stand in the list of audits


@dataclass(frozen=True)
class AuditLine:
    """An audit in progress. `unallocated`: how many of its cases have no reviewer yet."""

    audit: Audit
    due: DueDate | None
    unallocated: int


@dataclass(frozen=True)
class ToDo:
    """What waits in an audit: in words, where to do it, and the tag beside it with its colour."""

    audit: Audit
    what: str
    address: str
    tag: str
    colour: str = ""


@dataclass(frozen=True)
class Leading:
    """The audits in progress, the first due first: `lines` are the first LISTED of `number`.

    `to_do`: what waits in all of them. `came_in`: the lines, of all of them, with reviews since the day `since`.
    `may_plan`: whether there is a PDU to plan an audit in.
    """

    lines: tuple[AuditLine, ...]
    number: int
    to_do: tuple[ToDo, ...]
    came_in: tuple[AuditLine, ...]
    since: date
    may_plan: bool

    @property
    def more(self):
        return self.number - len(self.lines)


def build_leading(user, unsettled):
    """Build the Leading of a User who moderates audits. Reviews are never counted by person.

    `unsettled`: the keys of the audits with answers still to agree on.
    """
    lines = [_line(audit) for audit in audits_led(user)]
    return Leading(
        lines=tuple(lines[:LISTED]),
        number=len(lines),
        to_do=tuple(todo for part in PARTS for line in lines for todo in part(line, unsettled)),
        came_in=tuple(line for line in lines if line.audit.came_in),
        since=since(),
        may_plan=bool(lines) or has_unit_to_plan_in(user),
    )


def _overdue(line, unsettled):
    if number := line.audit.overdue:
        yield _to_do(line, f"{counted(number, 'review')} overdue", "audit_reviews", "Overdue", "red")


def _without_reviewer(line, unsettled):
    if line.unallocated and _has_begun(line.audit):
        what = f"{counted(line.unallocated, 'case')} without a reviewer"
        yield _to_do(line, what, "audit_reviews", "To share out")


def _second_without_reviewer(line, unsettled):
    if number := line.audit.second_free:
        what = f"{counted(number, 'second review')} without a reviewer"
        yield _to_do(line, what, "audit_reviewers", "To share out")


def _to_talk_about(line, unsettled):
    if number := line.audit.to_talk_about:
        what = f"{counted(number, 'case')} read together, ready to talk about"
        yield _to_do(line, what, "read_together", "Ready")


def _to_finish(line, unsettled):
    """All cases are reviewed: the standards are to be judged, or the result is to be signed off."""
    audit = line.audit
    if not audit.sampled or audit.submitted < audit.sampled:
        return
    with suppress(FrameworkChanged, FrameworkProblem):  # its pages say so
        if missing := len(standards_on_evidence(audit)) - count_judged(audit):
            what = f"All cases reviewed, {counted(missing, 'standard')} to judge"
            yield _to_do(line, what, "audit_standards", "To judge")
        elif not audit.second_open and audit.pk not in unsettled:
            yield _to_do(line, "All cases reviewed, ready to sign off", "sign_off_audit", "To sign off")


PARTS = (_overdue, _without_reviewer, _second_without_reviewer, _to_talk_about, _to_finish)


def _to_do(line, what, page, *tag):
    return ToDo(line.audit, what, reverse(page, args=[line.audit.pk]), *tag)


def _has_begun(audit):
    """Whether the first day of reviewing has come; without one, cases wait to be shared out at once."""
    return audit.review_from is None or audit.review_from <= localdate()


def _line(audit):
    until = audit.review_until
    due = DueDate(until, (until - localdate()).days) if until else None
    return AuditLine(audit, due, audit.sampled - audit.with_reviewer)
