"""What frames every page about an audit: where it is held, its title, days and state, and where to go from here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from audit.access import AccessLevel, tell_access
from audit.home.standing import Standing, standing_of
from audit.home.states import COLOURS, AuditState
from audit.models import Audit
from audit.models.sentences import day
from audit.reviewing.pages.due import DueDate
from cases.models import User
from cases.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """A line of the sub-navigation. `current`: the value of aria-current; "" for where the reader is not."""

    name: str
    address: str
    current: str


@dataclass(frozen=True)
class Frame:
    """The frame, ready to print."""

    unit: str
    title: str
    dates: tuple[str, ...]
    state: AuditState
    entries: tuple[Entry, ...]

    @property
    def colour(self) -> str:
        """The colour of the state's tag."""
        return COLOURS[self.state]


class _Reader(NamedTuple):
    """An audit as one person meets it; tell_access has given it their permissions."""

    audit: Audit
    standing: Standing

    def may(self, permission):
        return permission in self.audit.permissions

    @property
    def sees_results(self):
        return self.audit.access_level != AccessLevel.CASES

    @property
    def may_open_result(self):
        return self.audit.access_level in (AccessLevel.FIGURES, AccessLevel.RESULT)

    @property
    def has_result(self):
        return bool(self.audit.signed_off_at or self.standing.submitted)

    @property
    def is_read_together(self):
        return self.standing.notes > 0 or any(sample.may_have_reserves for sample in self.audit.samples.all())

    def may_have(self, evidence):
        return self.is_running or getattr(self.standing, f"has_{evidence}")

    @property
    def is_running(self):
        return self.audit.signed_off_at is None


# (name, name of the address, whether it leads somewhere for this reader)
ENTRIES: tuple[tuple[str, str, Callable[[_Reader], bool]], ...] = (
    ("Task list", "audit_tasks", lambda it: it.is_running and it.may(Permission.MODERATE)),
    ("Result", "audit_result", lambda it: it.may_open_result and it.has_result),
    ("Groups", "audit_groups", lambda it: it.may_open_result and it.has_result),
    ("Change", "audit_change", lambda it: it.may_open_result and it.has_result),
    ("Questions", "audit_questions", lambda it: it.may_open_result and it.has_result),
    ("Standards", "audit_standards", lambda it: it.may_open_result),
    ("Recommendations", "audit_recommendations", lambda it: it.may_open_result and it.has_result),
    ("Indicators", "audit_indicators", lambda it: it.may_open_result and it.may_have("indicators")),
    ("Surveys", "audit_surveys", lambda it: it.may_open_result and it.may_have("surveys")),
    ("Progress", "audit_result", lambda it: it.sees_results and not it.may_open_result),
    ("Plan", "change_audit", lambda it: it.is_running and it.may(Permission.PLAN)),
    ("Sample", "audit_sample", lambda it: it.may(Permission.PLAN) or (it.sees_results and it.audit.samples.all())),
    ("Reviewers and progress", "audit_reviewers", lambda it: it.may(Permission.MODERATE)),
    ("Read together", "read_together", lambda it: it.may(Permission.MODERATE) and it.is_read_together),
    ("Reviews", "audit_reviews", lambda it: it.may(Permission.MODERATE) and it.standing.cases > 0),
    ("Consistency", "consistency", lambda it: it.may(Permission.MODERATE) and it.standing.second > 0),
    ("Findings", "audit_findings", lambda it: it.may(Permission.SETTLE) and it.standing.uses_oversight),
    ("Downloads", "audit_downloads", lambda it: it.may_open_result and it.has_result),
    ("Audit history", "audit_trail", lambda it: it.may(Permission.SEE_TRAIL)),
)


def build_frame(audit: Audit, user: User, here: str, page: str, *, due: DueDate | None = None) -> Frame:
    """Build the frame of a page about an audit; one query, and three more where the audit has no cases yet.

    `here`: the name of the address of the entry that the page belongs to. `page`: that of the page itself.
    `due`: of the review that the page is about.
    """
    tell_access(audit, user)
    standing = standing_of(audit)
    current = {here: "page" if here == page else "true"}
    entries = tuple(
        Entry(name, reverse(address, args=[audit.pk]), current.get(address, ""))
        for name, address, leads_somewhere in ENTRIES
        if leads_somewhere(_Reader(audit, standing))
    )
    return Frame(
        f"{audit.unit}, {audit.unit.region}", audit.title, tuple(_dates(audit, due)), state_of(audit, standing), entries
    )


def state_of(audit: Audit, standing: Standing) -> AuditState:
    """Return the AuditState, by the same rule as with_state."""
    if audit.signed_off_at:
        return AuditState.SIGNED_OFF
    if not standing.cases:
        return AuditState.PLANNED
    return AuditState.PROVISIONAL if standing.all_submitted else AuditState.IN_PROGRESS


def _dates(audit: Audit, due: DueDate | None) -> Iterator[str]:
    if audit.review_from:
        yield f"Reviewing from {day(audit.review_from)}"
    if due:
        yield f"This review is due by {day(due.day)} ({due.in_words})"
    elif audit.review_until:
        yield f"Reviews due by {day(audit.review_until)}"
    if audit.signed_off_at:
        yield str(audit.signed_version)


def where_it_opens(audit: Audit, user: User) -> str:
    """Return the address at which an audit opens: a running one on its task list for those who moderate it."""
    tell_access(audit, user)
    is_at_work = audit.signed_off_at is None and Permission.MODERATE in audit.permissions
    return reverse("audit_tasks" if is_at_work else "audit_result", args=[audit.pk])
