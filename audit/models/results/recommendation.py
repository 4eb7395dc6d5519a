"""What an audit recommends."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit


class Recommendation(models.Model):
    """A recommendation of an audit, never of a person. It is a draft until the sign-off, which stores and releases it.

    `about`: the codes of the standards and key questions that it is tied to, in the framework's order.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="recommendations")
    text = models.TextField()
    about = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="recommendation_has_a_text"),
            models.CheckConstraint(condition=~models.Q(about=[]), name="recommendation_is_about_something"),
        ]

    def __str__(self):
        return f"Recommendation on {', '.join(self.about)}"
