"""What is kept of caseload extracts: only what each column of a unit's extracts means."""

from django.db import models
from simple_history.models import HistoricalRecords

from .places import DeliveryUnit


class ExtractMapping(models.Model):
    """How to read the columns of a unit's extract, as a person chose: {heading: field, or "" if it is not read}."""

    unit = models.OneToOneField(DeliveryUnit, on_delete=models.CASCADE, related_name="extract_mapping")
    columns = models.JSONField(default=dict, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return f"Columns of extracts of {self.unit}"
