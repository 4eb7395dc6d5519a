"""Results that were signed off and taken back since."""

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime

from audit.method.rating.signed import SignedVersion
from audit.models.planning.audit import Audit


class EarlierVersion(models.Model):
    """A result that was signed off and then taken back, for the `reason` given. People may still have a copy of it.

    `figures_open`: people who may not see cases could read its figures. `answers`: what it counted, {case: {question
    code: value}}, so that figures of a later version can be hidden that would reveal a few cases by comparison; None
    once cases are removed. `snapshot`: the result as it was signed, as in Audit; None if it was taken back before that
    was kept. It is written once, so it has no history.
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
    snapshot = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="a_version_once_per_audit")]

    def __str__(self):
        return f"Version {self.number} of {self.audit}"

    @property
    def signed_version(self):
        return SignedVersion(self.number, localtime(self.signed_off_at).date(), str(self.signed_off_by or "a command"))
