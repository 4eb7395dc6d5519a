"""Record who opened a finding, so that the practitioner can see it."""

from audit.models import Finding
from audit.oversight.findings.reads import team_now
from cases.actions.trail import record_event
from cases.models import Event, User


def record_finding_view(*, finding: Finding, by: User) -> None:
    """Record that the user opened a finding that was released under another person's name."""
    filed_under = finding.practitioner
    is_own = by.pk == filed_under.account_id if filed_under else finding.is_owned
    if finding.released_at and not is_own:
        facts = {"unit": team_now(finding).unit, "case": finding.case, "practitioner": finding.practitioner}
        record_event(kind=Event.Kind.PRACTITIONER_VIEWED, **facts, page="a finding", finding=finding.pk, by=by)
