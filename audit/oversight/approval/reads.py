"""What is recorded of the approval of oversight in a PDU."""

from audit.models import Alert, OversightApproval
from cases.models import DeliveryUnit


def approvals_of(unit: DeliveryUnit) -> list[OversightApproval]:
    """Return every approval recorded for a PDU, the latest first. At most the first is in force."""
    return list(unit.oversight_approvals.select_related("recorded_by", "ended_by"))


def in_force(approvals: list[OversightApproval]) -> OversightApproval | None:
    """Return the one of a PDU's approvals that is in force."""
    return next((approval for approval in approvals if approval.ended_at is None), None)


def count_open_alerts(unit: DeliveryUnit) -> int:
    """Return how many alerts of a PDU wait for an answer. An administrator sees no more of them."""
    return Alert.objects.filter(unit=unit).open().count()
