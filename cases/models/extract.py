"""What is remembered of caseload extracts: only which column of a unit's extracts is what."""

from django.db import models
from simple_history.models import HistoricalRecords

from .places import DeliveryUnit


class ExtractMapping(models.Model):
    """How somebody said the columns of a unit's extract are to be read: {heading: field, "" where it is not read}."""

    unit = models.OneToOneField(DeliveryUnit, on_delete=models.CASCADE, related_name="extract_mapping")
    columns = models.JSONField(default=dict, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return f"Columns of extracts of {self.unit}"
