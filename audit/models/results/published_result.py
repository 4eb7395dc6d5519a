"""Results of inspections that were published, kept as data beside the results of audits."""

from django.db import models
from simple_history.models import HistoricalRecords

from audit.method.published.programmes import PROGRAMMES
from audit.method.published.rating import PublishedRating, PublishedShare
from cases.models import DeliveryUnit


class PublishedResult(models.Model):
    """What one source published of one inspection. It is public, so it has no reader of its own.

    `unit`: the PDU of this site that was inspected, if it is one. What the source does not give is None or empty.
    `year`: "2024" or "2019-20". `standard_ratings`: {code, or name without one: rating}. `figures`: {key question code:
    [percent, yes, applicable]}, each a number or None.
    """

    inspection = models.CharField(max_length=200)
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.SET_NULL, null=True, blank=True, related_name="published")
    programme = models.CharField(max_length=20, choices=[(code, each.title) for code, each in PROGRAMMES.items()])
    year = models.CharField(max_length=7, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    max_score = models.PositiveSmallIntegerField("highest possible score", null=True, blank=True)
    score_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    overall = models.CharField("overall rating", max_length=40, blank=True)
    standard_ratings = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "year", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "programme", "year", "source"], name="one_published_result_per_source"
            ),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(max_score__isnull=False, score__lte=models.F("max_score")),
                name="a_published_score_has_a_maximum",
            ),
        ]

    def __str__(self):
        return f"{self.inspection}, {self.year}" if self.year else self.inspection

    def as_rating(self) -> PublishedRating:
        """Return it as the method knows it."""
        return PublishedRating(
            programme=self.programme,
            overall=self.overall,
            score=self.score,
            max_score=self.max_score,
            score_percent=self.score_percent,
            standards=self.standard_ratings,
            figures={code: PublishedShare(*numbers) for code, numbers in self.figures.items()},
        )
