"""A PDU's own Word template, which gives reports its styles."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from cases.models import DeliveryUnit


class ReportTemplate(models.Model):
    """The Word file whose styles, page and header a PDU's reports take. Its text is not used."""

    unit = models.OneToOneField(DeliveryUnit, on_delete=models.CASCADE, related_name="report_template")
    name = models.CharField("file name", max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    history = HistoricalRecords(excluded_fields=["content"])

    def __str__(self):
        return self.name
