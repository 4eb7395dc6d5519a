"""Who approved the use of oversight in a PDU, and when. Without it nothing of oversight opens there."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from simple_history.models import HistoricalRecords

from cases.models import DeliveryUnit


class OversightApprovalQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)


class OversightApproval(models.Model):
    """An administrator's record that a PDU may use oversight.

    `approved_by`: the name and post of who approved it, for example a data protection officer. `team_lists`: SPOs may
    upload lists of their team's cases too.
    """

    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, related_name="oversight_approvals")
    approved_by = models.CharField("approved by", max_length=200)
    approved_on = models.DateField("approved on")
    team_lists = models.BooleanField("SPOs may upload lists of their team's cases", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = OversightApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(ended_at=None), name="one_approval_in_force_per_unit"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: approved by {self.approved_by}"


def is_approved(unit):
    """Return the condition on rows whose PDU may use oversight.

    `unit`: the path from the row to its PDU.
    """
    return Exists(OversightApproval.objects.in_force().filter(unit=OuterRef(unit)))
