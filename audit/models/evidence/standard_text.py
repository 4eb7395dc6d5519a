"""What an audit says in words about a standard."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.models.planning.audit import Audit


class StandardText(models.Model):
    """What is written about a standard while an audit runs: a draft until the sign-off, which stores and releases it.

    `narrative`: the judgement in words, of any length. `strengths`, `improvements`: a point on each line.
    `draft_rating`: what the writers would decide now; it counts nowhere. `contributors`: who helped to judge it.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="standard_texts")
    standard = models.CharField(max_length=20, help_text="The standard's code in the framework.")
    narrative = models.TextField("judgement in words", blank=True)
    strengths = models.TextField(blank=True)
    improvements = models.TextField("areas for improvement", blank=True)
    draft_rating = models.CharField(max_length=40, blank=True)
    contributors = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "standard"], name="one_text_per_standard")]

    def __str__(self):
        return f"Text on {self.standard}"
