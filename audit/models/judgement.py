"""Judgements: what people decide about a standard, beside what the rule computes."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from audit.method.rating.standard import Judgement

from .plan import Audit


class StandardJudgement(models.Model):
    """The rating of a standard from evidence, or a panel's move of a computed rating at its discretion.

    `rating`: "" if the standard cannot be rated. `computed`: what the rule gave when the panel decided.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=20, help_text="The standard's code in the framework.")
    rating = models.CharField(max_length=40, blank=True)
    computed = models.CharField(max_length=40, blank=True)
    rationale = models.TextField()
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "standard"], name="one_judgement_per_standard"),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="judgement_has_a_rationale"),
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="judgement_names_who_decided"),
        ]

    def __str__(self):
        return f"{self.standard}: {self.rating or 'cannot be rated'}"

    def as_judgement(self):
        return Judgement(
            self.rating or None, self.rationale, self.decided_by, self.decided_at, computed=self.computed or None
        )
