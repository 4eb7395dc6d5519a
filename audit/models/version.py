"""Results that were signed off and taken back since."""

from django.conf import settings
from django.db import models

from .plan import Audit


class EarlierVersion(models.Model):
    """A version of an audit's result that people may have taken away before it was taken back; `reason` says why.

    `figures_open`: those who may not see cases could read its figures. `answers`, {case: {question code: value}}: what
    it counted, so that a later version never tells by comparison what became of a few cases; None once cases are
    removed. Written once, so it has no history.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="earlier_versions")
    number = models.PositiveIntegerField()
    signed_off_at = models.DateTimeField()
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField()
    reason = models.TextField()
    figures_open = models.BooleanField()
    answers = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="a_version_once_per_audit")]

    def __str__(self):
        return f"Version {self.number} of {self.audit}"
